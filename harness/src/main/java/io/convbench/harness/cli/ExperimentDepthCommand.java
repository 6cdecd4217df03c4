package io.convbench.harness.cli;

import io.convbench.datasets.image.ImageDecoder;
import io.convbench.datasets.labels.LabeledImage;
import io.convbench.datasets.labels.LabeledImages;
import io.convbench.datasets.prepared.Preparation;
import io.convbench.datasets.prepared.PreparedCrops;
import io.convbench.datasets.prepared.PreparedImage;
import io.convbench.datasets.protocol.Protocols;
import io.convbench.datasets.transfer.ClassFolders;
import io.convbench.datasets.transfer.Split;
import io.convbench.datasets.transfer.SplitRule;
import io.convbench.foundation.file.LockedFile;
import io.convbench.foundation.input.InvalidInputException;
import io.convbench.foundation.text.VisibleText;
import io.convbench.harness.engine.ComputeDevice;
import io.convbench.harness.engine.Engines;
import io.convbench.harness.engine.Execution;
import io.convbench.harness.experiment.DepthExperiment;
import io.convbench.harness.machine.LimitsProbe;
import io.convbench.harness.modelfile.Precision;
import io.convbench.harness.process.Installation;
import io.convbench.harness.process.Interruption;
import io.convbench.harness.process.WorkerLauncher;
import io.convbench.harness.run.Caches;
import io.convbench.reports.DepthWriter;
import io.convbench.reports.experiment.DepthWords;
import io.convbench.results.experiment.DepthFindings;
import io.convbench.results.experiment.DepthFolder;
import io.convbench.results.experiment.DepthSettings;
import io.convbench.results.experiment.DepthTraining;
import io.convbench.suites.architecture.SmallImageNetwork;
import io.convbench.suites.architecture.SmallImageNetwork.Connections;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code convbench experiment depth}: why residual learning. */
@Command(
    name = "depth",
    description = {
      "Trains plain and residual networks of several depths on small crops of your pictures, and"
          + " shows their training and test errors (He et al. 2015, section 4.2).",
      "The question is whether deeper plain networks have the higher training error, and deeper"
          + " residual ones have not."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class ExperimentDepthCommand implements Callable<Integer> {

  /** Without a finished epoch. */
  private static final Duration LIMIT = Duration.ofMinutes(20);

  /** Antialiased, as large pictures become very small. */
  private static final String PROTOCOL = "bilinear";

  private static final double MOMENTUM = 0.9;
  private static final double DECAY = 1e-4;

  @Option(
      names = "--dataset",
      required = true,
      paramLabel = "DIR",
      description =
          "Pictures, a folder or a tar: one folder per class, or train/ with test/, val/ or"
              + " validation/ of such folders.")
  private Path dataset;

  @Mixin private TestFraction testFraction;

  @Option(
      names = "--depths",
      split = ",",
      paramLabel = "N",
      defaultValue = "8,20,32,56",
      description = "Layers with weights, each 6n + 2 (default: ${DEFAULT-VALUE}).")
  private List<Integer> depths;

  @Option(
      names = "--seeds",
      split = ",",
      paramLabel = "N",
      defaultValue = "1,2,3",
      description = "Each network is trained once with each (default: ${DEFAULT-VALUE}).")
  private List<Long> seeds;

  @Option(
      names = "--width",
      paramLabel = "N",
      defaultValue = "8",
      description = "Filters of the first stage; the paper has 16 (default: ${DEFAULT-VALUE}).")
  private int width;

  @Option(
      names = "--side",
      paramLabel = "PIXELS",
      defaultValue = "32",
      description = "Side of the crops (default: ${DEFAULT-VALUE}).")
  private int side;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      defaultValue = "45",
      description = "How often each image is learned from (default: ${DEFAULT-VALUE}).")
  private int epochs;

  @Option(
      names = "--batch",
      paramLabel = "N",
      defaultValue = "36",
      description = "Images in a step (default: ${DEFAULT-VALUE}).")
  private int batch;

  @Option(
      names = "--rate",
      paramLabel = "R",
      defaultValue = "0.05",
      description =
          "Learning rate; a tenth of it from half of the epochs on, a hundredth from three quarters"
              + " (default: ${DEFAULT-VALUE}).")
  private double rate;

  @Option(
      names = "--unvaried",
      description = "Learns from the images as they are, neither mirrored nor shifted.")
  private boolean unvaried;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Folder of trainings and page (default: results/experiments/depth).")
  private Path out;

  @Option(
      names = "--resume",
      description = "Continues the experiment in --out; what is trained is not trained again.")
  private boolean resume;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    return Interruption.during(this::experiment);
  }

  private int experiment() throws IOException, InterruptedException {
    DepthSettings.requireOptions(depths, seeds, side, epochs, batch, rate);
    for (int depth : depths) {
      new SmallImageNetwork(Connections.PLAIN, depth, width);
    }
    Path place = out == null ? Workspace.current().experiments("depth") : out.toAbsolutePath();
    DepthFolder folder = new DepthFolder(place);
    requireNewUnlessResumed(folder);
    ClassFolders pictures = ClassFolders.list(dataset);
    SplitRule rule = new SplitRule(testFraction.asked(), OptionalInt.empty(), 1);
    // Refuses what can be known before any image is decoded.
    rule.of(pictures);
    Caches caches = Caches.ofUser(System.getenv());
    PreparedCrops crops = prepared(pictures, caches);
    Split split = rule.of(decoded(pictures, crops)).get(0);
    List<Integer> train = places(crops, split.train());
    List<Integer> test = places(crops, split.test());
    WorkerLauncher jvm =
        new WorkerLauncher(Installation.current(), Caches.made(caches.engines()), LIMIT);
    Execution execution =
        new Execution(
            Engines.named("pytorch"),
            ComputeDevice.CPU,
            1,
            Precision.FP32,
            LimitsProbe.probe().cores());
    DepthSettings settings =
        new DepthSettings(
            pictures.images().name(),
            crops.datasetSha256(),
            pictures.classes(),
            train.size(),
            test.size(),
            side,
            width,
            depths,
            seeds,
            epochs,
            batch,
            rate,
            MOMENTUM,
            DECAY,
            !unvaried,
            "PyTorch " + jvm.report(execution.engine()).version());
    LockedFile lock = folder.lock();
    try {
      // Once more: another process may have begun one meanwhile.
      requireNewUnlessResumed(folder);
      if (folder.isBegun()) {
        folder.requireSame(settings);
      } else {
        folder.begin(settings);
      }
      return train(
          new DepthExperiment(settings, crops.path(), train, test, execution), folder, jvm);
    } catch (IOException e) {
      throw folder.isBegun()
          ? HaltedException.of(
              e, spec.root().commandLine().getParseResult().originalArgs(), List.of())
          : e;
    } finally {
      lock.close();
    }
  }

  private void requireNewUnlessResumed(DepthFolder folder) {
    if (folder.isBegun() && !resume) {
      throw new InvalidInputException(
          "%s holds an experiment: pass --resume to continue it, or another --out"
              .formatted(folder.path()));
    }
  }

  private int train(DepthExperiment experiment, DepthFolder folder, WorkerLauncher jvm)
      throws IOException, InterruptedException {
    PrintWriter console = spec.commandLine().getOut();
    DepthSettings settings = experiment.settings();
    List<DepthTraining> trainings =
        experiment.run(
            folder, jvm, new DepthLines(settings.trainings(), console, Clock.systemUTC()));
    DepthFindings findings = new DepthFindings(settings, trainings);
    console.print(DepthWords.text(findings));
    console.printf("Page: %s%n", DepthWriter.write(findings, folder.path()));
    console.flush();
    return 0;
  }

  private PreparedCrops prepared(ClassFolders pictures, Caches caches) throws IOException {
    ImageDecoder.load();
    Preparation preparation =
        new Preparation(
            pictures.images(), Protocols.parse(PROTOCOL), side, Caches.made(caches.prepared()));
    PreparedCrops crops;
    try (PrepareProgress progress =
        new PrepareProgress(
            spec.commandLine().getErr(), preparation.total(), System.console() != null)) {
      crops = preparation.run(LimitsProbe.probe().cores(), progress::reached).crops();
    }
    for (PreparedImage image : crops.images()) {
      if (image.failed()) {
        spec.commandLine()
            .getErr()
            .printf("convbench: left out: %s%n", VisibleText.ofLine(image.message()));
      }
    }
    spec.commandLine().getErr().flush();
    return crops;
  }

  private static ClassFolders decoded(ClassFolders pictures, PreparedCrops crops) {
    Set<String> decoded =
        crops.images().stream()
            .filter(image -> !image.failed())
            .map(PreparedImage::file)
            .collect(Collectors.toSet());
    LabeledImages all = pictures.images();
    return new ClassFolders(
        pictures.classes(),
        new LabeledImages(
            all.name(),
            all.images().stream().filter(image -> decoded.contains(image.file())).toList(),
            all.ownClasses(),
            all.skipped()));
  }

  /** Where images are in the prepared set. */
  private static List<Integer> places(PreparedCrops crops, List<LabeledImage> images) {
    Map<String, Integer> byFile = new HashMap<>();
    for (int i = 0; i < crops.images().size(); i++) {
      byFile.put(crops.images().get(i).file(), i);
    }
    return images.stream().map(image -> byFile.get(image.file())).toList();
  }
}
