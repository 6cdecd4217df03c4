package io.convbench.reports.chart;

import io.convbench.results.Column;
import io.convbench.results.CsvTable;
import io.convbench.results.history.Candidate;
import io.convbench.results.trust.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Median latency, fastest first, engines side by side: as bars with marks for the tail; of so many
 * architectures that bars would be too many, as marks on a logarithmic axis.
 */
public final class LatencyChart {

  /** How far beyond the slowest median the axis goes for the sake of a tail. */
  private static final double TAIL_ROOM = 1.6;

  private static final double LABEL_ROOM = 1.13;

  private static final String AXIS = "Time of one forward pass of the batch, ms";

  /** Marks percentiles of too few passes, in charts and tables. */
  public static final String FEW = "†";

  private static final List<Column> COLUMNS =
      List.of(
          Column.LATENCY_P50_MS,
          Column.LATENCY_P50_PI95_LOW_MS,
          Column.LATENCY_P50_PI95_HIGH_MS,
          Column.LATENCY_P90_MS,
          Column.LATENCY_P99_MS,
          Column.LATENCY_MEAN_MS,
          Column.LATENCY_CI95_LOW_MS,
          Column.LATENCY_CI95_HIGH_MS,
          Column.THROUGHPUT_IMAGES_PER_S,
          Column.LATENCY_SAMPLES,
          Column.VERDICT,
          Column.VERDICT_REASONS);

  private LatencyChart() {}

  /**
   * Draws what was timed.
   *
   * @param slug of what the candidates have in common, for the file name
   * @param label of it, for the heading
   * @param candidates of all series under it
   */
  public static ChartSlot draw(String slug, String label, List<Candidate> candidates) {
    String title = "Latency: " + label;
    SeriesRows rows = SeriesRows.of(candidates, Column.LATENCY_P50_MS);
    if (rows.architectures().isEmpty()) {
      return new OmittedChart(title, "No latency was measured on %s.".formatted(label));
    }
    return DotChart.suits(rows) ? dots(slug, title, rows) : bars(slug, title, rows);
  }

  private static Figure bars(String slug, String title, SeriesRows rows) {
    double end = end(rows);
    BarChart chart = new BarChart(title, AXIS, rows.architectures(), rows.names());
    for (int slot = 0; slot < rows.series().size(); slot++) {
      bars(chart, rows, slot, end);
    }
    marks(chart, rows, "90th percentile", Column.LATENCY_P90_MS, 1.5f, end);
    marks(chart, rows, "99th percentile", Column.LATENCY_P99_MS, 3f, end);
    return new Figure(
        "latency-" + slug,
        title,
        "Bars end at the median. Its figure is at the bar's end or, marked p50, after strokes that"
            + " leave it no space. Strokes are the 90th and 99th"
            + " percentile; the grey figure is the 99th (p99), which may be beyond the axis. "
            + rows.order("Fastest", "bar")
            + " Shorter is better."
            + few(rows)
            + doubtful(verdicts(rows), "bar"),
        rows.description("median latency"),
        data(rows),
        chart.linear(end * LABEL_ROOM));
  }

  private static Figure dots(String slug, String title, SeriesRows rows) {
    DotChart chart =
        new DotChart(title, AXIS + " (logarithmic)", rows, row -> line(rows, row))
            .add("", LatencyChart::dot);
    boolean tails = rows.candidates().stream().anyMatch(one -> tail(one).isPresent());
    return new Figure(
        "latency-" + slug,
        title,
        "Marks are medians, on lines that are their 95 % intervals where these are known"
            + (tails
                ? "; strokes are the 99th percentile where it is of %s passes or more."
                    .formatted(Candidate.passesNeeded(Column.LATENCY_P99_MS))
                : ".")
            + " The figure behind the marks is the least median. The axis is logarithmic: equal"
            + " distances are equal ratios. "
            + rows.order("Fastest", "mark")
            + " Farther left is better."
            + doubtful(verdicts(rows), "mark"),
        rows.description("median latency"),
        data(rows),
        chart.picture(tails ? "99th percentile" : ""));
  }

  /** One of too few passes is in the data alone. */
  private static OptionalDouble tail(Candidate one) {
    return one.hasUsableLatency() && !one.fewPassesFor(Column.LATENCY_P99_MS)
        ? one.number(Column.LATENCY_P99_MS)
        : OptionalDouble.empty();
  }

  /** Of one that is not valid none. */
  private static Optional<DotChart.Dot> dot(Candidate one) {
    return one.hasUsableLatency()
        ? Optional.of(
            new DotChart.Dot(
                median(one),
                one.number(Column.LATENCY_P50_PI95_LOW_MS),
                one.number(Column.LATENCY_P50_PI95_HIGH_MS),
                tail(one),
                sign(one)))
        : Optional.empty();
  }

  /** With the fastest's median, and in words what is not valid. */
  private static DotChart.Line line(SeriesRows rows, int row) {
    boolean alone = rows.series().size() == 1;
    List<Candidate> own = rows.of(row);
    Optional<Candidate> fastest =
        own.stream()
            .filter(Candidate::hasUsableLatency)
            .min(Comparator.comparingDouble(LatencyChart::median));
    List<String> aside = new ArrayList<>();
    fastest.filter(one -> !alone).map(rows::name).ifPresent(aside::add);
    own.stream()
        .filter(one -> !one.hasUsableLatency())
        .map(one -> (alone ? "" : rows.name(one) + " ") + notValid(one))
        .forEach(aside::add);
    String architecture = rows.architectures().get(row);
    return new DotChart.Line(
        architecture,
        fastest.map(one -> Rounding.significant(median(one)) + sign(one)).orElse(""),
        String.join(", ", aside),
        own.stream()
            .map(one -> words(one, rows.name(one)))
            .collect(Collectors.joining("; ", architecture + ", ms at the median: ", "")));
  }

  private static double median(Candidate one) {
    return one.number(Column.LATENCY_P50_MS).orElseThrow();
  }

  private static String notValid(Candidate one) {
    return "not valid%s (%s ms)"
        .formatted(Verdict.INVALID.sign(), Rounding.significant(median(one)));
  }

  private static Stream<Verdict> verdicts(SeriesRows rows) {
    return rows.candidates().stream().map(Candidate::verdict);
  }

  private static void bars(BarChart chart, SeriesRows rows, int slot, double end) {
    List<Optional<Bar>> bars = new ArrayList<>();
    for (int row = 0; row < rows.architectures().size(); row++) {
      Optional<Candidate> candidate = rows.at(row, slot);
      Optional<Candidate> drawn = candidate.filter(Candidate::hasUsableLatency);
      bars.add(drawn.map(one -> new Bar(0, one.number(Column.LATENCY_P50_MS).orElseThrow())));
      if (candidate.isPresent()) {
        chart.add(label(candidate.get(), rows.names().get(slot), row, slot, end));
      }
    }
    boolean alone = rows.series().size() == 1;
    String name = alone ? "Median" : "Median, " + rows.names().get(slot);
    chart.add(new BarSeries(name, Palette.color(slot), slot, bars, alone));
  }

  private static BarLabel label(Candidate candidate, String name, int row, int slot, double end) {
    if (!candidate.hasUsableLatency()) {
      return new BarLabel(
          row, slot, 0, List.of(), "", "", notValid(candidate), hint(candidate, name));
    }
    List<Double> marks = new ArrayList<>();
    for (Column column : List.of(Column.LATENCY_P90_MS, Column.LATENCY_P99_MS)) {
      candidate.number(column).ifPresent(value -> marks.add(Math.min(value, end)));
    }
    double median = median(candidate);
    String p99 =
        candidate.has(Column.LATENCY_P99_MS)
            ? "p99 "
                + Rounding.significant(candidate.number(Column.LATENCY_P99_MS).getAsDouble())
                + (candidate.fewPassesFor(Column.LATENCY_P99_MS) ? FEW : "")
            : "";
    String text = Rounding.significant(median) + sign(candidate);
    return new BarLabel(row, slot, median, marks, text, "p50", p99, hint(candidate, name));
  }

  private static String few(SeriesRows rows) {
    return rows.candidates().stream().anyMatch(one -> one.fewPassesFor(Column.LATENCY_P99_MS))
        ? " %s Of fewer than %s passes, too few for a 99th percentile."
            .formatted(FEW, Candidate.passesNeeded(Column.LATENCY_P99_MS))
        : "";
  }

  /** What marks a latency that is drawn though something may have disturbed it. */
  static String sign(Candidate one) {
    return one.verdict() == Verdict.NOISY ? Verdict.NOISY.sign() : "";
  }

  /**
   * What the signs of verdicts mean, of those that there are.
   *
   * @param drawn what stands for a value
   */
  static String doubtful(Stream<Verdict> verdicts, String drawn) {
    Set<Verdict> seen = verdicts.collect(Collectors.toSet());
    return (seen.contains(Verdict.NOISY)
            ? " %s Noisy: something may have disturbed it.".formatted(Verdict.NOISY.sign())
            : "")
        + (seen.contains(Verdict.INVALID)
            ? " %s Not valid, and without a %s.".formatted(Verdict.INVALID.sign(), drawn)
            : "");
  }

  private static String hint(Candidate candidate, String name) {
    return "%s, %s"
        .formatted(candidate.architecture(), words(candidate, name + ": ms at the median"));
  }

  /** Behind what it is called, the median and all that is known of it. */
  private static String words(Candidate candidate, String name) {
    StringBuilder hint =
        new StringBuilder("%s %s".formatted(name, Rounding.significant(median(candidate))));
    if (candidate.has(Column.LATENCY_P50_PI95_LOW_MS)
        && candidate.has(Column.LATENCY_P50_PI95_HIGH_MS)) {
      hint.append(
          " (%s–%s)"
              .formatted(
                  Rounding.significant(
                      candidate.number(Column.LATENCY_P50_PI95_LOW_MS).getAsDouble()),
                  Rounding.significant(
                      candidate.number(Column.LATENCY_P50_PI95_HIGH_MS).getAsDouble())));
    }
    candidate
        .number(Column.LATENCY_P90_MS)
        .ifPresent(value -> hint.append(", 90 % ").append(Rounding.significant(value)));
    candidate
        .number(Column.LATENCY_P99_MS)
        .ifPresent(value -> hint.append(", 99 % ").append(Rounding.significant(value)));
    candidate
        .number(Column.LATENCY_SAMPLES)
        .ifPresent(passes -> hint.append(", of ").append((long) passes).append(" passes"));
    if (!candidate.verdictReasons().isEmpty()) {
      hint.append(", ").append(candidate.verdict().word()).append(": ");
      hint.append(candidate.verdictReasons());
    }
    return hint.toString();
  }

  private static void marks(
      BarChart chart, SeriesRows rows, String name, Column column, float width, double end) {
    List<List<OptionalDouble>> values = new ArrayList<>();
    for (int slot = 0; slot < rows.series().size(); slot++) {
      List<OptionalDouble> own = new ArrayList<>();
      for (int row = 0; row < rows.architectures().size(); row++) {
        OptionalDouble value =
            rows.at(row, slot)
                .filter(Candidate::hasUsableLatency)
                .map(one -> one.number(column))
                .orElse(OptionalDouble.empty());
        own.add(value.isPresent() && value.getAsDouble() <= end ? value : OptionalDouble.empty());
      }
      values.add(own);
    }
    chart.add(new MarkSeries(name, Palette.INK, new TickMarker(width), values));
  }

  private static double end(SeriesRows all) {
    List<Candidate> drawn = all.candidates().stream().filter(Candidate::hasUsableLatency).toList();
    SeriesRows rows = SeriesRows.of(drawn, Column.LATENCY_P50_MS);
    double p50 = drawn.isEmpty() ? 1 : rows.max(Column.LATENCY_P50_MS);
    double tail = Math.max(rows.max(Column.LATENCY_P90_MS), rows.max(Column.LATENCY_P99_MS));
    return Math.max(p50, Math.min(tail, TAIL_ROOM * p50));
  }

  private static CsvTable data(SeriesRows rows) {
    return rows.table(COLUMNS);
  }
}
