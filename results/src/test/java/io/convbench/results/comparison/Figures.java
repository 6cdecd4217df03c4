package io.convbench.results.comparison;

import io.convbench.results.Status;
import io.convbench.results.trust.Verdict;
import java.time.Instant;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/** Figures for tests. */
public final class Figures {

  public static final Circumstances HERE =
      new Circumstances("optimized", "AMD EPYC, 2 cores", "2.7.1", "pytorch cpu fp32 t2");

  private Figures() {}

  /** A valid latency of these processes; its median is theirs. */
  public static CellFigure latency(String architecture, double... rounds) {
    return latency(architecture, HERE, Verdict.VALID, rounds);
  }

  public static CellFigure latency(
      String architecture, Circumstances where, Verdict verdict, double... rounds) {
    double[] sorted = rounds.clone();
    Arrays.sort(sorted);
    double median = (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    return figure(
        architecture,
        Metric.LATENCY,
        where,
        median,
        Evidence.ofRounds(
            verdict,
            verdict == Verdict.VALID ? "" : "others took the processors",
            DoubleStream.of(rounds).boxed().toList(),
            0));
  }

  /** A latency with this evidence. */
  public static CellFigure of(String architecture, Evidence evidence, double millis) {
    return figure(architecture, Metric.LATENCY, HERE, millis, evidence);
  }

  /** A figure of one process. */
  public static CellFigure one(String architecture, Metric metric, double value) {
    return figure(
        architecture,
        metric,
        metric.rule() == Metric.Rule.EXACT ? Circumstances.NONE : HERE,
        value,
        Evidence.NONE);
  }

  /** A time that one process took. */
  public static CellFigure time(String architecture, Metric metric, Verdict verdict, double value) {
    return figure(
        architecture,
        metric,
        HERE,
        value,
        Evidence.ofOneProcess(
            verdict, verdict == Verdict.VALID ? "" : "others took the processors"));
  }

  /** An accuracy; {@code 1101} is three right of four. */
  public static CellFigure accuracy(String architecture, String hits) {
    BitSet right = new BitSet();
    for (int i = 0; i < hits.length(); i++) {
      right.set(i, hits.charAt(i) == '1');
    }
    return figure(
        architecture,
        Metric.ACCURACY,
        HERE,
        right.cardinality() / (double) hits.length(),
        Evidence.ofHits(right, hits.length()));
  }

  /** A conformance error against 1e-3; beyond it the cell has failed. */
  public static CellFigure conformance(String architecture, double error) {
    boolean within = error <= 1e-3;
    return new CellFigure(
        cell(architecture, Metric.CONFORMANCE),
        Metric.CONFORMANCE,
        architecture,
        "pytorch",
        HERE,
        within ? Status.OK : Status.FAILED,
        within ? "" : "the logits differ",
        OptionalDouble.of(error),
        Evidence.ofLimit(1e-3));
  }

  /** A latency that is not there. */
  public static CellFigure without(String architecture, Status status, String reason) {
    return new CellFigure(
        cell(architecture, Metric.LATENCY),
        Metric.LATENCY,
        architecture,
        "pytorch",
        HERE,
        status,
        reason,
        OptionalDouble.empty(),
        Evidence.NONE);
  }

  public static RunFigures run(String id, CellFigure... figures) {
    return run(id, Map.of(), figures);
  }

  public static RunFigures run(String id, Map<String, Probe> probes, CellFigure... figures) {
    return new RunFigures(
        id, Instant.parse("2026-11-26T02:00:00Z"), "abc123", List.of(figures), probes);
  }

  private static CellFigure figure(
      String architecture, Metric metric, Circumstances where, double value, Evidence evidence) {
    return new CellFigure(
        cell(architecture, metric),
        metric,
        architecture,
        where.equals(Circumstances.NONE) ? "" : "pytorch",
        where,
        Status.OK,
        "",
        OptionalDouble.of(value),
        evidence);
  }

  private static String cell(String architecture, Metric metric) {
    return metric.rule() == Metric.Rule.EXACT
        ? architecture + "-cost"
        : "%s-pytorch-cpu-b1-fp32-t2-%s".formatted(architecture, metric.measurement());
  }
}
