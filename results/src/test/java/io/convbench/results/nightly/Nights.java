package io.convbench.results.nightly;

import io.convbench.results.comparison.CellFigure;
import io.convbench.results.comparison.Circumstances;
import io.convbench.results.comparison.Figures;
import io.convbench.results.comparison.Probe;
import io.convbench.results.comparison.Ratio;
import io.convbench.results.comparison.RunFigures;
import io.convbench.results.trust.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/** Nights for tests: one latency, three processes each that vary by 1 %. */
final class Nights {

  static final String KEY = "A-pytorch-cpu-b1-fp32-t2-latency:latency_p50_ms";

  /** A tenth, as the first night's file has it. */
  static final Change SLOWER =
      new Change(KEY, "night-1", Ratio.ofLog(Math.log(1.1), 0.02), true, "1.1 times");

  private static final Instant START = Instant.parse("2026-01-01T02:00:00Z");

  private final Random random = new Random(7);
  private final List<Night> nights = new ArrayList<>();
  private String machine = "AMD EPYC, 2 cores";
  private double speed = 200;
  private Verdict verdict = Verdict.VALID;

  /** So many nights of this median. */
  Nights of(int count, double millis) {
    for (int i = 0; i < count; i++) {
      night(millis);
    }
    return this;
  }

  Nights night(double millis) {
    nights.add(
        Night.of("default", run(String.format(Locale.ROOT, "night-%03d", nights.size()), millis)));
    return this;
  }

  Nights on(String other) {
    machine = other;
    return this;
  }

  Nights atSpeed(double gmacs) {
    speed = gmacs;
    return this;
  }

  Nights trusted(Verdict how) {
    verdict = how;
    return this;
  }

  RunFigures run(String id, double millis) {
    double[] rounds = new double[3];
    for (int i = 0; i < rounds.length; i++) {
      rounds[i] = millis * Math.exp(0.01 * random.nextGaussian());
    }
    return run(id, latency("A", rounds));
  }

  CellFigure latency(String architecture, double... rounds) {
    return Figures.latency(
        architecture,
        new Circumstances("optimized", machine, "2.7.1", "pytorch cpu fp32 t2"),
        verdict,
        rounds);
  }

  /** The same on another engine. */
  CellFigure latency(String architecture, String engine, double... rounds) {
    CellFigure one = latency(architecture, rounds);
    return new CellFigure(
        "%s-%s-cpu-b1-fp32-t2-latency".formatted(architecture, engine),
        one.metric(),
        architecture,
        engine,
        one.where(),
        one.status(),
        one.reason(),
        one.value(),
        one.evidence());
  }

  RunFigures run(String id, CellFigure... figures) {
    return new RunFigures(
        id,
        START.plus(Duration.ofDays(nights.size())),
        "abc123",
        List.of(figures),
        Map.of(
            "pytorch cpu fp32 t2",
            new Probe(speed * Math.exp(0.005 * random.nextGaussian()), 1e-3, 60)));
  }

  Nights add(CellFigure... figures) {
    nights.add(
        Night.of("default", run(String.format(Locale.ROOT, "night-%03d", nights.size()), figures)));
    return this;
  }

  /** The last night's changes are kept, as 'nightly' does. */
  Nights keepingChanges() {
    nights.set(nights.size() - 1, last().with(List.of(), assess().changes()));
    return this;
  }

  List<Night> all() {
    return List.copyOf(nights);
  }

  Night last() {
    return nights.get(nights.size() - 1);
  }

  List<Night> before() {
    return List.copyOf(nights.subList(0, nights.size() - 1));
  }

  NightAssessment assess() {
    return NightAssessor.assess(nights);
  }

  SeriesState state() {
    return assess().states().get(0);
  }
}
