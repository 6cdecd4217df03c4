package io.convbench.harness.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.convbench.datasets.image.DecodedImage;
import io.convbench.datasets.image.ImageDecoder;
import io.convbench.datasets.labels.ClassIndex;
import io.convbench.datasets.labels.ClassIndex.ImageClass;
import io.convbench.datasets.predictions.Prediction;
import io.convbench.datasets.predictions.TopK;
import io.convbench.datasets.protocol.Protocol;
import io.convbench.datasets.protocol.Protocols;
import io.convbench.foundation.input.InvalidInputException;
import io.convbench.foundation.text.VisibleText;
import io.convbench.harness.engine.ComputeDevice;
import io.convbench.harness.engine.Engine;
import io.convbench.harness.engine.Execution;
import io.convbench.harness.machine.LimitsProbe;
import io.convbench.harness.modelfile.BatchNormFolding;
import io.convbench.harness.modelfile.ModelFiles;
import io.convbench.harness.modelfile.Precision;
import io.convbench.harness.process.Installation;
import io.convbench.harness.process.Interruption;
import io.convbench.harness.process.PredictRequest;
import io.convbench.harness.process.WorkerLauncher;
import io.convbench.harness.run.Caches;
import io.convbench.harness.temporary.TemporaryFiles;
import io.convbench.results.JsonDocument;
import io.convbench.suites.weights.TrainedNetwork;
import io.convbench.suites.weights.WeightsSource;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code convbench predict}: what a trained network sees in single images. */
@Command(
    name = "predict",
    description = "Prints the most likely classes of images.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class PredictCommand implements Callable<Integer> {

  private static final int VERSION = 1;

  private static final int USUAL_TOP = 5;

  private static final Duration LIMIT = Duration.ofMinutes(10);

  @Parameters(arity = "1..*", paramLabel = "IMAGE", description = "Image files.")
  private List<Path> images;

  @Option(
      names = "--arch",
      paramLabel = "A",
      description = "Architecture (default: that of a trained network in --weights).")
  private String architecture;

  @Option(
      names = "--weights",
      required = true,
      paramLabel = "W",
      description =
          "keras (the user's cache), a weight file, a folder of them, or a network that 'transfer'"
              + " trained.")
  private String weights;

  @Option(
      names = "--engine",
      defaultValue = "pytorch",
      paramLabel = "E",
      completionCandidates = Choices.OfEngine.class,
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private String engine;

  @Option(
      names = "--protocol",
      paramLabel = "ID",
      description =
          "How images become crops, as in run (default: keras, or as a trained network learned).")
  private String protocol;

  @Option(
      names = "--top",
      paramLabel = "N",
      description = "Number of classes to print (default: 5, or all where there are fewer).")
  private Integer top;

  @Mixin private LibraryOptions libraries;

  @Mixin private FormatOption format;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    return Interruption.during(this::predict);
  }

  private int predict() throws IOException, InterruptedException {
    Caches caches = Caches.ofUser(System.getenv());
    WeightsSource source = WeightsSource.parse(weights, caches.weights());
    ChosenNetwork chosen = ChosenNetwork.of(architecture, "--arch A", source);
    List<Engine> engines = libraries.applied(libraries.named(List.of(engine)), System.getenv());
    // With a provider for the engine, that is what was asked for.
    Engine chosenEngine = engines.get(engines.size() - 1);
    Protocol crop = Protocols.parse(protocol == null ? chosen.protocol() : protocol);
    Classes classes = chosen.trained().map(Classes::of).orElseGet(Classes::imagenet);
    int shown = top == null ? Math.min(USUAL_TOP, classes.names().size()) : top;
    if (shown < 1 || shown > classes.names().size()) {
      throw new InvalidInputException(
          "--top %s: use 1 to %s".formatted(top, classes.names().size()));
    }
    if (crop.cropCount() > 1) {
      throw new InvalidInputException(
          "--protocol %s makes %s crops: predict shows one, use keras or another"
              .formatted(crop.name(), crop.cropCount()));
    }
    int side = crop.side(chosen.side());
    for (Path image : images) {
      check(image, crop, side);
    }
    if (!source.trained()) {
      throw new InvalidInputException(
          "seeded weights are not trained, they recognise nothing: pass --weights FILE or DIR");
    }
    print(logits(chosen, chosenEngine, crop, side, source, caches), classes, shown);
    return 0;
  }

  private void check(Path image, Protocol crop, int side) throws IOException {
    try (DecodedImage decoded = ImageDecoder.read(image)) {
      crop.apply(decoded.picture(), side);
      decoded
          .warning()
          .ifPresent(
              warning -> spec.commandLine().getErr().printf("convbench: %s: %s%n", image, warning));
    }
  }

  private List<float[]> logits(
      ChosenNetwork chosen,
      Engine chosenEngine,
      Protocol crop,
      int side,
      WeightsSource source,
      Caches caches)
      throws IOException, InterruptedException {
    Execution execution =
        new Execution(
            chosenEngine, ComputeDevice.CPU, 1, Precision.FP32, LimitsProbe.probe().cores());
    Path folder = TemporaryFiles.folder("convbench-predict");
    try {
      Path model = folder.resolve("model" + chosenEngine.writer().extension());
      ModelFiles.write(
          chosen.architecture(),
          chosen.head(),
          source,
          BatchNormFolding.NONE,
          execution.precision(),
          side,
          chosenEngine.writer(),
          model);
      List<Path> files = images.stream().map(Path::toAbsolutePath).toList();
      WorkerLauncher jvm =
          new WorkerLauncher(Installation.current(), Caches.made(caches.engines()), LIMIT);
      jvm.requireWorking(chosenEngine);
      return new PredictRequest(chosen.architecture(), execution, side, crop, model, files)
          .execute(jvm, folder);
    } finally {
      ModelFiles.delete(folder);
    }
  }

  /**
   * What logits stand for.
   *
   * @param names by class index
   * @param synsets WordNet's identifiers, likewise; empty for a person's own classes
   */
  record Classes(List<String> names, List<String> synsets) {

    static Classes imagenet() {
      List<ImageClass> all = ClassIndex.imagenet().classes();
      return new Classes(
          all.stream().map(ImageClass::name).toList(),
          all.stream().map(ImageClass::synset).toList());
    }

    static Classes of(TrainedNetwork network) {
      return new Classes(network.classNames(), List.of());
    }

    /** One of them in a line. */
    String text(int index) {
      String name = VisibleText.ofLine(names.get(index));
      return synsets.isEmpty() ? name : synsets.get(index) + "  " + name;
    }
  }

  private void print(List<float[]> logits, Classes classes, int shown) throws IOException {
    for (float[] each : logits) {
      TopK.refuseOverflow(each);
    }
    PrintWriter out = spec.commandLine().getOut();
    if (format.isJson()) {
      out.print(json(images, logits, classes, shown));
      out.flush();
      return;
    }
    for (int i = 0; i < images.size(); i++) {
      out.println(VisibleText.ofLine(images.get(i).toString()));
      for (Prediction one : Prediction.top(logits.get(i), shown)) {
        out.printf(
            Locale.ROOT,
            "  %6.2f %%  %s%n",
            100 * one.probability(),
            classes.text(one.classIndex()));
      }
    }
    out.flush();
  }

  static JsonDocument json(List<Path> images, List<float[]> logits, Classes labels, int shown) {
    JsonDocument document = new JsonDocument("predict", VERSION);
    ArrayNode all = document.content().putArray("images");
    for (int i = 0; i < images.size(); i++) {
      ObjectNode image = all.addObject().put("file", images.get(i).toString());
      ArrayNode classes = image.putArray("classes");
      for (Prediction one : Prediction.top(logits.get(i), shown)) {
        ObjectNode entry = classes.addObject().put("class_index", one.classIndex());
        if (!labels.synsets().isEmpty()) {
          entry.put("synset", labels.synsets().get(one.classIndex()));
        }
        entry
            .put("name", labels.names().get(one.classIndex()))
            .put("probability", one.probability());
      }
    }
    return document;
  }
}
