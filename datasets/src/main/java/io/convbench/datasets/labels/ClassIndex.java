package io.convbench.datasets.labels;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.convbench.foundation.input.InvalidInputException;
import io.convbench.foundation.text.NearestNames;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * ImageNet's 1000 classes in synset order, which is the order of every Keras classifier's outputs.
 *
 * <p>The list comes from {@code ai.djl:basicdataset}, {@code imagenet/classes.json}; names are
 * written as Keras writes them ({@code great_white_shark}).
 */
public final class ClassIndex {

  private static final int SUGGESTIONS = 3;

  /** Number of classes; indices are 0 to 999. */
  public static final int SIZE = 1000;

  private final List<ImageClass> classes;
  private final Map<String, Integer> indexOfSynset;

  private ClassIndex(List<ImageClass> classes) {
    this.classes = List.copyOf(classes);
    this.indexOfSynset =
        classes.stream().collect(Collectors.toMap(ImageClass::synset, ImageClass::index));
  }

  /**
   * One class.
   *
   * @param index position in the classifier's output
   * @param synset WordNet identifier, e.g. {@code n01440764}
   * @param name first word for it, with underscores, e.g. {@code tench}
   */
  public record ImageClass(int index, String synset, String name) {}

  /** Which class indices there are, for messages about another one: a clause. */
  public static String range(String given) {
    return "use 0 to %s, in synset order%s"
        .formatted(
            SIZE - 1,
            given.equals(String.valueOf(SIZE))
                ? " (indices that count from 1 are one too high)"
                : "");
  }

  /** Reads the list that the jar carries. */
  public static ClassIndex imagenet() {
    try (InputStream json = ClassIndex.class.getResourceAsStream("imagenet/classes.json")) {
      String[][] rows = new ObjectMapper().readValue(json, String[][].class);
      List<ImageClass> classes = new ArrayList<>();
      for (String[] row : rows) {
        classes.add(new ImageClass(classes.size(), row[0], row[1].replace(' ', '_')));
      }
      return new ClassIndex(classes);
    } catch (IOException broken) {
      throw new UncheckedIOException("the class list in convbench's jar is broken", broken);
    }
  }

  /**
   * The class of an index.
   *
   * @throws IndexOutOfBoundsException outside 0 to 999
   */
  public ImageClass get(int index) {
    return classes.get(index);
  }

  /** All classes, by index. */
  public List<ImageClass> classes() {
    return classes;
  }

  /** The names of all classes, by index. */
  public List<String> names() {
    return classes.stream().map(ImageClass::name).toList();
  }

  /** The index of a synset such as {@code n01440764}; none when it is not among the 1000. */
  public OptionalInt ofSynset(String synset) {
    Integer index = indexOfSynset.get(synset);
    return index == null ? OptionalInt.empty() : OptionalInt.of(index);
  }

  /**
   * The class that a folder is named after: a synset, or a name in upper or lower case with spaces
   * or underscores.
   *
   * @throws InvalidInputException when there is none, naming the nearest, or when two classes have
   *     this name
   */
  public ImageClass find(String word) {
    String wanted = plain(word);
    List<ImageClass> found =
        classes.stream().filter(candidate -> isCalled(candidate, wanted)).toList();
    if (found.size() == 1) {
      return found.get(0);
    }
    if (found.isEmpty()) {
      throw new InvalidInputException(
          "'%s' is not a synset or name of an ImageNet class (nearest: %s)"
              .formatted(
                  word, String.join(", ", NearestNames.closest(wanted, words(), SUGGESTIONS))));
    }
    throw new InvalidInputException(
        "'%s' is the name of %s ImageNet classes: use the synset, %s"
            .formatted(
                word,
                found.size(),
                String.join(" or ", found.stream().map(ImageClass::synset).toList())));
  }

  private static boolean isCalled(ImageClass candidate, String wanted) {
    return candidate.synset().equals(wanted) || plain(candidate.name()).equals(wanted);
  }

  /** Lower case, words parted by underscores. */
  private static String plain(String name) {
    return name.strip().toLowerCase(Locale.ROOT).replace(' ', '_');
  }

  private List<String> words() {
    return IntStream.range(0, 2 * classes.size())
        .mapToObj(i -> i % 2 == 0 ? classes.get(i / 2).name() : classes.get(i / 2).synset())
        .toList();
  }
}
