package io.convbench.harness.cli;

import io.convbench.datasets.labels.LabeledImage;
import io.convbench.datasets.protocol.Protocol;
import io.convbench.datasets.protocol.Protocols;
import io.convbench.datasets.transfer.ClassFolders;
import io.convbench.datasets.transfer.SharedImages;
import io.convbench.datasets.transfer.Split;
import io.convbench.datasets.transfer.SplitRule;
import io.convbench.foundation.hash.HashAlgorithm;
import io.convbench.foundation.input.InvalidInputException;
import io.convbench.harness.cell.Cut;
import io.convbench.harness.cell.ImageSelection;
import io.convbench.harness.cell.LatencySettings;
import io.convbench.harness.cell.Measurement;
import io.convbench.harness.cell.Transfer;
import io.convbench.harness.engine.ComputeDevice;
import io.convbench.harness.engine.Engine;
import io.convbench.harness.machine.LimitsProbe;
import io.convbench.harness.measurement.Measurements;
import io.convbench.harness.modelfile.Precision;
import io.convbench.harness.run.Caches;
import io.convbench.harness.run.RunSettings;
import io.convbench.harness.temporary.TemporaryFiles;
import io.convbench.suites.architecture.Architecture;
import io.convbench.suites.architecture.Architectures;
import io.convbench.suites.architecture.BlockEnds;
import io.convbench.suites.suite.Suite;
import io.convbench.suites.suite.Suites;
import io.convbench.suites.weights.WeightsSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What {@code convbench transfer} is asked for. */
final class TransferOptions {

  private static final String NAME = "transfer";

  private static final String ALL_BLOCKS = "all-blocks";

  /** The engine that takes gradients. */
  private static final String TRAINS = "pytorch";

  private static final int USUAL_EPOCHS = 20;

  @Option(
      names = "--dataset",
      paramLabel = "DIR",
      description =
          "Pictures, a folder or a tar: one folder per class, or train/ with test/, val/ or"
              + " validation/ of such folders (default: none; with --resume, the run's).")
  private Path dataset;

  @Option(
      names = "--arch",
      split = ",",
      paramLabel = "A",
      completionCandidates = Choices.OfArchitecture.class,
      description =
          "Architectures, as 'convbench list' names them (default: none; with --resume, the run's).")
  private List<String> architectures = List.of();

  @Option(
      names = "--weights",
      paramLabel = "W",
      description =
          "keras (the files that 'weights fetch' put into the cache); a weight file; a folder of"
              + " them; or seeded, a network that has learned nothing (default: none; with --resume,"
              + " the run's).")
  private String weights;

  @Option(
      names = "--layers",
      split = ",",
      paramLabel = "L",
      description =
          "Layers to cut at, by their names in Keras and in 'list --layers ARCH', or "
              + ALL_BLOCKS
              + ", behind each block (default: the last one before the classifier).")
  private List<String> layers = List.of();

  @Option(
      names = "--method",
      paramLabel = "M",
      defaultValue = "features",
      description =
          "features: a linear classifier on the network as it is; fine-tune: the network's last"
              + " layers are trained, too (PyTorch); or both (default: ${DEFAULT-VALUE}).")
  private String method;

  @Option(
      names = "--from-layer",
      paramLabel = "L",
      description =
          "With fine-tune: the first layer that is trained, by its name in Keras; those before it,"
              + " and all batch norms, stay as they are (default: that of the last two blocks).")
  private String fromLayer;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description =
          "With fine-tune: passes over the images to learn from, at most; it ends when validation"
              + " images are told no better for five (default: 20).")
  private Integer epochs;

  @Mixin private TestFraction testFraction;

  @Option(
      names = "--folds",
      paramLabel = "K",
      description =
          "Holds out every image once, in K folds, in place of a fraction (default: none).")
  private Integer folds;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Of all that is drawn by chance (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--shared-images",
      description =
          "Measures although held-out images are also learned from. Refused without, as that is no"
              + " test.")
  private boolean shared;

  @Option(
      names = "--engine",
      split = ",",
      paramLabel = "E",
      defaultValue = "pytorch",
      completionCandidates = Choices.OfEngine.class,
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private List<String> engines;

  @Option(
      names = "--protocol",
      paramLabel = "ID",
      defaultValue = "keras",
      description = "How images become crops, as in run (default: ${DEFAULT-VALUE}).")
  private String protocol;

  @Option(
      names = "--measure",
      split = ",",
      paramLabel = "M",
      defaultValue = "cost,latency,transfer",
      description = "cost, latency, memory, transfer (default: ${DEFAULT-VALUE}).")
  private List<String> measurements;

  @Option(
      names = "--quick",
      description = "Latency of one process in 1.5 s per cell instead of three rounds.")
  private boolean quick;

  @Mixin private RepeatBudget repeats;

  @Mixin private LibraryOptions libraries;

  @Mixin private FoldingOption folding;

  /**
   * Options put together and checked; lists and hashes the images.
   *
   * @throws IOException when a file or folder is missing or does not fit
   * @throws InvalidInputException when an option is missing, a name or number is not allowed, or
   *     images held out are also learned from
   */
  RunSettings resolve(Caches caches) throws IOException {
    requireGiven();
    List<Architecture> chosen =
        architectures.stream().map(Architectures::named).distinct().toList();
    List<Engine> asked = libraries.applied(libraries.named(engines), System.getenv());
    Protocol crop = Protocols.parse(protocol);
    if (crop.cropCount() > 1) {
      throw new InvalidInputException(
          "--protocol %s makes %s crops: features are of one, use keras or another"
              .formatted(protocol, crop.cropCount()));
    }
    TransferMethod how = TransferMethod.named(method);
    requireTunable(how, asked);
    List<Measurement> wanted = measured(how);
    SplitRule rule =
        new SplitRule(
            testFraction.asked(),
            folds == null ? OptionalInt.empty() : OptionalInt.of(folds),
            seed);
    ClassFolders pictures = ClassFolders.list(dataset);
    List<Split> splits = rule.of(pictures);
    requireNoneShared(pictures, splits);
    if (how.tunes()) {
      splits.forEach(split -> rule.withValidation(split, pictures.classes()));
    }
    Transfer transfer =
        new Transfer(
            pictures.classes(),
            rule,
            cuts(chosen, pictures.classes().size(), how),
            how.tunes() ? Optional.ofNullable(epochs).orElse(USUAL_EPOCHS) : 0,
            caches.root().resolve("features"));
    Suite usual = Suites.find(Suites.DEFAULT);
    return new RunSettings(
        NAME,
        chosen,
        asked,
        List.of(ComputeDevice.CPU),
        List.of(1),
        List.of(Precision.FP32),
        List.of(LimitsProbe.probe().cores()),
        List.of(),
        wanted,
        WeightsSource.parse(weights, caches.weights()),
        folding.chosen(),
        quick
            ? RunOptions.QUICK
            : new LatencySettings(usual.warmupSeconds(), usual.measureSeconds(), usual.rounds()),
        repeats.of(quick, OptionalDouble.empty()),
        Optional.of(
            ImageSelection.checked(dataset, null, null, crop, null, null)
                .listedAs(
                    pictures.images(), TemporaryFiles.fileUntilExit("convbench-dataset", ".json"))),
        List.of(),
        Optional.of(transfer));
  }

  /** Not by the parser, as {@code --resume} alone has them from the run. */
  private void requireGiven() {
    Map<String, Boolean> given = new LinkedHashMap<>();
    given.put("--dataset DIR", dataset != null);
    given.put("--arch A", !architectures.isEmpty());
    given.put("--weights W", weights != null);
    List<String> missing = given.keySet().stream().filter(option -> !given.get(option)).toList();
    if (!missing.isEmpty()) {
      throw new InvalidInputException(
          "transfer lacks %s: pass them, or --resume alone to continue a run"
              .formatted(String.join(", ", missing)));
    }
  }

  private void requireTunable(TransferMethod how, List<Engine> engines) {
    if (!how.tunes()) {
      for (Map.Entry<String, Boolean> given :
          Map.of("--from-layer", fromLayer != null, "--epochs", epochs != null).entrySet()) {
        if (given.getValue()) {
          throw new InvalidInputException(
              given.getKey() + " is of fine tuning: pass --method fine-tune or both, too");
        }
      }
      return;
    }
    for (Engine engine : engines) {
      if (!engine.jars().equals(TRAINS)) {
        throw new InvalidInputException(
            "--engine %s: fine tuning takes gradients of pytorch; leave it out, or pass --method features"
                .formatted(engine.id()));
      }
    }
    if (folds != null) {
      throw new InvalidInputException(
          "--folds %s with --method %s: that would be %s networks, and none the one measured; use --test-fraction"
              .formatted(folds, method, folds));
    }
    if (epochs != null && epochs < 1) {
      throw new InvalidInputException("--epochs %s: use 1 or more".formatted(epochs));
    }
  }

  private List<Measurement> measured(TransferMethod how) {
    List<Measurement> possible =
        List.of(
            Measurements.named("cost"),
            Measurements.latency(),
            Measurements.named("memory"),
            Measurements.transfer());
    List<Measurement> wanted = measurements.stream().map(Measurements::named).toList();
    for (Measurement one : wanted) {
      if (!possible.contains(one)) {
        throw new InvalidInputException(
            "--measure %s: use %s"
                .formatted(
                    one.id(), String.join(", ", possible.stream().map(Measurement::id).toList())));
      }
    }
    return possible.stream()
        .filter(wanted::contains)
        .flatMap(
            one ->
                one.equals(Measurements.transfer()) ? how.measurements().stream() : Stream.of(one))
        .toList();
  }

  /** Of several architectures each has those layers that it has, at least one. */
  private Map<String, List<Cut>> cuts(List<Architecture> chosen, int classes, TransferMethod how) {
    Map<String, List<Cut>> cuts = new LinkedHashMap<>();
    Set<String> unknown = new LinkedHashSet<>(layers);
    for (Architecture architecture : chosen) {
      List<Cut> own = new ArrayList<>();
      if (unknown.contains(ALL_BLOCKS)) {
        for (String layer : BlockEnds.of(architecture)) {
          own.add(Cut.of(architecture, Optional.of(layer), classes));
        }
      }
      if (layers.isEmpty()) {
        own.add(Cut.of(architecture, Optional.empty(), classes));
      }
      for (String layer : layers) {
        boolean named = !layer.equals(ALL_BLOCKS);
        if (named && (chosen.size() == 1 || architecture.graph().find(layer).isPresent())) {
          own.add(Cut.of(architecture, Optional.of(layer), classes));
          unknown.remove(layer);
        }
      }
      if (own.isEmpty()) {
        throw new InvalidInputException(
            "--layers %s: %s has none of them; \"convbench list --layers %s\" shows all"
                .formatted(String.join(",", layers), architecture, architecture));
      }
      cuts.put(
          architecture.name(),
          own.stream()
              .distinct()
              .map(
                  cut ->
                      how.tunes() ? cut.tuned(architecture, Optional.ofNullable(fromLayer)) : cut)
              .toList());
    }
    unknown.remove(ALL_BLOCKS);
    if (!unknown.isEmpty()) {
      throw new InvalidInputException(
          "--layers %s: none of the architectures has it".formatted(unknown.iterator().next()));
    }
    return cuts;
  }

  /** What is known by heart is not a test. */
  private void requireNoneShared(ClassFolders pictures, List<Split> splits) {
    if (shared) {
      return;
    }
    List<Map.Entry<String, String>> both = SharedImages.of(splits, contents(pictures));
    if (!both.isEmpty()) {
      throw new InvalidInputException(
          "%s is held out, but learned from as %s (the same bytes)%s: remove one, or pass"
                  .formatted(
                      both.get(0).getKey(),
                      both.get(0).getValue(),
                      both.size() == 1 ? "" : ", and so are %s more".formatted(both.size() - 1))
              + " --shared-images to measure anyway");
    }
  }

  /** Hashes by name; what cannot be read is told of where it is decoded. */
  private static Map<String, String> contents(ClassFolders pictures) {
    Map<String, String> contents = new HashMap<>();
    for (LabeledImage image : pictures.images().images()) {
      try {
        contents.put(image.file(), HashAlgorithm.SHA256.hex(image.read()));
      } catch (IOException unreadable) {
        contents.remove(image.file());
      }
    }
    return contents;
  }
}
