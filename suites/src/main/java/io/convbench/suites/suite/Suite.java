package io.convbench.suites.suite;

import io.convbench.suites.architecture.Architecture;
import java.util.List;

/**
 * What a run takes, as its definition says; the command line may replace every part.
 *
 * @param name the definition's name
 * @param title one phrase for people
 * @param architectures in the order in which they are measured
 * @param engines ids
 * @param devices {@code cpu} or {@code gpu:<index>}
 * @param batches images per forward pass
 * @param precisions {@code fp32}, {@code fp16} or {@code bf16}
 * @param measurements ids
 * @param weights what {@code --weights} takes
 * @param warmupSeconds untimed passes before latency is measured
 * @param measureSeconds timed passes
 */
public record Suite(
    String name,
    String title,
    List<Architecture> architectures,
    List<String> engines,
    List<String> devices,
    List<Integer> batches,
    List<String> precisions,
    List<String> measurements,
    String weights,
    double warmupSeconds,
    double measureSeconds) {

  public Suite {
    architectures = List.copyOf(architectures);
    engines = List.copyOf(engines);
    devices = List.copyOf(devices);
    batches = List.copyOf(batches);
    precisions = List.copyOf(precisions);
    measurements = List.copyOf(measurements);
  }
}
