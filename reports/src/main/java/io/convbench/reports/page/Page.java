package io.convbench.reports.page;

import io.convbench.reports.chart.Absent;
import io.convbench.reports.chart.Figure;
import io.convbench.reports.chart.Plate;
import io.convbench.reports.evidence.ClassNames;
import io.convbench.reports.evidence.Evidence;
import io.convbench.reports.findings.Findings;
import io.convbench.results.Environment;
import io.convbench.results.VisibleText;
import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.loader.ClasspathLoader;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
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

  /** The environment of a run. */
  public record Machine(String run, List<Fact> facts) {}

  private Page() {}

  /**
   * Writes the page.
   *
   * @param title heading, a run id or a name
   * @param findings what was found
   * @param environments by run id
   * @param plates the charts
   * @param evidence what was kept of the cells
   * @param names of the classes
   * @param reliability the reliability diagrams
   */
  public static String html(
      String title,
      Findings findings,
      Map<String, Environment> environments,
      List<Plate> plates,
      Evidence evidence,
      ClassNames names,
      List<Figure> reliability) {
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("accuracy", AccuracySection.of(evidence, names, reliability));
    model.put("agreement", AgreementSection.of(evidence));
    Summary summary = new Summary(findings);
    model.put("title", title);
    model.put("sentence", summary.sentence());
    model.put("facts", summary.facts());
    model.put("fronts", summary.fronts());
    model.put("cautions", Cautions.of(findings, environments));
    model.put("figures", of(plates, Figure.class).map(Shown::of).toList());
    model.put("absent", of(plates, Absent.class).toList());
    model.put("results", ResultTable.of(findings));
    model.put("unmeasured", Unmeasured.in(findings));
    List<Machine> machines = new ArrayList<>();
    environments.forEach((run, one) -> machines.add(new Machine(run, EnvironmentFacts.of(one))));
    model.put("machines", machines);
    model.put("conventions", Conventions.of(findings));
    return evaluate(model);
  }

  private static <T extends Plate> Stream<T> of(List<Plate> plates, Class<T> kind) {
    return plates.stream().filter(kind::isInstance).map(kind::cast);
  }

  private static String evaluate(Map<String, Object> model) {
    ClasspathLoader loader = new ClasspathLoader(Page.class.getClassLoader());
    loader.setPrefix("io/convbench/reports/page");
    PebbleEngine engine =
        new PebbleEngine.Builder()
            .loader(loader)
            .strictVariables(true)
            .autoEscaping(true)
            .defaultLocale(Locale.ROOT)
            .build();
    StringWriter out = new StringWriter();
    try {
      engine.getTemplate("report.html").evaluate(out, model);
    } catch (IOException e) {
      throw new UncheckedIOException("a string writer failed", e);
    }
    return VisibleText.of(out.toString());
  }
}
