package io.convbench.reports.chart;

import io.convbench.results.Column;
import io.convbench.results.history.Candidate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * How far each engine's logits are from the reference's, with the limit. The axis is logarithmic,
 * so values are marks and not bars.
 */
public final class ConformanceChart {

  private static final double ZERO_SHOWN_AS = 1e-8;
  private static final String AXIS =
      "max |logit - reference logit| / standard deviation of the reference's logits (logarithmic)";

  private ConformanceChart() {}

  /**
   * Draws what was compared.
   *
   * @param slug of device and precision, for the file name
   * @param label of them, for the heading
   * @param candidates of all engines under them, one an architecture and series
   */
  public static ChartSlot draw(String slug, String label, List<Candidate> candidates) {
    String title = "Conformance with the reference: " + label;
    SeriesRows rows = SeriesRows.of(candidates, Column.CONFORMANCE_ERROR);
    if (rows.architectures().isEmpty()) {
      return new OmittedChart(
          title, "No logits were compared with the reference's on %s.".formatted(label));
    }
    boolean many = DotChart.suits(rows);
    double limit = limit(rows.candidates());
    return new Figure(
        "conformance-" + slug,
        title,
        "Left of the dashed limit the engine computes the function of the reference, which is Keras or, for"
            + " networks that Keras does not have, PyTorch; farther left is closer. "
            + (many ? "The figure behind the marks is the largest. " : "")
            + rows.order("Closest", "mark"),
        "%s architectures; the largest error is %s, the limit %s."
            .formatted(
                rows.architectures().size(),
                Rounding.scientific(rows.max(Column.CONFORMANCE_ERROR)),
                Rounding.plain(limit)),
        rows.table(List.of(Column.CONFORMANCE_ERROR)),
        many ? together(title, rows, limit) : apart(title, rows, limit));
  }

  /** Networks may have limits of their own; the least is one for all. */
  private static double limit(List<Candidate> candidates) {
    return candidates.stream().mapToDouble(Candidate::conformanceLimit).min().orElseThrow();
  }

  /** A line for every engine of an architecture. */
  private static Picture apart(String title, SeriesRows rows, double limit) {
    BarChart chart = new BarChart(title, AXIS, rows.architectures(), rows.names());
    for (int slot = 0; slot < rows.series().size(); slot++) {
      marks(chart, rows, slot);
    }
    double least =
        rows.candidates().stream().mapToDouble(ConformanceChart::error).min().orElseThrow();
    double start = Math.pow(10, Math.floor(Math.log10(Math.min(least, limit))));
    double end = Math.max(2.4 * limit, rows.max(Column.CONFORMANCE_ERROR) * 4);
    return chart.limit(name(limit), limit).logarithmic(start, end);
  }

  private static void marks(BarChart chart, SeriesRows rows, int slot) {
    List<OptionalDouble> own = new ArrayList<>();
    for (int row = 0; row < rows.architectures().size(); row++) {
      Optional<Candidate> candidate = rows.at(row, slot);
      own.add(candidate.stream().mapToDouble(ConformanceChart::error).findFirst());
      if (candidate.isPresent()) {
        String text = text(candidate.get());
        String hint =
            "%s, %s: %s".formatted(rows.architectures().get(row), rows.names().get(slot), text);
        chart.add(new BarLabel(row, slot, error(candidate.get()), text, hint));
      }
    }
    List<List<OptionalDouble>> values = new ArrayList<>(Collections.nCopies(slot, List.of()));
    values.add(own);
    chart.add(
        new MarkSeries(rows.names().get(slot), Palette.color(slot), Palette.shape(slot), values));
  }

  /** One line for all engines of an architecture. */
  private static Picture together(String title, SeriesRows rows, double limit) {
    return new DotChart(title, AXIS, rows, row -> line(rows, row))
        .add("", one -> Optional.of(DotChart.Dot.of(error(one))))
        .limit(name(limit), limit)
        .picture("");
  }

  private static DotChart.Line line(SeriesRows rows, int row) {
    List<Candidate> own = rows.of(row);
    Candidate farthest =
        own.stream().max(Comparator.comparingDouble(ConformanceChart::error)).orElseThrow();
    return new DotChart.Line(
        rows.architectures().get(row),
        text(farthest),
        rows.series().size() == 1 ? "" : rows.name(farthest),
        own.stream()
            .map(one -> rows.name(one) + " " + text(one))
            .collect(Collectors.joining(", ", rows.architectures().get(row) + ": ", "")));
  }

  private static String name(double limit) {
    return "Limit " + Rounding.plain(limit);
  }

  private static String text(Candidate one) {
    return Rounding.scientific(one.number(Column.CONFORMANCE_ERROR).orElseThrow());
  }

  private static double error(Candidate candidate) {
    return Math.max(ZERO_SHOWN_AS, candidate.number(Column.CONFORMANCE_ERROR).orElseThrow());
  }
}
