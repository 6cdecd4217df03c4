package io.convbench.reports.page;

import io.convbench.reports.chart.Figure;
import io.convbench.reports.chart.Theme;
import io.convbench.reports.comparison.ComparisonWords;
import io.convbench.results.comparison.ChangeVerdict;
import io.convbench.results.comparison.Comparison;
import io.convbench.results.comparison.FigureComparison;
import io.convbench.results.comparison.RunFigures;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;

/** A comparison as one HTML document with nothing outside it. */
public final class ComparisonPage {

  private ComparisonPage() {}

  /**
   * Writes the page.
   *
   * @param charts of its ratios
   */
  public static String html(Comparison comparison, List<Figure> charts) {
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("light", Theme.LIGHT.css());
    model.put("dark", Theme.DARK.css());
    model.put("baseline", comparison.baseline().run());
    model.put("run", comparison.run().run());
    model.put("verdict", ComparisonWords.verdict(comparison));
    model.put("bad", !comparison.regressions().isEmpty());
    model.put("facts", facts(comparison));
    model.put("remarks", ComparisonWords.remarks(comparison));
    model.put("figures", charts.stream().map(Page.Shown::of).toList());
    model.put("table", table(comparison));
    return Template.filled("comparison.html", model);
  }

  private static List<Fact> facts(Comparison comparison) {
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact("Run", named(comparison.run()), ""));
    facts.add(new Fact("Baseline", named(comparison.baseline()), ""));
    facts.add(new Fact("Figures", ComparisonWords.counts(comparison), ""));
    List<String> unchanged = ComparisonWords.unchanged(comparison);
    if (!unchanged.isEmpty()) {
      facts.add(new Fact("Unchanged", String.join(" · ", unchanged), ""));
    }
    if (!comparison.appeared().isEmpty()) {
      facts.add(new Fact("Appeared", String.join(", ", comparison.appeared()), ""));
    }
    if (!comparison.vanished().isEmpty()) {
      facts.add(new Fact("Vanished", String.join(", ", comparison.vanished()), ""));
    }
    return facts;
  }

  private static String named(RunFigures run) {
    return run.commit().isEmpty() ? run.run() : "%s of %s".formatted(run.run(), run.commit());
  }

  /** What changed first, then what cannot be told. */
  private static SortableTable table(Comparison comparison) {
    List<FigureComparison> lines =
        comparison.figures().stream()
            .sorted(Comparator.comparingInt(ComparisonPage::rank))
            .toList();
    return SortableTable.of(
        lines,
        List.of(
            TableColumn.text("Cell", "", one -> text(one.after().cell())),
            TableColumn.text(
                "Figure",
                "the column of results.csv, whose name ends with the unit",
                one ->
                    new TableCell(
                        ComparisonWords.header(one.after().metric()),
                        "",
                        ComparisonWords.header(one.after().metric()),
                        one.after().metric().label())),
            TableColumn.text(
                "Verdict",
                "",
                one -> new TableCell(word(one), "", word(one), one.reason(), one.regression())),
            number(
                "Before",
                "in the unit of the figure's name",
                one -> one.before().value(),
                ComparisonPage::before),
            number(
                "Now",
                "in the unit of the figure's name",
                one -> one.after().value(),
                ComparisonPage::now),
            new TableColumn<>(
                "",
                "Ratio (95 %)",
                "the run's figure over the baseline's with its 95 % interval, the machine's drift taken out",
                Order.NUMBER,
                ComparisonPage::ratio),
            number(
                "Threshold, %",
                "the least change that counts for this cell",
                one -> OptionalDouble.of(one.threshold()),
                one -> ComparisonWords.percent(one.threshold())),
            TableColumn.text("Why", "", one -> text(one.reason()))));
  }

  private static int rank(FigureComparison one) {
    return one.regression()
        ? 0
        : one.improvement() ? 1 : one.verdict() == ChangeVerdict.CANNOT_TELL ? 2 : 3;
  }

  private static String word(FigureComparison one) {
    return one.regression() ? "worse" : one.improvement() ? "better" : one.verdict().word();
  }

  private static String before(FigureComparison one) {
    return ComparisonWords.value(one.before().metric(), one.before().value());
  }

  private static String now(FigureComparison one) {
    return ComparisonWords.value(one.after().metric(), one.after().value());
  }

  private static TableCell text(String text) {
    return new TableCell(text, "", text, "");
  }

  private static TableColumn<FigureComparison> number(
      String header,
      String title,
      Function<FigureComparison, OptionalDouble> value,
      Function<FigureComparison, String> text) {
    return new TableColumn<>(
        "",
        header,
        title,
        Order.NUMBER,
        one ->
            value.apply(one).isEmpty()
                ? TableCell.EMPTY
                : new TableCell(
                    text.apply(one), "", Double.toString(value.apply(one).getAsDouble()), ""));
  }

  private static TableCell ratio(FigureComparison one) {
    return one.ratio().isEmpty()
        ? TableCell.EMPTY
        : new TableCell(
            ComparisonWords.ratio(one), "", Double.toString(one.ratio().get().estimate()), "");
  }
}
