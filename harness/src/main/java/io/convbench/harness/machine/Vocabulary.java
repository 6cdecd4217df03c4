package io.convbench.harness.machine;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a text of the user's shell may consist of to stand in {@code environment.json}: numbers, and
 * what the program that reads it understands. In place of any other text stands that it is not
 * recorded, as it may hold a password, a token, an address or a folder with a user's name.
 *
 * @param words in lower case
 * @param forms in lower case; of what is longer than a word, such as the id of a GPU
 */
record Vocabulary(Set<String> words, Pattern forms) {

  /** In place of a text that may hold a secret. */
  static final String NOT_RECORDED = "(not recorded)";

  private static final int MOST_LETTERS = 200;

  private static final Pattern SEPARATORS = Pattern.compile("[ ,;:={}()\\[\\]+.!-]+");

  private static final String NOTHING = "(?!)";

  /** A number of up to nine digits, with a unit of bytes: account numbers and keys are longer. */
  private static final Pattern NUMBER = Pattern.compile("\\d{1,9}[kmgtb]?");

  Vocabulary {
    words = Set.copyOf(words);
  }

  /**
   * Of words alone.
   *
   * @param words with blanks between them
   */
  static Vocabulary of(String words) {
    return of(words, NOTHING);
  }

  /**
   * @param words with blanks between them
   * @param forms a regular expression
   */
  static Vocabulary of(String words, String forms) {
    return new Vocabulary(words(words), Pattern.compile(forms));
  }

  /** The words of a text with blanks between them. */
  static Set<String> words(String text) {
    return Stream.of(text.strip().split("\\s+")).collect(Collectors.toUnmodifiableSet());
  }

  /** The text where it is safe to keep, or else {@link #NOT_RECORDED}. */
  String recorded(String text) {
    if (text.length() > MOST_LETTERS) {
      return NOT_RECORDED;
    }
    String rest = forms.matcher(text.toLowerCase(Locale.ROOT)).replaceAll(" ");
    return SEPARATORS.splitAsStream(rest).allMatch(this::understands) ? text : NOT_RECORDED;
  }

  private boolean understands(String word) {
    return word.isEmpty() || words.contains(word) || NUMBER.matcher(word).matches();
  }
}
