package io.convbench.results;

import java.util.regex.Pattern;

/**
 * Cells of CSV files that a spreadsheet shows and does not compute: a text that it would take for a
 * formula, such as {@code =HYPERLINK(...)} as the name of an image, gets an apostrophe in front,
 * which spreadsheets take for "a text follows" (OWASP, "CSV Injection"). Numbers, of any sign, stay
 * as they are. {@link #read} gives back exactly what {@link #written} was given.
 */
final class SpreadsheetText {

  private static final char MARK = '\'';

  /**
   * What a formula begins with, also in full width as East Asian keyboards write it; spreadsheets
   * ignore white space before it. Apostrophes count so that every mark can be told from a text's
   * own.
   */
  private static final Pattern FORMULA =
      Pattern.compile("[\\s\\p{Z}" + MARK + "]*[=+\\-@\uFF1D\uFF0B\uFF0D\uFF20]");

  /** As Java writes numbers; a column of logits may hold infinities. */
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d+(\\.\\d*)?([eE][+-]?\\d+)?|Infinity)");

  private SpreadsheetText() {}

  /** The cell as it stands in a file. */
  static String written(String cell) {
    return isFormula(cell) && !NUMBER.matcher(cell).matches() ? MARK + cell : cell;
  }

  /** The cell of which {@link #written} made this. */
  static String read(String cell) {
    return !cell.isEmpty() && cell.charAt(0) == MARK && isFormula(cell) ? cell.substring(1) : cell;
  }

  private static boolean isFormula(String cell) {
    return FORMULA.matcher(cell).lookingAt();
  }
}
