package io.convbench.reports.page;

import io.convbench.reports.chart.Rounding;
import io.convbench.reports.evidence.MeasuredAccuracy;
import io.convbench.reports.evidence.Places;
import io.convbench.results.Column;
import io.convbench.results.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** Measured accuracies beside the published ones: a line an architecture and engine. */
final class AccuracyTable {

  private final Places places;

  private AccuracyTable(Places places) {
    this.places = places;
  }

  /** Lines of architecture, images, measured, published and difference of top-1 and top-5, ECE. */
  static List<List<TableCell>> of(List<MeasuredAccuracy> accuracies) {
    AccuracyTable table =
        new AccuracyTable(new Places(accuracies.stream().map(MeasuredAccuracy::place).toList()));
    return accuracies.stream().map(table::line).toList();
  }

  private List<TableCell> line(MeasuredAccuracy one) {
    Row row = one.row();
    List<TableCell> cells = new ArrayList<>();
    cells.add(
        new TableCell(
            one.architecture(), places.name(one.place()), one.architecture(), one.place().label()));
    cells.add(images(row));
    cells.add(new TableCell(one.images(), "", one.images(), ""));
    accuracy(
        cells,
        row,
        Column.TOP1,
        Column.TOP1_CI95_LOW,
        Column.TOP1_CI95_HIGH,
        Column.PUBLISHED_TOP1);
    accuracy(
        cells,
        row,
        Column.TOP5,
        Column.TOP5_CI95_LOW,
        Column.TOP5_CI95_HIGH,
        Column.PUBLISHED_TOP5);
    cells.add(percent(row.number(Column.CALIBRATION_ERROR), ""));
    return cells;
  }

  private static TableCell images(Row row) {
    long failed = row.integer(Column.IMAGES_FAILED).orElse(0);
    String images = row.values().getOrDefault(Column.IMAGES, "").toString();
    return new TableCell(images, failed == 0 ? "" : failed + " failed", images, "");
  }

  private static void accuracy(
      List<TableCell> cells, Row row, Column value, Column low, Column high, Column published) {
    OptionalDouble measured = row.number(value);
    OptionalDouble from = row.number(low);
    OptionalDouble to = row.number(high);
    OptionalDouble claimed = row.number(published);
    boolean interval = from.isPresent() && to.isPresent();
    cells.add(
        percent(
            measured,
            interval
                ? Rounding.percent(from.getAsDouble()) + "–" + Rounding.percent(to.getAsDouble())
                : ""));
    cells.add(percent(claimed, ""));
    cells.add(
        measured.isPresent() && claimed.isPresent() && interval
            ? difference(
                measured.getAsDouble() - claimed.getAsDouble(),
                from.getAsDouble() - claimed.getAsDouble(),
                to.getAsDouble() - claimed.getAsDouble())
            : TableCell.EMPTY);
  }

  private static TableCell difference(double difference, double low, double high) {
    return new TableCell(
        points(difference),
        points(low) + " to " + points(high),
        Double.toString(difference),
        low <= 0 && 0 <= high
            ? "the interval contains 0: not to be told from the published figure"
            : "the interval does not contain 0");
  }

  private static String points(double fraction) {
    return Rounding.signed(100 * fraction, 1);
  }

  private static TableCell percent(OptionalDouble fraction, String below) {
    return fraction.isEmpty()
        ? TableCell.EMPTY
        : new TableCell(
            Rounding.percent(fraction.getAsDouble()),
            below,
            Double.toString(fraction.getAsDouble()),
            "");
  }
}
