package io.convbench.reports.nightly;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.convbench.results.comparison.CellFigure;
import io.convbench.results.comparison.Metric;
import io.convbench.results.comparison.RunFigures;
import java.util.List;

/**
 * A night's figures as Bencher's metric format: by benchmark, here the cell, and by measure. Times
 * are its own measure {@code latency}, in nanoseconds; rates its {@code throughput}, per second.
 */
public final class BencherJson {

  private static final double NANOS_PER_MILLI = 1e6;

  private BencherJson() {}

  /** The document. */
  public static String of(RunFigures run) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    for (CellFigure figure : run.figures()) {
      if (figure.ok()) {
        double factor = ofTime(figure.metric()) ? NANOS_PER_MILLI : 1;
        ObjectNode measure =
            root.withObjectProperty(figure.cell()).putObject(measure(figure.metric()));
        measure.put("value", factor * figure.value().getAsDouble());
        List<Double> rounds = figure.evidence().rounds();
        if (rounds.size() > 1) {
          measure.put(
              "lower_value",
              factor * rounds.stream().mapToDouble(Double::doubleValue).min().orElseThrow());
          measure.put(
              "upper_value",
              factor * rounds.stream().mapToDouble(Double::doubleValue).max().orElseThrow());
        }
      }
    }
    return root.toPrettyString().replace(System.lineSeparator(), "\n") + "\n";
  }

  private static boolean ofTime(Metric metric) {
    return BenchmarkActionJson.unit(metric).equals("ms");
  }

  private static String measure(Metric metric) {
    return switch (metric) {
      case LATENCY, END_TO_END, LOAD -> "latency";
      case THROUGHPUT -> "throughput";
      default -> metric.column().header().replace('_', '-');
    };
  }
}
