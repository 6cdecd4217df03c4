package io.convbench.reports.comparison;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.convbench.results.JsonDocument;
import io.convbench.results.comparison.CellFigure;
import io.convbench.results.comparison.Comparison;
import io.convbench.results.comparison.FigureComparison;
import io.convbench.results.comparison.Ratio;
import io.convbench.results.comparison.RunFigures;
import java.util.Collection;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * A comparison as JSON, as {@code docs/schema/compare.json} describes it: every figure, unrounded.
 */
public final class ComparisonJson {

  /** Raised when a reader of the version before would misread it. */
  private static final int VERSION = 1;

  private ComparisonJson() {}

  /** The document. */
  public static JsonDocument of(Comparison comparison) {
    JsonDocument document = new JsonDocument("compare", VERSION);
    ObjectNode root = document.content();
    root.set("baseline", run(comparison.baseline()));
    root.set("run", run(comparison.run()));
    ObjectNode rules = root.putObject("rules");
    rules.put("floor", comparison.rules().floor());
    rules.put("memory_floor", comparison.rules().memoryFloor());
    rules.put("accuracy_floor", comparison.rules().accuracyFloor());
    rules.put("repeats", comparison.repeats());
    texts(root.putArray("across"), comparison.across());
    ArrayNode drifts = root.putArray("drifts");
    comparison
        .drifts()
        .forEach(
            (probe, drift) ->
                drifts
                    .addObject()
                    .put("probe", probe)
                    .put("seen", drift.seen())
                    .put("removed", drift.removed()));
    ArrayNode figures = root.putArray("figures");
    comparison.figures().forEach(one -> figures.add(figure(one)));
    texts(root.putArray("appeared"), comparison.appeared());
    texts(root.putArray("vanished"), comparison.vanished());
    return document;
  }

  private static ObjectNode run(RunFigures run) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("run", run.run())
        .put("time", run.time().toString())
        .put("commit", run.commit());
  }

  private static ObjectNode figure(FigureComparison one) {
    CellFigure after = one.after();
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("key", after.key())
        .put("architecture", after.architecture())
        .put("engine", after.engine())
        .put("column", ComparisonWords.header(after.metric()))
        .put("verdict", one.verdict().word())
        .put("regression", one.regression())
        .put("reason", one.reason());
    put(node, "before", one.before().value());
    put(node, "after", after.value());
    put(node, "ratio", of(one, ratio -> OptionalDouble.of(ratio.estimate())));
    put(node, "ratio_ci95_low", of(one, Ratio::low));
    put(node, "ratio_ci95_high", of(one, Ratio::high));
    node.put("threshold", one.threshold());
    put(node, "p_value", one.pValue());
    put(node, "rank_p_value", one.rankPValue());
    return node;
  }

  private static OptionalDouble of(FigureComparison one, Function<Ratio, OptionalDouble> number) {
    return one.ratio().map(number).orElse(OptionalDouble.empty());
  }

  /** What is not known is null, as in every document. */
  private static void put(ObjectNode node, String name, OptionalDouble number) {
    if (number.isPresent()) {
      node.put(name, number.getAsDouble());
    } else {
      node.putNull(name);
    }
  }

  private static void texts(ArrayNode node, Collection<String> texts) {
    texts.forEach(node::add);
  }
}
