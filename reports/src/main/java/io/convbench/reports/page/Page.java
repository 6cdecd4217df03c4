package io.convbench.reports.page;

import io.convbench.reports.chart.ChartSlot;
import io.convbench.reports.chart.Figure;
import io.convbench.reports.chart.OmittedChart;
import io.convbench.reports.chart.Theme;
import io.convbench.reports.decision.Decision;
import io.convbench.reports.evidence.ClassNames;
import io.convbench.reports.evidence.Evidence;
import io.convbench.reports.evidence.RateSearches;
import io.convbench.reports.transfer.LearnedDataset;
import io.convbench.results.RecordedRun;
import io.convbench.results.history.Candidate;
import io.convbench.results.history.History;
import io.convbench.results.history.MeasuredOn;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The report as one HTML document with nothing outside it: pictures, style and script are inline.
 * Every text from a row is escaped by the template, and what no reader would see, in the whole
 * page.
 */
public final class Page {

  /** A figure with its inline SVG. */
  public record Shown(String title, String name, String caption, String svg) {
    static Shown of(Figure figure) {
      return new Shown(
          figure.title(),
          figure.name(),
          figure.caption(),
          figure.picture().untitledSvg(figure.name(), figure.description()));
    }
  }

  /** The environment of a run, or of a part of it. */
  public record Machine(String run, List<Fact> facts) {}

  private Page() {}

  /**
   * Writes the page.
   *
   * @param history what was found
   * @param plates the charts
   * @param evidence what was kept of the cells
   * @param names of the classes
   * @param reliability the reliability diagrams
   * @param searches for the largest rates
   * @param scenarios the charts of scenarios
   * @param transfer datasets of a person's own with their charts
   * @param depth the charts of depth
   */
  public static String html(
      History history,
      List<ChartSlot> plates,
      Evidence evidence,
      ClassNames names,
      List<Figure> reliability,
      RateSearches searches,
      List<Figure> scenarios,
      Map<LearnedDataset, List<Figure>> transfer,
      List<Figure> depth) {
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("decision", Decision.of(history, evidence.paired()));
    model.put("series", Theme.series());
    List<String> families =
        history.architectures().stream().map(Candidate::family).distinct().sorted().toList();
    model.put("families", families);
    model.put("scenarios", ScenarioSection.of(history, searches, scenarios));
    model.put(
        "transfer",
        transfer.entrySet().stream()
            .map(one -> TransferSection.of(one.getKey(), one.getValue()))
            .toList());
    model.put("depth", DepthSection.of(history, depth));
    model.put("accuracy", AccuracySection.of(evidence, names, reliability));
    model.put("agreement", AgreementSection.of(history, evidence, families));
    Summary summary = new Summary(history);
    model.put("heading", Heading.of(history.runs()));
    model.put("sentence", summary.sentence());
    model.put("overviews", Overview.of(summary, families));
    model.put("light", Theme.LIGHT.css());
    model.put("dark", Theme.DARK.css());
    List<String> warnings = Warnings.of(history, history.environments());
    warnings.addAll(evidence.timesGaps());
    model.put("warnings", warnings);
    model.put("figures", of(plates, Figure.class).map(Shown::of).toList());
    model.put("absent", of(plates, OmittedChart.class).toList());
    model.put("sideBySide", SideBySideTable.of(history));
    model.put("results", ResultTable.of(history));
    model.put("unmeasured", Unmeasured.in(history));
    model.put("machines", machines(history.runs()));
    model.put("conventions", Conventions.of(history));
    return Template.filled("report.html", model);
  }

  private static List<Machine> machines(List<RecordedRun> runs) {
    List<Machine> machines = new ArrayList<>();
    for (RecordedRun run : runs) {
      List<MeasuredOn> places = MeasuredOn.of(run);
      for (MeasuredOn place : places) {
        String part =
            places.size() == 1
                ? ""
                : ", %s of %s cells".formatted(place.cells(), run.rows().size());
        machines.add(new Machine(run.id() + part, EnvironmentFacts.of(place)));
      }
    }
    return machines;
  }

  private static <T extends ChartSlot> Stream<T> of(List<ChartSlot> plates, Class<T> kind) {
    return plates.stream().filter(kind::isInstance).map(kind::cast);
  }
}
