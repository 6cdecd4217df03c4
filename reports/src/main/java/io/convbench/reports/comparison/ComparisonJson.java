package io.convbench.reports.comparison;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.convbench.results.comparison.CellFigure;
import io.convbench.results.comparison.Comparison;
import io.convbench.results.comparison.FigureComparison;
import io.convbench.results.comparison.RunFigures;
import java.util.Collection;
import java.util.OptionalDouble;

/** A comparison as JSON, for programs: every figure, unrounded. */
public final class ComparisonJson {

  /** Raised when a field changes its meaning or goes. */
  private static final int SCHEMA = 1;

  private ComparisonJson() {}

  /** The document in several lines. */
  public static String of(Comparison comparison) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("schema", SCHEMA);
    root.set("baseline", run(comparison.baseline()));
    root.set("run", run(comparison.run()));
    ObjectNode rules = root.putObject("rules");
    rules.put("floor", comparison.rules().floor());
    rules.put("memory_floor", comparison.rules().memoryFloor());
    rules.put("accuracy_floor", comparison.rules().accuracyFloor());
    rules.put("repeats", comparison.repeats());
    texts(root.putArray("across"), comparison.across());
    ObjectNode drifts = root.putObject("drifts");
    comparison
        .drifts()
        .forEach(
            (probe, drift) ->
                drifts.putObject(probe).put("seen", drift.seen()).put("removed", drift.removed()));
    ArrayNode figures = root.putArray("figures");
    comparison.figures().forEach(one -> figures.add(figure(one)));
    texts(root.putArray("appeared"), comparison.appeared());
    texts(root.putArray("vanished"), comparison.vanished());
    return root.toPrettyString().replace(System.lineSeparator(), "\n") + "\n";
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
    one.ratio()
        .ifPresent(
            ratio -> {
              node.put("ratio", ratio.estimate());
              put(node, "ratio_ci95_low", ratio.low());
              put(node, "ratio_ci95_high", ratio.high());
            });
    node.put("threshold", one.threshold());
    put(node, "p", one.pValue());
    put(node, "rank_p", one.rankPValue());
    return node;
  }

  private static void put(ObjectNode node, String name, OptionalDouble number) {
    number.ifPresent(value -> node.put(name, value));
  }

  private static void texts(ArrayNode node, Collection<String> texts) {
    texts.forEach(node::add);
  }
}
