package io.convbench.reports.evidence;

import io.convbench.results.ImagePredictions;
import io.convbench.results.statistics.ClassConfusion;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which classes an architecture takes for which.
 *
 * @param accuracy whose predictions these are
 * @param confusion the classes and the mistakes
 */
public record ClassFindings(MeasuredAccuracy accuracy, ClassConfusion confusion) {

  /** Of each architecture the first: engines differ in hardly an image. */
  public static List<ClassFindings> of(List<MeasuredAccuracy> predicted) {
    Map<String, MeasuredAccuracy> first = new LinkedHashMap<>();
    predicted.forEach(one -> first.putIfAbsent(one.architecture(), one));
    return first.values().stream().map(ClassFindings::of).toList();
  }

  private static ClassFindings of(MeasuredAccuracy accuracy) {
    ImagePredictions predictions = accuracy.predictions().orElseThrow();
    return new ClassFindings(
        accuracy, ClassConfusion.of(predictions.truths(), predictions.firsts()));
  }
}
