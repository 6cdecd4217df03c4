package io.convbench.harness.cli;

import io.convbench.datasets.labels.LabeledImages;
import io.convbench.datasets.labels.RealLabels;
import io.convbench.datasets.protocol.Protocols;
import io.convbench.foundation.input.InvalidInputException;
import io.convbench.harness.cell.ImageSelection;
import io.convbench.harness.cell.LatencySettings;
import io.convbench.harness.cell.Measurement;
import io.convbench.harness.engine.ComputeDevice;
import io.convbench.harness.engine.CudnnAutotune;
import io.convbench.harness.engine.Engine;
import io.convbench.harness.engine.Engines;
import io.convbench.harness.machine.LimitsProbe;
import io.convbench.harness.measurement.Measurements;
import io.convbench.harness.modelfile.Precision;
import io.convbench.harness.run.RunSettings;
import io.convbench.harness.temporary.TemporaryFiles;
import io.convbench.suites.architecture.Architecture;
import io.convbench.suites.architecture.Architectures;
import io.convbench.suites.suite.Suite;
import io.convbench.suites.suite.Suites;
import io.convbench.suites.weights.WeightsSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What {@code convbench run} is asked for; everything not given is the suite's. */
final class RunOptions {

  /** Latency of a quick run: enough to rank architectures, too little for percentiles. */
  static final LatencySettings QUICK = new LatencySettings(0.5, 1, 1);

  private static final String DEFAULT_PROTOCOL = "keras";

  private static final String NOT_ADDED =
      " (options given with --resume replace all those of the run: pass all or none)";

  private static final List<String> PRECISIONS =
      Stream.of(Precision.values()).map(Precision::id).toList();

  @Parameters(
      arity = "0..1",
      paramLabel = "SUITE",
      defaultValue = Suites.DEFAULT,
      completionCandidates = Choices.OfSuite.class,
      description =
          "A suite's name (${COMPLETION-CANDIDATES}) or a YAML file (default: ${DEFAULT-VALUE}).")
  private String suite;

  @Option(
      names = "--arch",
      split = ",",
      paramLabel = "A",
      completionCandidates = Choices.OfArchitecture.class,
      description = "Architectures, as 'convbench list' names them (default: the suite's).")
  private List<String> architectures = List.of();

  @Option(
      names = "--engine",
      split = ",",
      paramLabel = "E",
      completionCandidates = Choices.OfEngine.class,
      description = "${COMPLETION-CANDIDATES} (default: the suite's).")
  private List<String> engines = List.of();

  @Option(
      names = "--device",
      split = ",",
      paramLabel = "D",
      description = "cpu, gpu:0, gpu:1, ... (default: the suite's).")
  private List<String> devices = List.of();

  @Option(
      names = "--batch",
      split = ",",
      paramLabel = "N",
      description = "Images per forward pass (default: the suite's).")
  private List<Integer> batches = List.of();

  @Option(
      names = "--precision",
      split = ",",
      paramLabel = "P",
      completionCandidates = Choices.OfPrecision.class,
      description = "${COMPLETION-CANDIDATES} (default: the suite's).")
  private List<String> precisions = List.of();

  @Option(
      names = "--threads",
      split = ",",
      paramLabel = "N",
      description = "Intra-op threads (default: the suite's, else all cores).")
  private List<Integer> threads = List.of();

  @Option(
      names = "--cudnn-autotune",
      split = ",",
      paramLabel = "W",
      description =
          "on: the engine times cuDNN's algorithms and takes the fastest; off: it takes what cuDNN's"
              + " heuristics say (default: as the engine does unasked). For GPUs.")
  private List<String> autotunes = List.of();

  @Option(
      names = "--measure",
      split = ",",
      paramLabel = "M",
      completionCandidates = Choices.OfMeasurement.class,
      description = "${COMPLETION-CANDIDATES} (default: the suite's).")
  private List<String> measurements = List.of();

  @Option(
      names = "--weights",
      paramLabel = "W",
      description =
          "seeded; keras (the files that 'weights fetch' put into the cache); a weight file; or a"
              + " folder of them (default: the suite's).")
  private String weights;

  @Option(
      names = "--dataset",
      paramLabel = "DIR",
      description =
          "Labelled images, a folder or a tar of them; adds accuracy to the suite's measurements"
              + " (default: none).")
  private Path dataset;

  @Option(
      names = "--labels",
      paramLabel = "FILE",
      description =
          "Label file: CSV file,class_index; Caffe; Kaggle; ILSVRC kit (default: one folder per"
              + " class).")
  private Path labels;

  @Option(
      names = "--real",
      paramLabel = "FILE",
      description =
          "ReaL labels (real.json) of ILSVRC2012's validation images; adds their accuracy"
              + " (default: none).")
  private Path real;

  @Option(
      names = "--protocol",
      paramLabel = "ID",
      description =
          "How images become crops (default: " + DEFAULT_PROTOCOL + "): " + Protocols.KNOWN + ".")
  private String protocol;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "Only the first N images (default: all).")
  private Integer limit;

  @Option(
      names = "--images",
      paramLabel = "FROM-TO",
      description = {
        "Only these images of the dataset, in its order, counted from 1, both ends included"
            + " (default: all).",
        "'convbench score --merge' merges parts that were evaluated separately."
      })
  private String range;

  @Option(
      names = "--quick",
      description =
          "Latency of one process in 1.5 s per cell instead of the suite's time and rounds.")
  private boolean quick;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description =
          "Processes that time each cell, spread over the run; the suite's time is divided among"
              + " them (default: the suite's).")
  private Integer rounds;

  @Mixin private RepeatBudget repeats;

  @Mixin private LibraryOptions libraries;

  @Mixin private FoldingOption folding;

  @Mixin private ScenarioOptions scenarios;

  /**
   * Suite and options put together and checked, without reading weights.
   *
   * @param weightsCache the folder that {@code --weights keras} stands for
   * @throws IOException when a file or folder is missing or does not fit
   * @throws InvalidInputException when a name or number is not allowed
   */
  RunSettings resolve(Path weightsCache) throws IOException {
    Suite base = Suites.find(suite);
    Axes own = axes(base);
    Axes asked =
        new Axes(
            libraries.named(engines),
            devices("--device", devices),
            precisions("--precision", precisions),
            threads("--threads", threads),
            measurements(measurements));
    List<Measurement> wanted =
        scenarios.measurements(measurements(asked.measurements(), own.measurements()));
    List<Integer> threadCounts =
        or(asked.threads(), or(own.threads(), threads("--threads", List.of(cores()))));
    return new RunSettings(
        base.name(),
        architectures.isEmpty() ? base.architectures() : named(architectures),
        libraries.applied(or(asked.engines(), own.engines()), System.getenv()),
        or(asked.devices(), own.devices()),
        checked("--batch", or(batches, base.batches()), n -> n >= 1, "1 or more"),
        or(asked.precisions(), own.precisions()),
        threadCounts,
        autotunes(or(asked.devices(), own.devices())),
        wanted,
        WeightsSource.parse(weights == null ? base.weights() : weights, weightsCache),
        folding.chosen(),
        latency(base),
        // A quick run repeats only when it is told to do more than one round.
        repeats.of(
            quick && rounds == null, asWritten() ? base.withinSeconds() : OptionalDouble.empty()),
        images(wanted),
        scenarios.scenarios(threadCounts, quick),
        Optional.empty());
  }

  /** A suite's limit is that of what it measures. */
  private boolean asWritten() {
    return Stream.of(architectures, engines, devices, batches, precisions, threads, measurements)
            .allMatch(List::isEmpty)
        && dataset == null
        && rounds == null
        && !scenarios.areAsked();
  }

  private LatencySettings latency(Suite base) {
    LatencySettings settings =
        quick
            ? QUICK
            : new LatencySettings(base.warmupSeconds(), base.measureSeconds(), base.rounds());
    if (rounds == null) {
      return settings;
    }
    try {
      return settings.inRounds(rounds);
    } catch (InvalidInputException e) {
      throw new InvalidInputException("--rounds: " + e.getMessage(), e);
    }
  }

  /** The words of suite and options that the suites module does not know. */
  private record Axes(
      List<Engine> engines,
      List<ComputeDevice> devices,
      List<Precision> precisions,
      List<Integer> threads,
      List<Measurement> measurements) {}

  private Axes axes(Suite base) {
    try {
      return new Axes(
          engines(base.engines()),
          devices("devices", base.devices()),
          precisions("precisions", base.precisions()),
          threads("threads", base.threads()),
          measurements(base.measurements()));
    } catch (InvalidInputException e) {
      throw new InvalidInputException("%s: %s".formatted(suite, e.getMessage()), e);
    }
  }

  /** In their own order; images that are given are for measuring on them. */
  private List<Measurement> measurements(List<Measurement> asked, List<Measurement> own) {
    List<Measurement> wanted = or(asked, own);
    return Measurements.all().stream()
        .filter(
            each ->
                wanted.contains(each) || (asked.isEmpty() && dataset != null && each.usesImages()))
        .toList();
  }

  private Optional<ImageSelection> images(List<Measurement> wanted) throws IOException {
    if (dataset == null) {
      for (Measurement measurement : wanted) {
        if (measurement.usesImages()) {
          throw new InvalidInputException(
              "%s needs images: pass --dataset DIR, and --labels FILE for a flat folder"
                  .formatted(measurement.id()));
        }
      }
      requireNoneWithoutImages();
      return Optional.empty();
    }
    if (wanted.stream().noneMatch(Measurement::usesImages)) {
      throw new InvalidInputException(
          "--dataset %s has no effect on %s: add accuracy to --measure, or leave --dataset out"
              .formatted(
                  dataset, wanted.stream().map(Measurement::id).collect(Collectors.joining(", "))));
    }
    ImageSelection selection =
        ImageSelection.checked(
                dataset,
                labels,
                real,
                Protocols.parse(protocol == null ? DEFAULT_PROTOCOL : protocol),
                limit,
                range)
            .listedIn(TemporaryFiles.fileUntilExit("convbench-dataset", ".json"));
    requireRealLabels(selection, selection.load());
    return Optional.of(selection);
  }

  /** Options that would be ignored in silence. */
  private void requireNoneWithoutImages() {
    Map<String, Object> given = new LinkedHashMap<>();
    given.put("--labels", labels);
    given.put("--real", real);
    given.put("--protocol", protocol);
    given.put("--limit", limit);
    given.put("--images", range);
    given.forEach(
        (option, value) -> {
          if (value != null) {
            throw new InvalidInputException(
                "%s %s has no effect without images: pass --dataset DIR%s"
                    .formatted(option, value, NOT_ADDED));
          }
        });
  }

  private static void requireRealLabels(ImageSelection selection, LabeledImages images)
      throws IOException {
    Optional<RealLabels> labels = selection.realLabels();
    if (labels.isPresent()) {
      images.images().forEach(image -> labels.get().of(image.file()));
    }
  }

  private static List<Architecture> named(List<String> names) {
    return names.stream().map(Architectures::named).distinct().toList();
  }

  private static int cores() {
    return LimitsProbe.probe().cores();
  }

  private static <T> List<T> or(List<T> given, List<T> otherwise) {
    return given.isEmpty() ? otherwise : given;
  }

  private static List<Engine> engines(List<String> names) {
    return names.stream().map(Engines::named).distinct().toList();
  }

  private static List<Measurement> measurements(List<String> names) {
    List<Measurement> named = names.stream().map(Measurements::named).distinct().toList();
    for (Measurement one : named) {
      if (one.readsFeatures()) {
        throw new InvalidInputException(
            "%s is measured by 'convbench transfer'".formatted(one.id()));
      }
    }
    return named;
  }

  private static List<ComputeDevice> devices(String option, List<String> names) {
    return checked(option, names, ComputeDevice::isName, "cpu, gpu:0").stream()
        .map(ComputeDevice::named)
        .distinct()
        .toList();
  }

  private static List<Precision> precisions(String option, List<String> names) {
    return checked(option, names, PRECISIONS::contains, String.join(", ", PRECISIONS)).stream()
        .map(Precision::named)
        .toList();
  }

  private List<CudnnAutotune> autotunes(List<ComputeDevice> devices) {
    if (!autotunes.isEmpty() && devices.stream().noneMatch(ComputeDevice::isGpu)) {
      throw new InvalidInputException(
          "--cudnn-autotune %s has no effect on cpu: add a GPU to --device, or leave it out%s"
              .formatted(String.join(",", autotunes), NOT_ADDED));
    }
    return autotunes.stream().map(CudnnAutotune::named).distinct().toList();
  }

  private static List<Integer> threads(String option, List<Integer> counts) {
    return checked(option, counts, Threads::areAllowed, Threads.RANGE);
  }

  private static <T> List<T> checked(
      String option, List<T> values, java.util.function.Predicate<T> allowed, String hint) {
    for (T value : values) {
      if (!allowed.test(value)) {
        throw new InvalidInputException("%s %s: use %s".formatted(option, value, hint));
      }
    }
    return values.stream().distinct().toList();
  }
}
