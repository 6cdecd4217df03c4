package io.convbench.reports.page;

import io.convbench.reports.chart.Figure;
import io.convbench.reports.chart.Theme;
import io.convbench.reports.experiment.DepthWords;
import io.convbench.results.experiment.DepthFindings;
import io.convbench.results.experiment.DepthTraining;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What trainings of networks of different depth show, as one HTML document. */
public final class DepthPage {

  /** A kind and depth. */
  public record Line(String kind, int layers, String training, String test) {}

  private DepthPage() {}

  /**
   * Writes the page.
   *
   * @param charts of errors and gradients
   */
  public static String html(DepthFindings findings, List<Figure> charts) {
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("light", Theme.LIGHT.css());
    model.put("dark", Theme.DARK.css());
    model.put("answer", DepthWords.answer(findings));
    model.put("details", DepthWords.details(findings));
    model.put("method", DepthWords.method(findings.settings()));
    model.put("times", DepthWords.times(findings));
    model.put("figures", charts.stream().map(Page.Shown::of).toList());
    model.put(
        "lines",
        findings.results().stream()
            .map(
                one ->
                    new Line(
                        DepthTraining.word(one.residual()),
                        one.depth(),
                        DepthWords.error(one.training()),
                        DepthWords.error(one.test())))
            .toList());
    return Template.filled("degradation.html", model);
  }
}
