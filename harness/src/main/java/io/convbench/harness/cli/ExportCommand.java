package io.convbench.harness.cli;

import io.convbench.datasets.protocol.Protocols;
import io.convbench.foundation.input.InvalidInputException;
import io.convbench.foundation.text.VisibleText;
import io.convbench.harness.engine.Engine;
import io.convbench.harness.engine.Engines;
import io.convbench.harness.modelfile.ModelFileWriter;
import io.convbench.harness.modelfile.ModelFiles;
import io.convbench.harness.modelfile.Precision;
import io.convbench.harness.process.Interruption;
import io.convbench.harness.run.Caches;
import io.convbench.suites.architecture.Head;
import io.convbench.suites.architecture.Pooling;
import io.convbench.suites.weights.TrainedNetwork;
import io.convbench.suites.weights.WeightsSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code convbench export}: an architecture with its weights as an engine's own model file. */
@Command(
    name = "export",
    description = "Writes the model file that a run measures.",
    footer = {
      "",
      "Takes preprocessed images as float32 (N, height, width, 3), any N; returns as float32 logits"
          + " (before softmax), (N, classes), or features, (N, height, width, channels) or, pooled,"
          + " (N, channels). The file contains preprocessing and class names."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class ExportCommand implements Callable<Integer> {

  @Parameters(
      paramLabel = "ARCH",
      arity = "0..1",
      description = "Architecture (default: that of a trained network in --weights).")
  private String architecture;

  @Option(
      names = "--format",
      required = true,
      paramLabel = "F",
      completionCandidates = Choices.OfFormat.class,
      description = "${COMPLETION-CANDIDATES}.")
  private String format;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "The file to write (savedmodel: a folder); must not exist.")
  private Path out;

  @Option(
      names = "--weights",
      defaultValue = "seeded",
      paramLabel = "W",
      description =
          "seeded; keras (the files that 'weights fetch' put into the cache); a weight file; a folder"
              + " of them; or a network that 'transfer' trained, with its classifier (default:"
              + " ${DEFAULT-VALUE}).")
  private String weights;

  @Option(
      names = "--precision",
      defaultValue = "fp32",
      paramLabel = "P",
      completionCandidates = Choices.OfStoredPrecision.class,
      description =
          "${COMPLETION-CANDIDATES}; images and logits stay float32 (default: ${DEFAULT-VALUE}).")
  private String precision;

  @Option(
      names = "--side",
      paramLabel = "PIXELS",
      description = "Input side (default: Keras's; of a trained network, its own).")
  private Integer side;

  @Option(
      names = "--classes",
      paramLabel = "N",
      description = "A classifier of N classes (default: ImageNet's, or the trained network's).")
  private Integer classes;

  @Option(
      names = "--no-top",
      description =
          "Features of the last layer before the classifier. Takes files of 'weights fetch"
              + " --no-top'"
              + " and files with top. With --classes: a new dense layer on them.")
  private boolean withoutTop;

  @Option(
      names = "--layer",
      paramLabel = "NAME",
      description =
          "Features of another layer, by its name in Keras and in 'list --layers ARCH' (default:"
              + " the last one"
              + " before the classifier).")
  private String layer;

  @Option(
      names = "--pooling",
      paramLabel = "P",
      completionCandidates = Choices.OfPooling.class,
      description =
          "Global pooling of features: ${COMPLETION-CANDIDATES} (default: none; with --classes:"
              + " avg).")
  private String pooling;

  @Mixin private FoldingOption folding;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    return Interruption.during(this::export);
  }

  private int export() throws IOException {
    WeightsSource source = WeightsSource.parse(weights, Caches.ofUser(System.getenv()).weights());
    ChosenNetwork chosen = ChosenNetwork.of(architecture, "ARCH", source);
    ModelFileWriter writer = writer();
    if (side != null && (side < 1 || side > Protocols.LARGEST_SIDE)) {
      throw new InvalidInputException(
          "--side %s: use 1 to %s pixels".formatted(side, Protocols.LARGEST_SIDE));
    }
    if (Files.exists(out)) {
      throw new IOException(out + " exists: pass another --out, or delete it");
    }
    ModelFiles.write(
        chosen.architecture(),
        chosen.trained().isPresent() ? head(chosen.trained().get()) : head(),
        source,
        folding.chosen(),
        Precision.named(precision),
        side == null ? chosen.side() : side,
        writer,
        out.toAbsolutePath());
    spec.commandLine().getOut().printf("%s%n", out);
    spec.commandLine().getOut().flush();
    return 0;
  }

  /** The network's own, unless features are asked for. */
  private Head head(TrainedNetwork trained) {
    if (classes == null && (withoutTop || layer != null)) {
      return head();
    }
    if (classes != null && classes != trained.classNames().size()) {
      throw new InvalidInputException(
          "--classes %s: %s has %s (%s); leave it out"
              .formatted(classes, weights, trained.classNames().size(), shown(trained)));
    }
    if (withoutTop || layer != null || pooling != null) {
      throw new InvalidInputException(
          "%s is cut at %s, and its classifier is of these features: leave out --no-top, --layer and --pooling, or --classes for features"
              .formatted(weights, trained.layer()));
    }
    return trained.head();
  }

  private static String shown(TrainedNetwork trained) {
    return VisibleText.shortened(String.join(", ", trained.classNames()));
  }

  private Head head() {
    if (withoutTop && layer != null) {
      throw new InvalidInputException(
          "--no-top has no effect with --layer %s: leave one of them out".formatted(layer));
    }
    if (!withoutTop && layer == null) {
      if (pooling != null) {
        throw new InvalidInputException(
            "--pooling %s is for features: pass --no-top or --layer with it".formatted(pooling));
      }
      return classes == null ? Head.IMAGENET : new Head.Own(classes);
    }
    Pooling usual = classes == null ? Pooling.NONE : Pooling.AVG;
    Head.Features features =
        new Head.Features(
            Optional.ofNullable(layer), pooling == null ? usual : Pooling.named(pooling));
    return classes == null ? features : new Head.Linear(features, classes);
  }

  private ModelFileWriter writer() {
    List<ModelFileWriter> writers = Engines.all().stream().map(Engine::writer).toList();
    return writers.stream()
        .filter(writer -> writer.format().equals(format.toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidInputException(
                    "unknown format '%s': choose from %s"
                        .formatted(
                            format,
                            String.join(
                                ", ", writers.stream().map(ModelFileWriter::format).toList()))));
  }
}
