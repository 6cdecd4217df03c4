package io.convbench.harness.measurement;

import io.convbench.datasets.labels.LabeledImage;
import io.convbench.datasets.transfer.Split;
import io.convbench.harness.cell.CellRequest;
import io.convbench.harness.heartbeat.Heartbeat;
import io.convbench.harness.transfer.Example;
import io.convbench.harness.transfer.LinearHead;
import io.convbench.results.Column;
import io.convbench.results.ImagePrediction;
import io.convbench.results.Row;
import io.convbench.results.trust.VerdictRules;
import io.convbench.suites.graph.Graph;
import io.convbench.suites.graph.WeightTensor;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

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
  public boolean repeated() {
    return true;
  }

  @Override
  public Row measure(CellRequest request, Heartbeat heartbeat) throws IOException {
    ProcessorClock clock = new ProcessorClock();
    clock.start();
    LearnedImages images = LearnedImages.of(request, heartbeat);
    heartbeat.at(1, 1, TRAINING_LIMIT);
    long start = System.nanoTime();
    Lessons lessons = new Lessons(images, request.transfer().orElseThrow().rule().seed());
    images.splits().forEach(lessons::learn);
    double trainingSeconds = (System.nanoTime() - start) / 1e9;
    clock.stop();
    Row row =
        images
            .evaluated(lessons.predictions, lessons.unfinished())
            .with(lessons.row())
            .with(Column.TRAINING_S, trainingSeconds)
            .with(clock.row(request.cell().running().threads()));
    if (!request.round().again()) {
      KeptNetwork.write(request, "features", lessons.kept(request), images.measured(row));
    }
    return VerdictRules.onOneProcess(request.cell().row().with(row));
  }

  /** Heads that were trained, and what they predict. */
  private static final class Lessons {
    private final LearnedImages images;
    private final long seed;
    private final List<ImagePrediction> predictions = new ArrayList<>();
    private final List<LinearHead.Chosen> heads = new ArrayList<>();
    private int learnedFrom;

    Lessons(LearnedImages images, long seed) {
      this.images = images;
      this.seed = seed;
    }

    void learn(Split split) {
      int classes = images.classes().size();
      List<Example> train = images.examples(split.train());
      LinearHead.Chosen chosen =
          split.validation().isEmpty()
              ? LinearHead.train(train, classes, seed)
              : LinearHead.train(train, images.examples(split.validation()), classes);
      heads.add(chosen);
      learnedFrom += split.train().size() + split.validation().size();
      for (LabeledImage image : split.test()) {
        float[] features = images.features().get(image.file());
        predictions.add(LearnedImages.prediction(image, chosen.head().probabilities(features)));
      }
    }

    /**
     * The weights of the head that is kept: the one that was asked; of several divisions one that
     * learned from all images.
     */
    Map<WeightTensor, float[]> kept(CellRequest request) {
      LinearHead head = heads.get(0).head();
      if (heads.size() > 1) {
        List<LabeledImage> all =
            images.splits().stream().flatMap(split -> split.test().stream()).toList();
        head = LinearHead.train(images.examples(all), images.classes().size(), seed).head();
      }
      Graph network =
          request
              .cell()
              .cut()
              .orElseThrow()
              .classifier()
              .graph(request.cell().architecture(), request.side());
      return KeptNetwork.classifier(head, network);
    }

    long unfinished() {
      return heads.stream().filter(head -> !head.reached()).count();
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
