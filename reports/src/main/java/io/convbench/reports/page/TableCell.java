package io.convbench.reports.page;

import io.convbench.reports.chart.Rounding;
import io.convbench.results.Column;
import io.convbench.results.Row;
import io.convbench.results.history.Candidate;
import io.convbench.results.trust.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleFunction;
import java.util.stream.Stream;

/**
 * A cell of the table.
 *
 * @param text as printed; empty where nothing was measured
 * @param below a second line in small print; empty for none
 * @param order what it is sorted by: a number for numeric columns, else the text
 * @param note what a reader sees who points at it; empty for none
 * @param bad whether it tells of something that went wrong
 */
public record TableCell(String text, String below, String order, String note, boolean bad) {

  static final TableCell EMPTY = new TableCell("", "", "", "");

  TableCell(String text, String below, String order, String note) {
    this(text, below, order, note, false);
  }

  /** A number; empty for none. */
  static TableCell of(OptionalDouble number, DoubleFunction<String> format) {
    return of(number, OptionalDouble.empty(), OptionalDouble.empty(), format);
  }

  /** A number with its interval below where it has one; empty for none. */
  static TableCell of(
      OptionalDouble number,
      OptionalDouble low,
      OptionalDouble high,
      DoubleFunction<String> format) {
    if (number.isEmpty()) {
      return EMPTY;
    }
    String interval =
        low.isEmpty() || high.isEmpty()
            ? ""
            : format.apply(low.getAsDouble()) + "–" + format.apply(high.getAsDouble());
    return new TableCell(
        format.apply(number.getAsDouble()), interval, Double.toString(number.getAsDouble()), "");
  }

  /** A fraction in percent, likewise. */
  static TableCell percent(OptionalDouble fraction, OptionalDouble low, OptionalDouble high) {
    return of(fraction, low, high, Rounding::percent);
  }

  /** The same with a mark behind the text, and what a reader sees who points at it. */
  TableCell marked(Mark mark, String reason) {
    String all = note.isEmpty() ? reason : note + "; " + reason;
    return text.isEmpty() ? this : new TableCell(text + mark.sign(), below, order, all, bad);
  }

  /** A time of a candidate, or what follows from one, with the mark of its row's verdict. */
  static TableCell timed(Candidate one, Column time, DoubleFunction<String> format) {
    return of(one.number(time), format).judged(one.verdict(time), one.verdictReasons(time));
  }

  /** The same with the mark of a row's verdict, and its reasons; itself where that is valid. */
  TableCell judged(Row row) {
    return judged(Verdict.of(row), row.text(Column.VERDICT_REASONS).orElse(""));
  }

  /** The same with the mark of a verdict, and its reasons; itself where that is valid. */
  TableCell judged(Verdict verdict, String reasons) {
    return Mark.of(verdict)
        .map(
            mark ->
                marked(mark, reasons.isEmpty() ? mark.meaning() : verdict.word() + ": " + reasons))
        .orElse(this);
  }

  /** Whether the mark is among those at the end of the text. */
  boolean has(Mark mark) {
    return marks(text).contains(mark);
  }

  private static List<Mark> marks(String text) {
    List<Mark> marks = new ArrayList<>();
    String rest = text;
    Optional<Mark> last = last(rest);
    while (last.isPresent()) {
      marks.add(last.get());
      rest = rest.substring(0, rest.length() - last.get().sign().length());
      last = last(rest);
    }
    return marks;
  }

  private static Optional<Mark> last(String text) {
    return Stream.of(Mark.values()).filter(mark -> text.endsWith(mark.sign())).findFirst();
  }

  /** True when the text itself refers to the note. */
  public boolean marked() {
    return last(text).isPresent();
  }
}
