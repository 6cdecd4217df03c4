package io.convbench.reports.nightly;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.convbench.reports.chart.Rounding;
import io.convbench.results.comparison.CellFigure;
import io.convbench.results.comparison.Metric;
import io.convbench.results.comparison.RunFigures;
import java.util.List;

/**
 * A night's figures for github-action-benchmark ({@code customSmallerIsBetter} and {@code
 * customBiggerIsBetter}), which takes one direction a file.
 */
public final class BenchmarkActionJson {

  private BenchmarkActionJson() {}

  /** The figures of which less, or more, is better; a list of objects. */
  public static String of(RunFigures run, boolean smallerIsBetter) {
    ArrayNode all = JsonNodeFactory.instance.arrayNode();
    for (CellFigure figure : run.figures()) {
      if (figure.ok() && figure.metric().smallerIsBetter() == smallerIsBetter) {
        ObjectNode one =
            all.addObject()
                .put("name", figure.key())
                .put("unit", unit(figure.metric()))
                .put("value", figure.value().getAsDouble());
        spread(figure.evidence().rounds(), one);
      }
    }
    return all.toPrettyString().replace(System.lineSeparator(), "\n") + "\n";
  }

  private static void spread(List<Double> rounds, ObjectNode one) {
    if (rounds.size() > 1) {
      double least = rounds.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
      double most = rounds.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
      one.put("range", "± " + Rounding.significant((most - least) / 2));
    }
  }

  /** The unit that ends the column's name. */
  static String unit(Metric metric) {
    return switch (metric) {
      case LATENCY, END_TO_END, LOAD -> "ms";
      case MEMORY, GPU_MEMORY, PEAK_ACTIVATION -> "bytes";
      case ACCURACY -> "fraction";
      case CONFORMANCE -> "standard deviations";
      case PARAMETERS, ACTIVATIONS -> "elements";
      case MACS -> "MACs";
      case THROUGHPUT -> "images/s";
    };
  }
}
