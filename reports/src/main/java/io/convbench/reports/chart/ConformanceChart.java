package io.convbench.reports.chart;

import io.convbench.results.Column;
import io.convbench.results.history.Candidate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How far each engine's logits are from the reference's, with the limit. */
public final class ConformanceChart {

  private static final double ZERO_SHOWN_AS = 1e-8;

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
    BarChart chart =
        new BarChart(
            title,
            "max |logit - reference logit| / standard deviation of the reference's logits (logarithmic)",
            rows.architectures(),
            rows.names());
    double least = 1;
    for (int slot = 0; slot < rows.series().size(); slot++) {
      least = Math.min(least, least(rows, slot));
    }
    double start = Math.pow(10, Math.floor(Math.log10(least)) - 1);
    for (int slot = 0; slot < rows.series().size(); slot++) {
      bars(chart, rows, slot, start);
    }
    double limit = limit(rows.candidates());
    String limitText = Rounding.plain(limit);
    chart.limit("Limit " + limitText, limit);
    double end = Math.max(2 * limit, rows.max(Column.CONFORMANCE_ERROR) * 4);
    return new Figure(
        "conformance-" + slug,
        title,
        "Left of the dashed limit the engine computes the function of the reference, which is Keras or, for"
            + " networks that Keras does not have, PyTorch; shorter is closer. "
            + rows.order("Closest"),
        "%s architectures; the largest error is %s, the limit %s."
            .formatted(
                rows.architectures().size(),
                Rounding.scientific(rows.max(Column.CONFORMANCE_ERROR)),
                limitText),
        rows.table(List.of(Column.CONFORMANCE_ERROR)),
        chart.logarithmic(start, end));
  }

  /** Networks may have limits of their own; the least is one for all. */
  private static double limit(List<Candidate> candidates) {
    return candidates.stream().mapToDouble(Candidate::conformanceLimit).min().orElseThrow();
  }

  private static double least(SeriesRows rows, int slot) {
    double least = 1;
    for (int row = 0; row < rows.architectures().size(); row++) {
      Optional<Candidate> candidate = rows.at(row, slot);
      least = candidate.isPresent() ? Math.min(least, error(candidate.get())) : least;
    }
    return least;
  }

  private static void bars(BarChart chart, SeriesRows rows, int slot, double start) {
    List<Optional<Bar>> bars = new ArrayList<>();
    for (int row = 0; row < rows.architectures().size(); row++) {
      Optional<Candidate> candidate = rows.at(row, slot);
      bars.add(candidate.map(one -> new Bar(start, error(one))));
      if (candidate.isPresent()) {
        String text =
            Rounding.scientific(candidate.get().number(Column.CONFORMANCE_ERROR).orElseThrow());
        String hint =
            "%s, %s: %s".formatted(rows.architectures().get(row), rows.names().get(slot), text);
        chart.add(new BarLabel(row, slot, error(candidate.get()), text, hint));
      }
    }
    boolean alone = rows.series().size() == 1;
    chart.add(new BarSeries(rows.names().get(slot), Palette.color(slot), slot, bars, alone));
  }

  private static double error(Candidate candidate) {
    return Math.max(ZERO_SHOWN_AS, candidate.number(Column.CONFORMANCE_ERROR).orElseThrow());
  }
}
