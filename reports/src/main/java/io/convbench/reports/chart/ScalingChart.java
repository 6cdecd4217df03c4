package io.convbench.reports.chart;

import io.convbench.results.Column;
import io.convbench.results.CsvTable;
import io.convbench.results.history.Candidate;
import io.convbench.results.history.Configuration;
import io.convbench.results.history.ConfigurationNames;
import java.awt.BasicStroke;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * How latency or memory goes with the batch, or with the threads where these alone differ: a small
 * diagram per architecture, one line per engine, machine, version and number of threads.
 */
final class ScalingChart {

  /** Of threads, by their order. */
  private static final float[][] DASHES = {null, {7, 4}, {2, 3}, {10, 3, 2, 3}};

  /** What is drawn. */
  private record Quantity(
      String name, String title, String yTitle, Column column, ToDoubleFunction<Candidate> value) {}

  private final Quantity quantity;
  private final List<Candidate> candidates;
  private final List<Configuration> series;
  private final List<Configuration> lines;
  private final boolean overBatches;

  private ScalingChart(Quantity quantity, List<Candidate> candidates) {
    this.quantity = quantity;
    this.candidates = candidates.stream().filter(one -> one.has(quantity.column())).toList();
    this.overBatches = distinct(this.candidates, true).size() > 1;
    // Series in the order, and so in the colours, of the bars.
    this.series =
        this.candidates.stream().map(one -> one.configuration().untimed()).distinct().toList();
    this.lines =
        this.candidates.stream()
            .map(one -> line(one.configuration()))
            .distinct()
            .sorted(
                Comparator.comparing((Configuration one) -> series.indexOf(one.untimed()))
                    .thenComparing(Configuration::threads))
            .toList();
  }

  /**
   * Time of an image over the batch, or of the batch over the threads; without what is not valid.
   */
  static ChartSlot latency(String slug, String label, List<Candidate> all) {
    List<Candidate> candidates = all.stream().filter(Candidate::hasUsableLatency).toList();
    boolean batches = distinct(candidates, true).size() > 1;
    return new ScalingChart(
            new Quantity(
                "latency-scaling-" + slug,
                "Latency by %s: %s".formatted(batches ? "batch" : "threads", label),
                batches ? "Median time of an image, ms" : "Median time of a forward pass, ms",
                Column.LATENCY_P50_MS,
                one ->
                    one.number(Column.LATENCY_P50_MS).orElseThrow()
                        / (batches ? one.configuration().batch() : 1)),
            candidates)
        .draw();
  }

  /** Memory that the model adds, over the batch or over the threads. */
  static ChartSlot memory(String slug, String label, List<Candidate> candidates) {
    boolean batches = distinct(candidates, true).size() > 1;
    return new ScalingChart(
            new Quantity(
                "memory-scaling-" + slug,
                "Memory by %s: %s".formatted(batches ? "batch" : "threads", label),
                "Added by the model, MiB",
                Column.MODEL_RSS_BYTES,
                one -> Rounding.mebibytes(one.number(Column.MODEL_RSS_BYTES).orElseThrow())),
            candidates)
        .draw();
  }

  private ChartSlot draw() {
    if (candidates.isEmpty()) {
      return new OmittedChart(quantity.title(), "Nothing of it was measured.");
    }
    List<ScalingPanel> panels = panels();
    PanelGrid grid = PanelGrid.of(panels);
    Frame frame =
        new Frame(quantity.title(), grid.chartHeight(lines.size()), xTitle(), quantity.yTitle());
    frame.panels(grid);
    List<String> names = names();
    for (int i = 0; i < lines.size(); i++) {
      frame.legend(names.get(i), Palette.color(series(i)), stroke(i), Palette.shape(series(i)));
    }
    return new Figure(
        quantity.name(),
        quantity.title(),
        "%s Each diagram has a scale of its own, from 0; lower is better. Colours and marks are %s.%s"
            .formatted(
                overBatches
                    ? "Over the batch, its steps evenly spaced."
                    : "Over the threads, their steps evenly spaced.",
                threadsAreLines() ? "engines, dashes threads" : "those of the legend",
                noisy()),
        "%s of %s architectures over %s."
            .formatted(quantity.yTitle(), panels.size(), overBatches ? "the batch" : "threads"),
        data(),
        frame.picture());
  }

  /** Which of its points something may have disturbed. */
  private String noisy() {
    List<Candidate> noisy =
        candidates.stream()
            .filter(one -> quantity.column() == Column.LATENCY_P50_MS)
            .filter(one -> !LatencyChart.sign(one).isEmpty())
            .toList();
    ConfigurationNames names =
        ConfigurationNames.of(candidates.stream().map(Candidate::configuration).toList());
    return noisy.isEmpty()
        ? ""
        : " Noisy: %s."
            .formatted(
                noisy.stream()
                    .map(
                        one ->
                            "%s %s%s"
                                .formatted(
                                    one.architecture(),
                                    names.name(one.configuration()),
                                    LatencyChart.sign(one)))
                    .collect(Collectors.joining(", ")));
  }

  private String xTitle() {
    return overBatches ? "Batch, images per forward pass" : "Threads";
  }

  private boolean threadsAreLines() {
    return overBatches && distinct(candidates, false).size() > 1;
  }

  /** A line's configuration, open in what the axis is. */
  private Configuration line(Configuration one) {
    return overBatches ? one.anyBatch() : one.anyThreads();
  }

  private List<String> names() {
    ConfigurationNames names = ConfigurationNames.of(lines);
    return lines.stream().map(names::name).toList();
  }

  /** The colour and mark of a line: those of its engine, machine and versions. */
  private int series(int line) {
    return series.indexOf(lines.get(line).untimed());
  }

  private BasicStroke stroke(int line) {
    List<Long> threads = List.copyOf(distinct(candidates, false));
    int index = overBatches ? threads.indexOf(lines.get(line).threads()) : 0;
    return new BasicStroke(
        1.8f,
        BasicStroke.CAP_BUTT,
        BasicStroke.JOIN_MITER,
        10,
        DASHES[Math.max(0, index) % DASHES.length],
        0);
  }

  private List<ScalingPanel> panels() {
    List<Long> steps = List.copyOf(distinct(candidates, overBatches));
    Map<String, List<Candidate>> architectures = new LinkedHashMap<>();
    candidates.forEach(
        one ->
            architectures.computeIfAbsent(one.architecture(), any -> new ArrayList<>()).add(one));
    List<String> names = names();
    List<ScalingPanel> panels = new ArrayList<>();
    architectures.forEach(
        (architecture, own) -> {
          List<ScalingPanel.Line> drawn = new ArrayList<>();
          for (int i = 0; i < lines.size(); i++) {
            Configuration line = lines.get(i);
            List<ScalingPanel.Point> points = new ArrayList<>();
            own.stream()
                .filter(one -> line(one.configuration()).equals(line))
                .sorted(Comparator.comparing(one -> step(one.configuration())))
                .forEach(
                    one ->
                        points.add(
                            new ScalingPanel.Point(
                                steps.indexOf(step(one.configuration())),
                                quantity.value().applyAsDouble(one))));
            drawn.add(
                new ScalingPanel.Line(
                    names.get(i),
                    Palette.color(series(i)),
                    Palette.shape(series(i)),
                    stroke(i),
                    points));
          }
          panels.add(
              new ScalingPanel(
                  architecture,
                  overBatches ? "batch" : "threads",
                  steps.stream().map(String::valueOf).toList(),
                  drawn));
        });
    return panels;
  }

  private long step(Configuration one) {
    return overBatches ? one.batch() : one.threads();
  }

  private static TreeSet<Long> distinct(List<Candidate> candidates, boolean batches) {
    TreeSet<Long> values = new TreeSet<>();
    for (Candidate candidate : candidates) {
      Configuration one = candidate.configuration();
      values.add(batches ? one.batch() : one.threads());
    }
    return values;
  }

  private CsvTable data() {
    List<String> header =
        List.of(
            "architecture",
            "engine",
            "batch",
            "threads",
            quantity.column().header(),
            "configuration");
    CsvTable table = new CsvTable(Cells.of(quantity.column(), header, Column::header));
    ConfigurationNames names =
        ConfigurationNames.of(candidates.stream().map(Candidate::configuration).toList());
    for (Candidate candidate : candidates) {
      Configuration one = candidate.configuration();
      List<String> line =
          List.of(
              candidate.architecture(),
              one.engine(),
              Long.toString(one.batch()),
              Long.toString(one.threads()),
              Cells.text(candidate, quantity.column()),
              names.name(one));
      table.add(Cells.of(quantity.column(), line, column -> Cells.text(candidate, column)));
    }
    return table;
  }
}
