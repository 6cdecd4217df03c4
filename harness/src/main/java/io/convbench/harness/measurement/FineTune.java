package io.convbench.harness.measurement;

import io.convbench.datasets.labels.LabeledImage;
import io.convbench.datasets.predictions.Softmax;
import io.convbench.datasets.transfer.Split;
import io.convbench.harness.cell.CellRequest;
import io.convbench.harness.cell.Cut;
import io.convbench.harness.cell.Transfer;
import io.convbench.harness.cell.Workload;
import io.convbench.harness.heartbeat.Heartbeat;
import io.convbench.harness.modelfile.BatchNormFolding;
import io.convbench.harness.modelfile.ModelMetadata;
import io.convbench.harness.modelfile.Precision;
import io.convbench.harness.modelfile.torchscript.ModuleUse;
import io.convbench.harness.modelfile.torchscript.TorchScriptWriter;
import io.convbench.harness.temporary.TemporaryFiles;
import io.convbench.harness.training.FineTuning;
import io.convbench.harness.training.LabeledCrops;
import io.convbench.harness.training.TrainableNetwork;
import io.convbench.harness.training.TrainingImages;
import io.convbench.harness.training.TuningCheckpoint;
import io.convbench.harness.transfer.LinearHead;
import io.convbench.results.Column;
import io.convbench.results.ImagePrediction;
import io.convbench.results.Row;
import io.convbench.results.trust.VerdictRules;
import io.convbench.suites.architecture.Architecture;
import io.convbench.suites.graph.Graph;
import io.convbench.suites.graph.WeightTensor;
import io.convbench.suites.weights.FoldedBatchNorm;
import io.convbench.suites.weights.TunedWeights;
import io.convbench.suites.weights.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a network knows of a dataset's own classes once its last layers have been trained on them,
 * too: from the head that {@link FeatureTransfer} trains, by small steps, batch norms as they are
 * (J. Yosinski et al. 2014, arXiv:1411.1792; F. Chollet, Keras's guide "Transfer learning and
 * fine-tuning"). PyTorch trains it. A part of the images to learn from chooses the epoch; then as
 * many are learned from all of them.
 */
final class FineTune implements OverImages {

  private static final String ONLY_ONCE = "a training takes long, and nothing disturbs its weights";

  private static final Duration HEAD_LIMIT = Duration.ofHours(2);

  private static final double NANOS = 1e9;

  /** Passes over the images that are expected, forwards and backwards through the last layers. */
  private static final int EXPECTED_EPOCHS = 12;

  @Override
  public String id() {
    return "fine-tune";
  }

  @Override
  public WeightsNeed weightsNeed() {
    return WeightsNeed.ANY;
  }

  @Override
  public boolean readsFeatures() {
    return true;
  }

  @Override
  public boolean tunes() {
    return true;
  }

  @Override
  public double expectedSeconds(Workload work) {
    return work.loadSeconds() + (1 + 2 * EXPECTED_EPOCHS) * work.scoringSeconds();
  }

  @Override
  public Row measure(CellRequest request, Heartbeat heartbeat) throws IOException {
    ProcessorClock clock = new ProcessorClock();
    clock.start();
    LearnedImages images = LearnedImages.of(request, heartbeat);
    Transfer transfer = request.transfer().orElseThrow();
    Split division = images.splits().get(0);
    Split validated = transfer.rule().withValidation(division, images.classes());
    Tuning tuning = new Tuning(request, images, validated, transfer.epochs());
    Tuned tuned = tuning.run("validated", heartbeat);
    FineTuning.Progress end = tuned.result().progress();
    double seconds = tuned.seconds();
    if (division.validation().isEmpty()) {
      tuning = new Tuning(request, images, division, end.bestEpoch());
      tuned = tuning.run("all", heartbeat);
      seconds += tuned.seconds();
    }
    clock.stop();
    Map<WeightTensor, float[]> weights = tuned.result().weights();
    Row row =
        images
            .evaluated(tuning.predictions(weights, heartbeat), tuned.head().reached() ? 0 : 1)
            .with(Column.TRAIN_IMAGES, division.train().size())
            .with(Column.L2_STRENGTH, tuned.head().strength())
            .with(Column.VALIDATION_ACCURACY, end.best().accuracy())
            .with(Column.TRAINING_S, seconds)
            .with(clock.row(request.cell().running().threads()))
            .with(Column.TRAINED_LAYERS, layers(weights.keySet()))
            .with(Column.TRAINED_PARAMETERS, parameters(weights.keySet()))
            .with(Column.EPOCHS, end.epoch())
            .with(Column.BEST_EPOCH, end.bestEpoch())
            .with(Column.TRAINING_SEED, transfer.rule().seed());
    KeptNetwork.write(request, id(), weights, images.measured(row));
    return VerdictRules.onOnlyProcess(request.cell().row().with(row), ONLY_ONCE)
        .with(Column.CAUTION, cautions(row, end, tuned.result().progress()));
  }

  /** That a training ended early says something of its rate. */
  static String cautions(Row row, FineTuning.Progress validated, FineTuning.Progress kept) {
    List<String> cautions = new ArrayList<>();
    row.text(Column.CAUTION).ifPresent(cautions::add);
    if (validated.diverged()) {
      cautions.add(
          "the loss was no number in epoch %s, and training ended there"
              .formatted(validated.epoch() + 1));
    }
    if (kept.diverged() && !kept.equals(validated)) {
      cautions.add(
          "the loss was no number in epoch %s of the training with all images, which ended there"
              .formatted(kept.epoch() + 1));
    }
    return String.join("; ", cautions);
  }

  private static long layers(Iterable<WeightTensor> tensors) {
    List<String> layers = new ArrayList<>();
    tensors.forEach(tensor -> layers.add(tensor.layer()));
    return layers.stream().distinct().count();
  }

  private static long parameters(Iterable<WeightTensor> tensors) {
    long parameters = 0;
    for (WeightTensor tensor : tensors) {
      parameters += tensor.shape().elements();
    }
    return parameters;
  }

  /**
   * What a training gave.
   *
   * @param head that it began with
   * @param result of the steps after that
   * @param seconds of both
   */
  private record Tuned(LinearHead.Chosen head, FineTuning.Result result, double seconds) {}

  /** A training of a cell's network. */
  private static final class Tuning {
    private final CellRequest request;
    private final LearnedImages images;
    private final Split split;
    private final Architecture architecture;
    private final Cut cut;
    private final Graph graph;
    private final int epochs;

    /**
     * @param split what to learn from, and where there is validation, what chooses the epoch
     * @param epochs at most; as many where nothing chooses
     */
    Tuning(CellRequest request, LearnedImages images, Split split, int epochs) {
      this.request = request;
      this.images = images;
      this.split = split;
      this.architecture = request.cell().architecture();
      this.cut = request.cell().cut().orElseThrow();
      this.graph = cut.classifier().graph(architecture, request.side());
      this.epochs = epochs;
    }

    /**
     * Trains the head, and from there on the last layers.
     *
     * @param name of the training among those of the cell
     */
    Tuned run(String name, Heartbeat heartbeat) throws IOException {
      heartbeat.at(0, 1, HEAD_LIMIT);
      long start = System.nanoTime();
      LinearHead.Chosen head =
          LinearHead.train(
              images.examples(split.train()),
              images.classes().size(),
              request.transfer().orElseThrow().rule().seed());
      double headSeconds = (System.nanoTime() - start) / NANOS;
      FineTuning.Result result = run(head.head(), name, heartbeat);
      return new Tuned(head, result, headSeconds + result.progress().seconds());
    }

    private FineTuning.Result run(LinearHead head, String name, Heartbeat heartbeat)
        throws IOException {
      Path module = TemporaryFiles.file("convbench-tuning", ".pt");
      ModuleUse use = ModuleUse.fineTuning(cut.learned(graph));
      try (Weights weights =
          new TunedWeights(KeptNetwork.before(request), KeptNetwork.classifier(head, graph))) {
        write(graph, weights, BatchNormFolding.NONE, use, module);
        try (TrainableNetwork network = TrainableNetwork.load(graph.lowered(), use, module)) {
          return new FineTuning(
                  network,
                  crops(split.train()),
                  crops(split.validation()),
                  epochs,
                  request.transfer().orElseThrow().rule().seed())
              .run(checkpoint(name, weights), heartbeat);
        }
      } finally {
        Files.deleteIfExists(module);
      }
    }

    private void write(
        Graph network, Weights weights, BatchNormFolding folding, ModuleUse use, Path module)
        throws IOException {
      ModelMetadata metadata =
          new ModelMetadata(
              architecture.name(),
              cut.classifier(),
              folding,
              Precision.FP32,
              weights.origin().label(),
              weights.origin().sha256(),
              architecture.preprocessing(),
              images.classes());
      TemporaryFiles.write(
          () -> new TorchScriptWriter().write(network.lowered(), weights, metadata, use, module));
    }

    /** What the network says of the images that were held out, in the form of the run's models. */
    List<ImagePrediction> predictions(Map<WeightTensor, float[]> learned, Heartbeat heartbeat)
        throws IOException {
      Path module = TemporaryFiles.file("convbench-tuned", ".pt");
      try (Weights weights = new TunedWeights(KeptNetwork.before(request), learned)) {
        if (request.folding() == BatchNormFolding.FOLDED) {
          FoldedBatchNorm folded = FoldedBatchNorm.of(graph, weights);
          write(folded.graph(), folded.weights(), request.folding(), ModuleUse.INFERENCE, module);
        } else {
          write(graph, weights, request.folding(), ModuleUse.INFERENCE, module);
        }
        return predictions(module, heartbeat);
      } finally {
        Files.deleteIfExists(module);
      }
    }

    private List<ImagePrediction> predictions(Path module, Heartbeat heartbeat) throws IOException {
      Map<String, LabeledImage> held = new HashMap<>();
      split.test().forEach(image -> held.put(image.file(), image));
      List<ImagePrediction> predictions = new ArrayList<>();
      ImageOutputs.of(
          request,
          module,
          images.crops(),
          image -> held.containsKey(image.file()),
          (image, logits) -> {
            predictions.add(LearnedImages.prediction(held.get(image.file()), Softmax.of(logits)));
            heartbeat.at(predictions.size(), held.size());
          });
      return predictions;
    }

    private TrainingImages crops(List<LabeledImage> chosen) {
      return new LabeledCrops(images.crops(), architecture.preprocessing(), images.places(chosen));
    }

    private TuningCheckpoint checkpoint(String name, Weights weights) {
      return new TuningCheckpoint(
          request.run().checkpoints(request.cell().id()).resolve(name),
          String.join(
              "; ",
              request.cell().id(),
              "from " + cut.tunedFrom().orElseThrow(),
              "weights " + weights.origin().sha256().orElse(weights.origin().label()),
              "images " + images.crops().datasetSha256(),
              name + ", " + epochs + " epochs",
              request.transfer().orElseThrow().asked()));
    }
  }
}
