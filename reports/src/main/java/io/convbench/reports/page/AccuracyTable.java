package io.convbench.reports.page;

import io.convbench.reports.chart.Rounding;
import io.convbench.reports.evidence.MeasuredAccuracy;
import io.convbench.results.Column;
import io.convbench.results.Row;
import io.convbench.results.history.ConfigurationNames;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Measured accuracies beside the published ones: one line per architecture and engine, the most
 * accurate first.
 */
final class AccuracyTable {

  private final List<MeasuredAccuracy> accuracies;
  private final ConfigurationNames places;

  private AccuracyTable(List<MeasuredAccuracy> accuracies) {
    this.accuracies = accuracies;
    this.places = ConfigurationNames.of(accuracies.stream().map(MeasuredAccuracy::place).toList());
  }

  /** Also, where they were measured, accuracies among own classes and by ReaL labels. */
  static SortableTable of(List<MeasuredAccuracy> accuracies) {
    AccuracyTable table = new AccuracyTable(accuracies);
    List<MeasuredAccuracy> sorted =
        accuracies.stream()
            .sorted(Comparator.comparingDouble(MeasuredAccuracy::top1).reversed())
            .toList();
    return SortableTable.of(sorted, table.columns(), one -> Map.of("family", one.row().family()));
  }

  private List<TableColumn<MeasuredAccuracy>> columns() {
    List<TableColumn<MeasuredAccuracy>> columns = new ArrayList<>();
    columns.add(
        TableColumn.text("Architecture", Conventions.NAME + ", and on what it ran", this::name));
    columns.add(number("", "Images", "images scored", AccuracyTable::images));
    columns.add(
        new TableColumn<>(
            "", "Images and crop", "dataset and crop protocol", Order.TEXT, AccuracyTable::crop));
    if (severalWeights()) {
      columns.add(TableColumn.text("Weights", "the weight file's name", AccuracyTable::weights));
    }
    top("Top‑1, %", Column.TOP1, Column.TOP1_CI95_LOW, Column.TOP1_CI95_HIGH, Column.PUBLISHED_TOP1)
        .forEach(columns::add);
    top("Top‑5, %", Column.TOP5, Column.TOP5_CI95_LOW, Column.TOP5_CI95_HIGH, Column.PUBLISHED_TOP5)
        .forEach(columns::add);
    columns.add(
        number(
            "Top‑1 otherwise, %",
            "own classes",
            "top-1 when only the dataset's own classes can be answered, with its Wilson 95 %"
                + " interval",
            row ->
                percent(
                    row,
                    Column.TOP1_OWN_CLASSES,
                    Column.TOP1_OWN_CLASSES_CI95_LOW,
                    Column.TOP1_OWN_CLASSES_CI95_HIGH)));
    columns.add(
        number(
            "Top‑1 otherwise, %",
            "ReaL",
            "first class among the reassessed labels, with its Wilson 95 % interval",
            row ->
                percent(
                    row, Column.REAL_TOP1, Column.REAL_TOP1_CI95_LOW, Column.REAL_TOP1_CI95_HIGH)));
    columns.add(
        number(
            "",
            "ECE, %",
            "expected calibration error",
            Order.LESS_IS_BETTER,
            row ->
                TableCell.percent(
                    row.number(Column.CALIBRATION_ERROR),
                    OptionalDouble.empty(),
                    OptionalDouble.empty())));
    columns.add(
        number("", "Images/s", Column.EVALUATION_IMAGES_PER_S.description(), AccuracyTable::speed));
    return columns;
  }

  private static List<TableColumn<MeasuredAccuracy>> top(
      String group, Column value, Column low, Column high, Column published) {
    return List.of(
        number(
            group,
            "measured",
            "with its Wilson 95 % interval",
            row -> percent(row, value, low, high)),
        number(
            group,
            "published",
            "not measured here",
            row ->
                TableCell.percent(
                    row.number(published), OptionalDouble.empty(), OptionalDouble.empty())),
        number(
            group,
            "difference",
            "measured minus published, in percentage points",
            row -> difference(row, value, low, high, published)));
  }

  /** True when an architecture was scored with several. */
  private boolean severalWeights() {
    long architectures = accuracies.stream().map(MeasuredAccuracy::architecture).distinct().count();
    return accuracies.stream()
            .map(one -> one.architecture() + " " + weights(one).text())
            .distinct()
            .count()
        > architectures;
  }

  private static TableCell weights(MeasuredAccuracy one) {
    String weights = one.row().text(Column.WEIGHTS).orElse("");
    return new TableCell(weights, "", weights, "");
  }

  private static TableColumn<MeasuredAccuracy> number(
      String group, String header, String title, Function<Row, TableCell> cell) {
    return number(group, header, title, Order.MORE_IS_BETTER, cell);
  }

  private static TableColumn<MeasuredAccuracy> number(
      String group, String header, String title, Order order, Function<Row, TableCell> cell) {
    return new TableColumn<>(group, header, title, order, one -> cell.apply(one.row()));
  }

  private TableCell name(MeasuredAccuracy one) {
    return new TableCell(
        one.architecture(),
        places.name(one.place()),
        one.architecture(),
        places.label(one.place()));
  }

  private static TableCell crop(MeasuredAccuracy one) {
    return new TableCell(one.images(), "", one.images(), "");
  }

  private static TableCell images(Row row) {
    String images = row.values().getOrDefault(Column.IMAGES, "").toString();
    String besides =
        Stream.of(
                count(row, Column.IMAGES_FAILED, "failed"),
                count(row, Column.IMAGES_WARNED, "warned"),
                count(row, Column.FILES_LEFT_OUT, "files skipped"))
            .flatMap(Optional::stream)
            .collect(Collectors.joining(", "));
    return new TableCell(images, besides, images, "");
  }

  private static TableCell speed(Row row) {
    return TableCell.of(row.number(Column.EVALUATION_IMAGES_PER_S), Rounding::significant)
        .judged(row);
  }

  private static Optional<String> count(Row row, Column column, String what) {
    long count = row.integer(column).orElse(0);
    return count == 0 ? Optional.empty() : Optional.of(count + " " + what);
  }

  private static TableCell percent(Row row, Column value, Column low, Column high) {
    return TableCell.percent(row.number(value), row.number(low), row.number(high));
  }

  private static TableCell difference(
      Row row, Column value, Column low, Column high, Column published) {
    OptionalDouble claimed = row.number(published);
    return claimed.isPresent()
            && Stream.of(value, low, high).allMatch(column -> row.number(column).isPresent())
        ? difference(
            row.number(value).getAsDouble() - claimed.getAsDouble(),
            row.number(low).getAsDouble() - claimed.getAsDouble(),
            row.number(high).getAsDouble() - claimed.getAsDouble())
        : TableCell.EMPTY;
  }

  private static TableCell difference(double difference, double low, double high) {
    return new TableCell(
        points(difference),
        points(low) + " to " + points(high),
        Double.toString(difference),
        low <= 0 && 0 <= high
            ? "the interval contains 0: indistinguishable from the published figure"
            : "the interval does not contain 0");
  }

  private static String points(double fraction) {
    return Rounding.signed(100 * fraction, 1);
  }
}
