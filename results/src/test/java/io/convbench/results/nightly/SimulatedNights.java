package io.convbench.results.nightly;

import io.convbench.results.comparison.RunFigures;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Nights that can be had without measuring. */
interface SimulatedNights {

  /** A latency of the table. */
  record Cell(String architecture, String engine) {
    String name() {
      return "%s-%s-cpu-b1-fp32-t2-latency".formatted(architecture, engine);
    }

    String key() {
      return name() + ":latency_p50_ms";
    }
  }

  List<Cell> cells();

  /** A cell takes so many times as long from now on. */
  void slow(Cell cell, double factor);

  /** The machine is another day's. What it measures depends on the number of the night alone. */
  void nextNight();

  /** Another for every night. */
  static RandomGenerator random(long seed, int night) {
    return new SplittableRandom(new SplittableRandom(seed).nextLong() + night);
  }

  /** A run of some cells. */
  RunFigures run(String id, int night, List<Cell> some);

  /** A run of all cells. */
  default RunFigures run(int night) {
    return run(String.format(Locale.ROOT, "night-%03d", night), night, cells());
  }
}
