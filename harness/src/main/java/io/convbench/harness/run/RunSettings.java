package io.convbench.harness.run;

import io.convbench.foundation.input.InvalidInputException;
import io.convbench.harness.cell.Cell;
import io.convbench.harness.cell.ImageSelection;
import io.convbench.harness.cell.LatencySettings;
import io.convbench.harness.cell.Measurement;
import io.convbench.harness.cell.Scenario;
import io.convbench.harness.cell.Transfer;
import io.convbench.harness.engine.ComputeDevice;
import io.convbench.harness.engine.CudnnAutotune;
import io.convbench.harness.engine.Engine;
import io.convbench.harness.engine.Execution;
import io.convbench.harness.modelfile.BatchNormFolding;
import io.convbench.harness.modelfile.Precision;
import io.convbench.suites.architecture.Architecture;
import io.convbench.suites.weights.WeightsSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a run does, after suite and command line have been put together and checked.
 *
 * @param suite the suite's name
 * @param architectures in the order in which they are measured
 * @param engines likewise
 * @param devices on which models compute
 * @param batches images per forward pass
 * @param precisions of weights and computation
 * @param threads intra-op threads
 * @param autotunes how engines choose among cuDNN's algorithms on GPUs; empty for what each does
 *     unasked
 * @param measurements in the order in which a cell's architecture takes them
 * @param weights where the networks' weights come from
 * @param folding whether batch norms are folded into convolutions
 * @param latency how long to time
 * @param repeats how long further rounds and repeats may take
 * @param images labelled images for accuracy, if given
 * @param scenarios how images reach the models, besides one after the other
 * @param transfer what cut networks are to learn; empty where whole ones are measured
 */
public record RunSettings(
    String suite,
    List<Architecture> architectures,
    List<Engine> engines,
    List<ComputeDevice> devices,
    List<Integer> batches,
    List<Precision> precisions,
    List<Integer> threads,
    List<CudnnAutotune> autotunes,
    List<Measurement> measurements,
    WeightsSource weights,
    BatchNormFolding folding,
    LatencySettings latency,
    Repeats repeats,
    Optional<ImageSelection> images,
    List<Scenario> scenarios,
    Optional<Transfer> transfer) {

  /** At a second each more than a day; a suite's lists and the options' multiply. */
  private static final long MOST_CELLS = 100_000;

  /**
   * @throws InvalidInputException when there are more than 100,000 combinations
   */
  public RunSettings {
    architectures = List.copyOf(architectures);
    engines = List.copyOf(engines);
    devices = List.copyOf(devices);
    batches = List.copyOf(batches);
    precisions = List.copyOf(precisions);
    threads = List.copyOf(threads);
    autotunes = List.copyOf(autotunes);
    measurements = List.copyOf(measurements);
    scenarios = List.copyOf(scenarios);
    double cells = 1;
    for (List<?> axis :
        List.of(architectures, engines, devices, batches, precisions, threads, measurements)) {
      cells *= axis.size();
    }
    cells *= Math.max(1, scenarios.size()) * Math.max(1, autotunes.size());
    if (cells > MOST_CELLS) {
      throw new InvalidInputException(
          String.format(
              Locale.ROOT,
              "suite %s and the options ask for up to %.0f cells, a run may have %s: choose fewer"
                  + " batches, threads, devices or architectures",
              suite,
              cells,
              MOST_CELLS));
    }
  }

  /** The same with another source of weights. */
  RunSettings withWeights(WeightsSource source) {
    return new RunSettings(
        suite,
        architectures,
        engines,
        devices,
        batches,
        precisions,
        threads,
        autotunes,
        measurements,
        source,
        folding,
        latency,
        repeats,
        images,
        scenarios,
        transfer);
  }

  /**
   * The same of one cell alone.
   *
   * @param cell its name
   * @throws InvalidInputException when these settings have no such cell
   */
  public RunSettings only(String cell) {
    Cell wanted =
        Plan.of(this).cells().stream()
            .filter(one -> one.id().equals(cell))
            .findFirst()
            .orElseThrow(
                () ->
                    new InvalidInputException(
                        "suite %s and the options have no cell %s".formatted(suite, cell)));
    Optional<Execution> how = wanted.execution();
    return new RunSettings(
        suite,
        List.of(wanted.architecture()),
        how.map(Execution::engine).map(List::of).orElse(engines),
        how.map(Execution::device).map(List::of).orElse(devices),
        how.map(Execution::batch).map(List::of).orElse(batches),
        how.map(Execution::precision).map(List::of).orElse(precisions),
        how.map(Execution::threads).map(List::of).orElse(threads),
        how.flatMap(Execution::autotune).map(List::of).orElse(autotunes),
        List.of(wanted.measurement()),
        weights,
        folding,
        latency,
        repeats,
        wanted.measurement().usesImages() ? images : Optional.empty(),
        wanted.scenario().map(List::of).orElse(List.of()),
        transfer);
  }

  /** Other libraries are another engine. */
  private static String described(Engine engine) {
    return engine.id()
        + engine.named().map(own -> " of " + own).orElse("")
        + engine.provider().map(plugin -> " of " + plugin.library()).orElse("");
  }

  /** A text that is the same for runs that measure the same, so that one can continue another. */
  String fingerprint() {
    // Runs of versions without scenarios and autotune go on.
    String tail =
        (scenarios.isEmpty() ? "" : "; " + scenarios.stream().map(Scenario::asked).toList())
            + (autotunes.isEmpty() ? "" : "; autotune " + autotunes)
            + transfer.map(one -> "; " + one.asked()).orElse("");
    return String.join(
            "; ",
            suite,
            architectures.toString(),
            engines.stream().map(RunSettings::described).toList().toString(),
            devices.toString(),
            batches.toString(),
            precisions.stream().map(Precision::id).toList().toString(),
            threads.toString(),
            measurements.stream().map(Measurement::id).toList().toString(),
            weights.describe(),
            folding.word(),
            latency.toString(),
            images.map(ImageSelection::asked).orElse("no images"))
        + tail;
  }
}
