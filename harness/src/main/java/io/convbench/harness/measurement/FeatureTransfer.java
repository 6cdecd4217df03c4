package io.convbench.harness.measurement;

import io.convbench.datasets.labels.LabeledImage;
import io.convbench.datasets.labels.LabeledImages;
import io.convbench.datasets.predictions.TopK;
import io.convbench.datasets.prepared.PreparedCrops;
import io.convbench.datasets.prepared.PreparedImage;
import io.convbench.datasets.transfer.SharedImages;
import io.convbench.datasets.transfer.Split;
import io.convbench.foundation.hash.FileHash;
import io.convbench.foundation.hash.HashAlgorithm;
import io.convbench.harness.cell.CellRequest;
import io.convbench.harness.cell.Cut;
import io.convbench.harness.cell.Transfer;
import io.convbench.harness.engine.BetweenPasses;
import io.convbench.harness.engine.EngineProbe;
import io.convbench.harness.engine.Execution;
import io.convbench.harness.engine.Session;
import io.convbench.harness.heartbeat.Heartbeat;
import io.convbench.harness.transfer.Example;
import io.convbench.harness.transfer.FeatureFile;
import io.convbench.harness.transfer.LinearHead;
import io.convbench.results.ClassList;
import io.convbench.results.Column;
import io.convbench.results.ImagePrediction;
import io.convbench.results.ImagePredictions;
import io.convbench.results.Row;
import io.convbench.results.statistics.HitCount;
import io.convbench.suites.cost.Cost;
import io.convbench.suites.graph.Graph;
import io.convbench.suites.graph.TensorRole;
import io.convbench.suites.graph.WeightTensor;
import io.convbench.suites.weights.SeededWeights;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What a network that was trained for other classes knows of a dataset's: it is cut at a layer, a
 * linear head is trained on the features of the images to learn from, and its accuracy on those
 * that were held out is the figure (features that are taken as they are; A. S. Razavian et al.
 * 2014, arXiv:1403.6382). Every prediction goes to {@code predictions/<cell>.csv} in the run's
 * folder.
 */
final class FeatureTransfer implements OverImages {

  /** Heads of ten thousand images in a hundred classes. */
  private static final Duration TRAINING_LIMIT = Duration.ofHours(2);

  @Override
  public String id() {
    return "transfer";
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
  public Row measure(CellRequest request, Heartbeat heartbeat) throws IOException {
    Transfer transfer = request.transfer().orElseThrow();
    PreparedCrops crops = PreparedCrops.open(request.images().orElseThrow().crops());
    LabeledImages dataset = request.images().orElseThrow().selection().dataset();
    dataset.skipped().forEach(one -> System.out.println("skipped: " + one.toText()));
    Extraction extraction = new Extraction(request, crops, heartbeat);
    Row extracted = extraction.run(transfer);
    heartbeat.at(1, 1, TRAINING_LIMIT);
    List<LabeledImage> readable =
        dataset.images().stream()
            .filter(image -> extraction.features.containsKey(image.file()))
            .toList();
    List<Split> splits =
        transfer.splits(
            new LabeledImages(dataset.name(), readable, dataset.ownClasses(), dataset.skipped()));
    long start = System.nanoTime();
    Lessons lessons = new Lessons(transfer, extraction.features);
    splits.forEach(lessons::learn);
    double trainingSeconds = (System.nanoTime() - start) / 1e9;
    List<PreparedImage> failed = crops.images().stream().filter(PreparedImage::failed).toList();
    List<PreparedImage> warned = crops.images().stream().filter(PreparedImage::warned).toList();
    failed.forEach(image -> System.out.println(image.message()));
    warned.forEach(image -> System.out.println(image.message()));
    Evaluation evaluation =
        new Evaluation(ImagePredictions.of(lessons.predictions), failed.size(), warned.size());
    evaluation.predictions().write(request.run().predictions(request.cell().id()));
    new ClassList(transfer.classes()).write(request.run().classes());
    Thumbnails.write(evaluation.predictions(), crops, request);
    KeptNetwork.write(
        request,
        "features",
        lessons.kept(
            request
                .cell()
                .cut()
                .orElseThrow()
                .classifier()
                .graph(request.cell().architecture(), request.side()),
            splits),
        measured(evaluation, splits));
    return evaluation
        .rowAmong(transfer.classes().size())
        .with(extracted)
        .with(lessons.row())
        .with(Column.TRAINING_S, trainingSeconds)
        .with(Column.FILES_LEFT_OUT, dataset.skipped().size())
        .with(Column.CAUTION, caution(request.weights(), SharedImages.of(splits, contents(crops))));
  }

  private static String measured(Evaluation evaluation, List<Split> splits) {
    HitCount top1 = evaluation.predictions().top(1);
    return splits.size() == 1
        ? "%s of %s held-out images right, learned from %s"
            .formatted(
                top1.hits(),
                top1.images(),
                splits.get(0).train().size() + splits.get(0).validation().size())
        : "%s of %s images right, each predicted by a head that had not seen it (%s folds); this head learned from all of them"
            .formatted(top1.hits(), top1.images(), splits.size());
  }

  /** What makes an accuracy no test of what a trained network knows; empty for nothing. */
  static String caution(String weights, List<Map.Entry<String, String>> shared) {
    List<String> cautions = new ArrayList<>();
    if (weights.equals(SeededWeights.LABEL)) {
      cautions.add("seeded weights are not trained: the features are those of a random network");
    }
    if (!shared.isEmpty()) {
      cautions.add(
          "%s also learned from, as %s (the same bytes as %s)"
              .formatted(
                  shared.size() == 1
                      ? "1 held-out image is"
                      : "%s held-out images are".formatted(shared.size()),
                  shared.get(0).getKey(),
                  shared.get(0).getValue()));
    }
    return String.join("; ", cautions);
  }

  private static Map<String, String> contents(PreparedCrops crops) {
    Map<String, String> contents = new HashMap<>();
    for (PreparedImage image : crops.images()) {
      contents.put(image.file(), image.sha256());
    }
    return contents;
  }

  /** Features of all images that can be decoded, by name: known ones and those extracted now. */
  private static final class Extraction {
    private final CellRequest request;
    private final PreparedCrops crops;
    private final Heartbeat heartbeat;
    private final Map<String, float[]> features = new HashMap<>();

    Extraction(CellRequest request, PreparedCrops crops, Heartbeat heartbeat) {
      this.request = request;
      this.crops = crops;
      this.heartbeat = heartbeat;
    }

    /** The columns of the extraction. */
    Row run(Transfer transfer) throws IOException {
      Execution execution = request.cell().running();
      String version = EngineProbe.start(execution, request.modelFile().orElseThrow());
      Graph graph = request.cell().graph(request.side());
      int count = (int) graph.output().output().elements();
      String network = request.cell().row().network();
      try (FeatureFile file = FeatureFile.open(transfer.features(), network, key(version), count)) {
        for (PreparedImage image : crops.images()) {
          if (!image.failed()) {
            file.of(image.sha256()).ifPresent(known -> features.put(image.file(), known));
          }
        }
        int cached = features.size();
        long start = System.nanoTime();
        extract(execution, count, file);
        return Row.empty()
            .with(Column.ENGINE_VERSION, version)
            .with(Column.FEATURES, count)
            .with(Column.MACS, Cost.of(graph).macs())
            .with(Column.FEATURES_CACHED, cached)
            .with(Column.EXTRACTION_S, (System.nanoTime() - start) / 1e9);
      }
    }

    private void extract(Execution execution, int count, FeatureFile file) throws IOException {
      int readable = (int) crops.images().stream().filter(image -> !image.failed()).count();
      if (features.size() == readable) {
        return;
      }
      try (Session session =
              Session.open(execution, request.modelFile().orElseThrow(), BetweenPasses.OTHER_WORK);
          CropBatches batches =
              new CropBatches(
                  session,
                  crops,
                  request.cell().architecture().preprocessing(),
                  execution.batch(),
                  image -> file.of(image.sha256()).isEmpty())) {
        while (batches.hasNext()) {
          CropBatches.Batch batch = batches.next();
          float[] values = session.forward(batch.input());
          TopK.refuseOverflow(values);
          for (int i = 0; i < batch.images().size(); i++) {
            PreparedImage image = batch.images().get(i);
            float[] own = Arrays.copyOfRange(values, i * count, (i + 1) * count);
            file.add(image.sha256(), own);
            features.put(image.file(), own);
          }
          batches.release(batch);
          heartbeat.at(features.size(), readable);
        }
      }
    }

    /** All that the features depend on but the image. */
    private String key(String version) throws IOException {
      Cut cut = request.cell().cut().orElseThrow();
      Execution execution = request.cell().running();
      String weights =
          request.weights().equals(SeededWeights.LABEL)
              ? SeededWeights.LABEL
              : FileHash.of(HashAlgorithm.SHA256, Path.of(request.weights())).hex();
      return String.join(
          "; ",
          request.cell().architecture().name(),
          cut.layer(),
          cut.pooling().id(),
          "weights " + weights,
          request.images().orElseThrow().selection().protocol().id(request.side()),
          request.folding().word(),
          version,
          execution.device().isGpu() ? "gpu" : "cpu",
          execution.precision().id());
    }
  }

  /** Heads that were trained, and what they predict. */
  private static final class Lessons {
    private final Transfer transfer;
    private final Map<String, float[]> features;
    private final List<ImagePrediction> predictions = new ArrayList<>();
    private final List<LinearHead.Chosen> heads = new ArrayList<>();
    private int learnedFrom;

    Lessons(Transfer transfer, Map<String, float[]> features) {
      this.transfer = transfer;
      this.features = features;
    }

    void learn(Split split) {
      int classes = transfer.classes().size();
      List<Example> train = examples(split.train());
      LinearHead.Chosen chosen =
          split.validation().isEmpty()
              ? LinearHead.train(train, classes, transfer.rule().seed())
              : LinearHead.train(train, examples(split.validation()), classes);
      heads.add(chosen);
      learnedFrom += split.train().size() + split.validation().size();
      for (LabeledImage image : split.test()) {
        predictions.add(prediction(image, chosen.head()));
      }
    }

    private List<Example> examples(List<LabeledImage> images) {
      return images.stream()
          .map(image -> new Example(features.get(image.file()), image.classIndex()))
          .toList();
    }

    private ImagePrediction prediction(LabeledImage image, LinearHead head) {
      double[] probabilities = head.probabilities(features.get(image.file()));
      float[] scores = new float[probabilities.length];
      for (int k = 0; k < scores.length; k++) {
        scores[k] = (float) probabilities[k];
      }
      int[] best = TopK.indices(scores, Math.min(ImagePrediction.MOST_RANKED, scores.length));
      return new ImagePrediction(
          image.file(),
          image.classIndex(),
          Arrays.stream(best).boxed().toList(),
          OptionalDouble.of(Math.min(1, probabilities[best[0]])),
          OptionalInt.empty());
    }

    /**
     * The weights of the head that is kept: the one that was asked; of several divisions one that
     * learned from all images.
     */
    Map<WeightTensor, float[]> kept(Graph network, List<Split> splits) {
      LinearHead head = heads.get(0).head();
      if (splits.size() > 1) {
        List<LabeledImage> all = splits.stream().flatMap(split -> split.test().stream()).toList();
        head =
            LinearHead.train(examples(all), transfer.classes().size(), transfer.rule().seed())
                .head();
      }
      return Map.of(
          network.tensor(network.output(), TensorRole.KERNEL), head.kernel(),
          network.tensor(network.output(), TensorRole.BIAS), head.bias());
    }

    /** What was chosen; of several divisions their mean. */
    Row row() {
      double logStrength =
          heads.stream().mapToDouble(one -> Math.log(one.strength())).average().orElseThrow();
      return Row.empty()
          .with(Column.TRAIN_IMAGES, Math.round((double) learnedFrom / heads.size()))
          .with(Column.L2_STRENGTH, Math.exp(logStrength))
          .with(
              Column.VALIDATION_ACCURACY,
              heads.stream()
                  .mapToDouble(LinearHead.Chosen::validationAccuracy)
                  .average()
                  .orElseThrow());
    }
  }
}
