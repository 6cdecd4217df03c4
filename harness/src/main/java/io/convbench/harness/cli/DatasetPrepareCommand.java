package io.convbench.harness.cli;

import io.convbench.datasets.image.ImageDecoder;
import io.convbench.datasets.labels.LabeledImages;
import io.convbench.datasets.labels.SkippedFile;
import io.convbench.datasets.prepared.Preparation;
import io.convbench.datasets.prepared.PreparedCrops;
import io.convbench.datasets.prepared.PreparedImage;
import io.convbench.datasets.protocol.Protocols;
import io.convbench.foundation.input.InvalidInputException;
import io.convbench.foundation.text.VisibleText;
import io.convbench.harness.cell.ImageSelection;
import io.convbench.harness.machine.LimitsProbe;
import io.convbench.suites.architecture.Architectures;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code convbench dataset prepare}: decodes a dataset once, for all runs that follow. */
@Command(
    name = "prepare",
    description = {
      "Decodes, resizes and crops every image once, for all runs that follow.",
      "A run does the same if it has not been done; a stopped preparation continues.",
      "Exit code 1 when no image could be decoded; some that could not are counted and named."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class DatasetPrepareCommand implements Callable<Integer> {

  private static final int DEFAULT_SIDE = 224;
  private static final double GIBIBYTE = 1 << 30;

  @Parameters(paramLabel = "DIR|TAR", description = "Labelled images.")
  private Path folder;

  @Option(
      names = "--protocol",
      paramLabel = "ID",
      defaultValue = "keras",
      description = "How images become crops, as in run (default: ${DEFAULT-VALUE}).")
  private String protocol;

  @Option(
      names = "--labels",
      paramLabel = "FILE",
      description = "Label file (default: one folder per class).")
  private Path labels;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "Only the first N images (default: all).")
  private Integer limit;

  @Option(
      names = "--images",
      paramLabel = "FROM-TO",
      description =
          "Only these images of the dataset, counted from 1, both ends included (default: all).")
  private String range;

  @ArgGroup private Input input = new Input();

  /** For which networks the crops are. */
  private static final class Input {
    @Option(
        names = "--arch",
        paramLabel = "A",
        description = "Crops for this architecture's input (default: those of --side).")
    private String architecture;

    @Option(
        names = "--side",
        paramLabel = "PIXELS",
        description = "Side of the crops, where the protocol leaves it open (default: 224).")
    private Integer side;

    int side() {
      if (architecture != null) {
        return Architectures.named(architecture).inputSize();
      }
      return side == null ? DEFAULT_SIDE : side;
    }
  }

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Images decoded at once (default: all cores).")
  private int threads = LimitsProbe.probe().cores();

  @Mixin private PreparedOption sets;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    int side = input.side();
    if (side < 1) {
      throw new InvalidInputException("--side %s: use 1 or more pixels".formatted(side));
    }
    if (!Threads.areAllowed(threads)) {
      throw new InvalidInputException("--threads %s: use %s".formatted(threads, Threads.RANGE));
    }
    ImageSelection images =
        ImageSelection.checked(folder, labels, null, Protocols.parse(protocol), limit, range);
    LabeledImages labeled = images.load();
    Preparation preparation = new Preparation(labeled, images.protocol(), side, sets.made());
    if (Files.notExists(preparation.folder())) {
      ImageDecoder.load();
    }
    long start = System.nanoTime();
    Preparation.Outcome outcome;
    try (PrepareProgress progress =
        new PrepareProgress(
            spec.commandLine().getErr(), preparation.total(), System.console() != null)) {
      outcome = preparation.run(threads, progress::reached);
    }
    List<String> failures = messages(outcome.crops(), PreparedImage::failed);
    print(outcome, failures, labeled.skipped(), (System.nanoTime() - start) / 1e9);
    if (failures.size() < preparation.total()) {
      return 0;
    }
    spec.commandLine()
        .getErr()
        .printf("convbench: none of the %s images could be decoded, see above%n", failures.size());
    return Failures.FAILED;
  }

  private static List<String> messages(PreparedCrops crops, Predicate<PreparedImage> which) {
    return crops.images().stream().filter(which).map(PreparedImage::message).toList();
  }

  private void print(
      Preparation.Outcome outcome,
      List<String> failures,
      List<SkippedFile> skipped,
      double seconds) {
    PreparedCrops crops = outcome.crops();
    List<String> warnings = messages(crops, PreparedImage::warned);
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        Locale.ROOT,
        "%d images, %d failed; %d x %d x %d pixels, %.2f GiB; dataset %s%n",
        crops.images().size(),
        failures.size(),
        crops.shape().cropsPerImage(),
        crops.shape().side(),
        crops.shape().side(),
        crops.bytes() / GIBIBYTE,
        crops.datasetSha256());
    failures.forEach(failure -> out.println("  " + VisibleText.ofLine(failure)));
    skipped.forEach(one -> out.println("  skipped: " + VisibleText.ofLine(one.toText())));
    if (!warnings.isEmpty()) {
      out.printf("%s images decoded with a warning%n", warnings.size());
      warnings.forEach(warning -> out.println("  " + VisibleText.ofLine(warning)));
    }
    if (outcome.decoded() == 0) {
      out.printf(
          Locale.ROOT,
          "nothing decoded: the set was there and its checksums hold (%.2f s)%n",
          seconds);
    } else {
      out.printf(
          Locale.ROOT,
          "decoded %d in %.2f s: %.0f images/s on %d threads, JPEGs by %s%n",
          outcome.decoded(),
          seconds,
          outcome.decoded() / seconds,
          threads,
          ImageDecoder.jpegLibrary());
    }
    out.println(crops.path());
    out.flush();
  }
}
