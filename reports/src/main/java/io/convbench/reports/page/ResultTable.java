package io.convbench.reports.page;

import io.convbench.reports.chart.Rounding;
import io.convbench.results.Column;
import io.convbench.results.Row;
import io.convbench.results.Status;
import io.convbench.results.history.Candidate;
import io.convbench.results.history.Configuration;
import io.convbench.results.history.ConfigurationNames;
import io.convbench.results.history.History;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.DoubleFunction;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The table of everything: a line per architecture and configuration, only columns with values. */
final class ResultTable {

  private static final String GRAPH = "Graph, one image";
  private static final String PUBLISHED = "Published, %";
  private static final String MEASURED = "Measured accuracy, %";

  /** With hyphens at which no line breaks. */
  private static final String TOP1 = "top‑1";

  private static final String TOP5 = "top‑5";
  private static final String LATENCY = "Latency of the batch, ms";
  private static final String MEMORY = "Memory, MiB";
  private static final String START = "Start, ms";
  private static final String FROM_JPEG = "JPEG to class, ms";

  private ResultTable() {}

  /** The lines, fastest or else cheapest first. */
  static SortableTable of(History history) {
    List<Candidate> candidates = new ArrayList<>();
    for (Configuration configuration : history.configurations()) {
      List<Candidate> own = history.in(configuration);
      if (!configuration.ran() || own.stream().anyMatch(ResultTable::measured)) {
        candidates.addAll(own);
      }
    }
    if (candidates.isEmpty()) {
      candidates.addAll(history.candidates());
    }
    candidates.sort(Comparator.comparingDouble(ResultTable::rank));
    return SortableTable.of(candidates, all(history, candidates), ResultTable::traits);
  }

  private static Map<String, String> traits(Candidate one) {
    Map<String, String> traits = new LinkedHashMap<>();
    traits.put("engine", one.configuration().engine());
    traits.put("device", one.configuration().device());
    traits.put("batch", one.configuration().batch() > 0 ? "" + one.configuration().batch() : "");
    traits.put("family", one.family());
    return traits;
  }

  private static List<TableColumn<Candidate>> all(History history, List<Candidate> candidates) {
    ConfigurationNames names = history.names();
    boolean several = candidates.stream().map(Candidate::configuration).distinct().count() > 1;
    List<TableColumn<Candidate>> columns = new ArrayList<>();
    columns.add(
        text(
            "Architecture",
            several ? Conventions.NAME + ", and on what it ran" : Conventions.NAME,
            one -> name(one, several, names)));
    graph(columns);
    published(columns);
    accuracy(columns);
    latency(columns);
    startup(columns);
    memory(columns);
    columns.add(
        number(
            "",
            "Conf. error",
            "Conformance: " + Column.CONFORMANCE_ERROR.description(),
            Column.CONFORMANCE_ERROR,
            Rounding::scientific));
    columns.add(text("Cells", "how the cells of this line ended", ResultTable::status));
    return columns;
  }

  private static void graph(List<TableColumn<Candidate>> columns) {
    columns.add(
        number(
            GRAPH,
            "Input px",
            "side of the square input",
            Order.NUMBER,
            Column.INPUT_SIZE,
            whole()));
    columns.add(
        number(
            GRAPH,
            "Layers",
            "layers that own weights",
            Order.NUMBER,
            Column.WEIGHTED_LAYERS,
            whole()));
    columns.add(
        number(
            GRAPH,
            "Params M",
            "millions of parameters, with the statistics of batch norms",
            Column.PARAMETERS,
            millions()));
    columns.add(
        number(
            GRAPH,
            "GMACs",
            "10^9 multiply-accumulates of convolutions and dense layers; FLOPs are twice as many",
            Column.MACS,
            value -> Rounding.significant(value / 1e9)));
    columns.add(
        number(
            GRAPH,
            "Act. M",
            "millions of output elements of convolutions and dense layers",
            Column.ACTIVATIONS,
            millions()));
  }

  private static void published(List<TableColumn<Candidate>> columns) {
    columns.add(
        new TableColumn<>(
            PUBLISHED,
            TOP1,
            "published top-1 accuracy, not measured here",
            Order.MORE_IS_BETTER,
            one -> published(one, Column.PUBLISHED_TOP1)));
    columns.add(
        new TableColumn<>(
            PUBLISHED,
            TOP5,
            "published top-5 accuracy, not measured here",
            Order.MORE_IS_BETTER,
            one -> published(one, Column.PUBLISHED_TOP5)));
  }

  private static TableCell published(Candidate one, Column column) {
    TableCell cell = cell(one, column, Rounding::percent);
    return cell.text().isEmpty() || !one.publishedAtOtherSize()
        ? cell
        : cell.marked(
            Mark.OTHER_SIZE,
            "published at %s pixels, not at the size that ran"
                .formatted(whole().apply(one.number(Column.PUBLISHED_INPUT_SIZE).orElseThrow())));
  }

  private static void accuracy(List<TableColumn<Candidate>> columns) {
    columns.add(
        new TableColumn<>(
            MEASURED,
            TOP1,
            "measured here, with its Wilson 95 % interval",
            Order.MORE_IS_BETTER,
            one -> interval(one, Column.TOP1, Column.TOP1_CI95_LOW, Column.TOP1_CI95_HIGH)));
    columns.add(
        new TableColumn<>(
            MEASURED,
            TOP5,
            "measured here, with its Wilson 95 % interval",
            Order.MORE_IS_BETTER,
            one -> interval(one, Column.TOP5, Column.TOP5_CI95_LOW, Column.TOP5_CI95_HIGH)));
  }

  private static TableCell interval(Candidate one, Column column, Column low, Column high) {
    return TableCell.percent(one.number(column), one.number(low), one.number(high));
  }

  private static void latency(List<TableColumn<Candidate>> columns) {
    columns.add(
        new TableColumn<>(
            LATENCY,
            "p50",
            Column.LATENCY_P50_MS.description()
                + "; below it where the next run's is expected in 95 of 100 cases",
            Order.LESS_IS_BETTER,
            ResultTable::median));
    columns.add(milliseconds("p90", Column.LATENCY_P90_MS));
    columns.add(milliseconds("p99", Column.LATENCY_P99_MS));
    columns.add(
        new TableColumn<>(
            LATENCY,
            "mean",
            "mean; point at it for its 95 % interval",
            Order.LESS_IS_BETTER,
            ResultTable::mean));
    columns.add(
        new TableColumn<>(
            "",
            "Img/s",
            Column.THROUGHPUT_IMAGES_PER_S.description(),
            Order.MORE_IS_BETTER,
            one -> TableCell.timed(one, Column.THROUGHPUT_IMAGES_PER_S, Rounding::significant)));
    columns.add(
        new TableColumn<>(
            "",
            "% of peak",
            Column.EFFICIENCY.description() + " (calibration), percent",
            Order.MORE_IS_BETTER,
            one ->
                TableCell.timed(
                    one, Column.EFFICIENCY, value -> Rounding.significant(100 * value))));
  }

  private static TableColumn<Candidate> milliseconds(String header, Column column) {
    return new TableColumn<>(
        LATENCY,
        header,
        column.description(),
        Order.LESS_IS_BETTER,
        one -> fewPasses(one, column, TableCell.timed(one, column, Rounding::significant)));
  }

  private static TableCell fewPasses(Candidate one, Column percentile, TableCell cell) {
    return one.fewPassesFor(percentile)
        ? cell.marked(
            Mark.FEW_PASSES,
            "of %s timed passes"
                .formatted(whole().apply(one.number(Column.LATENCY_SAMPLES).orElseThrow())))
        : cell;
  }

  private static TableCell median(Candidate one) {
    return TableCell.of(
            one.number(Column.LATENCY_P50_MS),
            one.number(Column.LATENCY_P50_PI95_LOW_MS),
            one.number(Column.LATENCY_P50_PI95_HIGH_MS),
            Rounding::significant)
        .judged(one.verdict(), one.verdictReasons());
  }

  private static TableCell mean(Candidate one) {
    TableCell mean = cell(one, Column.LATENCY_MEAN_MS, Rounding::significant);
    OptionalDouble low = one.number(Column.LATENCY_CI95_LOW_MS);
    OptionalDouble high = one.number(Column.LATENCY_CI95_HIGH_MS);
    String samples =
        one.has(Column.LATENCY_SAMPLES)
            ? " from " + cell(one, Column.LATENCY_SAMPLES, whole()).text() + " passes"
            : "";
    TableCell cell =
        low.isEmpty() || high.isEmpty()
            ? mean
            : new TableCell(
                mean.text(),
                "",
                mean.order(),
                "95 %% interval %s to %s ms%s"
                    .formatted(
                        Rounding.significant(low.getAsDouble()),
                        Rounding.significant(high.getAsDouble()),
                        samples));
    return cell.judged(one.verdict(), one.verdictReasons());
  }

  private static void startup(List<TableColumn<Candidate>> columns) {
    columns.add(of(START, "load", Column.LOAD_FIRST_MS));
    columns.add(of(START, "first pass", Column.FIRST_PASS_MS));
    columns.add(of(START, "load warm", Column.LOAD_WARM_MS));
    columns.add(of(START, "load cold", Column.LOAD_COLD_MS));
    columns.add(of(FROM_JPEG, "p50", Column.END_TO_END_P50_MS));
    columns.add(of(FROM_JPEG, "to crop", Column.END_TO_END_CROP_P50_MS));
    columns.add(of(FROM_JPEG, "pass", Column.END_TO_END_PASS_P50_MS));
    columns.add(of("", "Package J", Column.PACKAGE_ENERGY_PER_PASS_J));
  }

  private static TableColumn<Candidate> of(String group, String header, Column column) {
    return new TableColumn<>(
        group,
        header,
        column.description(),
        Order.LESS_IS_BETTER,
        one -> TableCell.timed(one, column, Rounding::significant));
  }

  private static void memory(List<TableColumn<Candidate>> columns) {
    columns.add(
        mebibytes("model", "peak resident set minus the bare engine's", Column.MODEL_RSS_BYTES));
    columns.add(mebibytes("total", "peak resident set of the process", Column.PEAK_RSS_BYTES));
    columns.add(mebibytes("GPU", "device memory used by the process", Column.GPU_MEMORY_BYTES));
    columns.add(
        mebibytes(
            "weights",
            "from the graph: the bytes of all parameters in the precision that ran",
            Column.WEIGHT_BYTES));
    columns.add(
        mebibytes(
            "act.",
            "from the graph: the most that activations of one image take at once",
            Column.PEAK_ACTIVATION_BYTES));
  }

  private static TableColumn<Candidate> mebibytes(String header, String title, Column column) {
    return number(
        MEMORY, header, title, column, value -> Rounding.significant(Rounding.mebibytes(value)));
  }

  private static TableCell name(Candidate one, boolean several, ConfigurationNames names) {
    Configuration configuration = one.configuration();
    return new TableCell(
        one.architecture(),
        several ? names.name(configuration) : "",
        one.architecture(),
        configuration.ran() ? names.label(configuration) : "");
  }

  private static TableCell status(Candidate one) {
    List<Row> bad = one.cells().stream().filter(row -> !row.ok()).toList();
    if (bad.isEmpty()) {
      return text(Status.OK.word(), "");
    }
    String reasons =
        bad.stream()
            .map(
                row ->
                    row.text(Column.MEASUREMENT).orElse("")
                        + ": "
                        + row.text(Column.REASON).orElse(""))
            .collect(Collectors.joining("; "));
    String words =
        bad.stream()
            .map(
                row ->
                    row.text(Column.MEASUREMENT).orElse("")
                        + " "
                        + row.text(Column.STATUS).orElse(""))
            .collect(Collectors.joining(", "));
    return new TableCell(words, "", words, reasons, true);
  }

  private static TableColumn<Candidate> text(
      String header, String title, Function<Candidate, TableCell> cell) {
    return TableColumn.text(header, title, cell);
  }

  private static TableColumn<Candidate> number(
      String group, String header, String title, Column column, DoubleFunction<String> format) {
    return number(group, header, title, Order.LESS_IS_BETTER, column, format);
  }

  private static TableColumn<Candidate> number(
      String group,
      String header,
      String title,
      Order order,
      Column column,
      DoubleFunction<String> format) {
    return new TableColumn<>(group, header, title, order, one -> cell(one, column, format));
  }

  private static TableCell cell(Candidate one, Column column, DoubleFunction<String> format) {
    return TableCell.of(one.number(column), format);
  }

  private static TableCell text(String text, String note) {
    return new TableCell(text, "", text, note);
  }

  private static DoubleFunction<String> whole() {
    return value -> Rounding.fixed(value, 0);
  }

  private static DoubleFunction<String> millions() {
    return value -> Rounding.significant(value / 1e6);
  }

  private static double rank(Candidate one) {
    return one.number(Column.LATENCY_P50_MS).orElse(1e12 + one.number(Column.MACS).orElse(1e15));
  }

  private static boolean measured(Candidate one) {
    return one.observations().stream().anyMatch(own -> own.row().ok() && own.configuration().ran());
  }
}
