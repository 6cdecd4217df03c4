package io.convbench.suites.suite;

import io.convbench.suites.architecture.Architecture;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What a run takes, as its definition says; the command line may replace every part.
 *
 * @param name the definition's name
 * @param title one phrase for people
 * @param architectures in the order in which they are measured
 * @param engines ids
 * @param devices {@code cpu} or {@code gpu:<index>}
 * @param batches images per forward pass
 * @param precisions {@code fp32}, {@code tf32}, {@code fp16} or {@code bf16}
 * @param threads intra-op threads; empty for all cores of the machine
 * @param measurements ids
 * @param weights what {@code --weights} takes
 * @param warmupSeconds time of untimed passes in each process before latency is measured
 * @param measureSeconds time of timed passes, in all rounds together
 * @param rounds processes that time a model, spread over the run
 * @param withinSeconds time from the run's start in which further rounds and repeats are to end;
 *     empty for as long as they take
 */
public record Suite(
    String name,
    String title,
    List<Architecture> architectures,
    List<String> engines,
    List<String> devices,
    List<Integer> batches,
    List<String> precisions,
    List<Integer> threads,
    List<String> measurements,
    String weights,
    double warmupSeconds,
    double measureSeconds,
    int rounds,
    OptionalDouble withinSeconds) {

  /** Where a definition does not say. */
  static final int DEFAULT_ROUNDS = 3;

  public Suite {
    architectures = List.copyOf(architectures);
    engines = List.copyOf(engines);
    devices = List.copyOf(devices);
    batches = List.copyOf(batches);
    precisions = List.copyOf(precisions);
    threads = List.copyOf(threads);
    measurements = List.copyOf(measurements);
  }
}
