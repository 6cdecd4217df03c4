package io.convbench.reports.chart;

import io.convbench.results.Column;
import io.convbench.results.CsvTable;
import io.convbench.results.history.Candidate;
import io.convbench.results.history.ConfigurationNames;
import io.convbench.results.history.Top1;
import io.convbench.results.selection.LatencyChoice;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Accuracy against MACs or against latency. */
public final class AccuracyChart {

  private final String name;
  private final String title;
  private final String costWord;
  private final String costUnit;
  private final Column cost;
  private final double unit;
  private final String choice;
  private final Function<Candidate, String> where;

  private AccuracyChart(
      String name,
      String title,
      String costWord,
      String costUnit,
      Column cost,
      double unit,
      String choice,
      Function<Candidate, String> where) {
    this.name = name;
    this.title = title;
    this.costWord = costWord;
    this.costUnit = costUnit;
    this.cost = cost;
    this.unit = unit;
    this.choice = choice;
    this.where = where;
  }

  /** Accuracy against what the graph costs. */
  public static AccuracyChart againstMacs() {
    return new AccuracyChart(
        "accuracy-macs",
        "Accuracy against MACs",
        "MACs of one image",
        "GMACs",
        Column.MACS,
        1e9,
        "",
        candidate -> "");
  }

  /**
   * Accuracy against measured latency, of each architecture in its fastest configuration.
   *
   * @param names of all configurations
   */
  static ChartSlot againstLatency(LatencyChoice choice, ConfigurationNames names) {
    return new AccuracyChart(
            "accuracy-latency-" + names.slug(choice.shared()),
            "Accuracy against latency: " + names.label(choice.shared()),
            "Median latency of one forward pass",
            "ms",
            Column.LATENCY_P50_MS,
            1,
            words(choice, ConfigurationNames.of(choice.among())),
            choice.chosen()
                ? one -> ConfigurationNames.of(choice.among()).name(one.configuration())
                : one -> "")
        .draw(choice.fastest());
  }

  private static String words(LatencyChoice choice, ConfigurationNames names) {
    return (choice.chosen()
            ? " Of each architecture the fastest of %s."
                .formatted(
                    choice.among().stream().map(names::name).collect(Collectors.joining(", ")))
            : "")
        + (choice.batchesLeft().isEmpty()
            ? ""
            : " Batches %s are in the table only."
                .formatted(
                    choice.batchesLeft().stream()
                        .map(String::valueOf)
                        .collect(Collectors.joining(", "))));
  }

  /** Draws those candidates that have an accuracy and the cost. */
  public ChartSlot draw(List<Candidate> candidates) {
    List<Candidate> drawn = candidates.stream().filter(this::complete).toList();
    if (drawn.isEmpty()) {
      return new OmittedChart(
          title,
          "No architecture has both an accuracy, measured or published, and %s."
              .formatted(cost == Column.MACS ? "a cost" : "a measured latency"));
    }
    BallChart chart = new BallChart(drawn.stream().map(this::ball).toList());
    String front = chart.front().stream().map(Ball::name).collect(Collectors.joining(", "));
    return new Figure(
        name,
        title,
        caption(drawn),
        "%s and top-1 accuracy of %s architectures; on the Pareto front: %s."
            .formatted(costWord, drawn.size(), front),
        data(drawn, chart),
        chart.picture(title, "%s, %s (logarithmic)".formatted(costWord, costUnit)));
  }

  private boolean complete(Candidate candidate) {
    return candidate.top1().isPresent() && candidate.has(cost);
  }

  private Ball ball(Candidate candidate) {
    Top1 top1 = candidate.top1().orElseThrow();
    double x = candidate.number(cost).orElseThrow() / unit;
    double parameters = candidate.number(Column.PARAMETERS).orElse(0);
    String hint =
        "%s: %s %% top-1 (%s), %s %s%s%s, %s M parameters"
            .formatted(
                candidate.architecture(),
                Rounding.percent(top1.fraction()),
                top1.measured() ? "measured" : "published",
                Rounding.significant(x),
                costUnit,
                sign(candidate),
                where.apply(candidate).isEmpty() ? "" : " on " + where.apply(candidate),
                Rounding.significant(parameters / 1e6));
    return new Ball(
        candidate.architecture(),
        candidate.architecture() + (top1.atOtherSize() ? "*" : "") + sign(candidate),
        candidate.family(),
        x,
        100 * top1.fraction(),
        parameters,
        top1.measured(),
        hint);
  }

  private String caption(List<Candidate> drawn) {
    long measured = drawn.stream().filter(one -> one.top1().orElseThrow().measured()).count();
    String origin =
        measured == drawn.size()
            ? "All accuracies were measured here."
            : measured == 0
                ? "Hollow balls: every accuracy is the published one, none was measured here."
                : "Filled balls: accuracy measured here; hollow balls: published accuracy, not"
                    + " measured here.";
    return origin
        + " Up and to the left is better; no other %sarchitecture beats those on the dashed Pareto front"
            .formatted(measured == 0 || measured == drawn.size() ? "" : "measured ")
        + " (names in bold). The area of a ball is its number of parameters."
        + choice
        + (drawn.stream().anyMatch(one -> one.top1().orElseThrow().atOtherSize())
            ? " * Accuracy published at another input size than the one that ran."
            : "")
        + (cost == Column.LATENCY_P50_MS
            ? LatencyChart.doubtful(drawn.stream().map(Candidate::verdict), "mark")
            : "");
  }

  private String sign(Candidate candidate) {
    return cost == Column.LATENCY_P50_MS ? LatencyChart.sign(candidate) : "";
  }

  private CsvTable data(List<Candidate> drawn, BallChart chart) {
    List<String> front = chart.front().stream().map(Ball::name).toList();
    List<String> header =
        List.of(
            "architecture",
            cost.header(),
            "top1",
            "top1_origin",
            "parameters",
            "on_front",
            "configuration");
    CsvTable table = new CsvTable(Cells.of(cost, header, Column::header));
    List<Candidate> sorted = new ArrayList<>(drawn);
    sorted.sort(Comparator.comparingDouble(one -> one.number(cost).orElseThrow()));
    for (Candidate candidate : sorted) {
      Top1 top1 = candidate.top1().orElseThrow();
      List<String> line =
          List.of(
              candidate.architecture(),
              Cells.text(candidate, cost),
              Double.toString(top1.fraction()),
              top1.measured() ? "measured" : "published",
              Cells.text(candidate, Column.PARAMETERS),
              Boolean.toString(front.contains(candidate.architecture())),
              where.apply(candidate));
      table.add(Cells.of(cost, line, column -> Cells.text(candidate, column)));
    }
    return table;
  }
}
