package io.convbench.harness.measurement;

import io.convbench.datasets.labels.LabeledImage;
import io.convbench.datasets.labels.LabeledImages;
import io.convbench.datasets.predictions.TopK;
import io.convbench.datasets.prepared.PreparedCrops;
import io.convbench.datasets.prepared.PreparedImage;
import io.convbench.datasets.transfer.SharedImages;
import io.convbench.datasets.transfer.Split;
import io.convbench.harness.cell.CellRequest;
import io.convbench.harness.cell.Transfer;
import io.convbench.harness.heartbeat.Heartbeat;
import io.convbench.harness.transfer.Example;
import io.convbench.harness.transfer.LinearHead;
import io.convbench.results.ClassList;
import io.convbench.results.Column;
import io.convbench.results.ImagePrediction;
import io.convbench.results.ImagePredictions;
import io.convbench.results.Row;
import io.convbench.suites.weights.SeededWeights;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * The images of a dataset's own classes in one cell, those that can be decoded: what a cut network
 * says of them, how they are divided, and what the cell leaves of its predictions.
 *
 * @param request of the cell
 * @param crops of all images of the dataset
 * @param dataset all of them
 * @param features by name of the image
 * @param extracted the columns of their extraction
 * @param splits divisions of those that can be decoded
 */
record LearnedImages(
    CellRequest request,
    PreparedCrops crops,
    LabeledImages dataset,
    Map<String, float[]> features,
    Row extracted,
    List<Split> splits) {

  /** Extracts the features that are not known, and divides the images. */
  static LearnedImages of(CellRequest request, Heartbeat heartbeat) throws IOException {
    Transfer transfer = request.transfer().orElseThrow();
    PreparedCrops crops = PreparedCrops.open(request.images().orElseThrow().crops());
    LabeledImages dataset = request.images().orElseThrow().selection().dataset();
    dataset.skipped().forEach(one -> System.out.println("skipped: " + one.toText()));
    FeatureExtraction extraction = new FeatureExtraction(request, crops, heartbeat);
    Row extracted = extraction.run(transfer);
    Map<String, float[]> features = extraction.features();
    List<LabeledImage> readable =
        dataset.images().stream().filter(image -> features.containsKey(image.file())).toList();
    List<Split> splits =
        transfer.splits(
            new LabeledImages(dataset.name(), readable, dataset.ownClasses(), dataset.skipped()));
    return new LearnedImages(request, crops, dataset, features, extracted, splits);
  }

  /** Names of the classes. */
  List<String> classes() {
    return request.transfer().orElseThrow().classes();
  }

  /** Features with their classes. */
  List<Example> examples(List<LabeledImage> images) {
    return images.stream()
        .map(image -> new Example(features.get(image.file()), image.classIndex()))
        .toList();
  }

  /** Places of images in the prepared set. */
  int[] places(List<LabeledImage> images) {
    Map<String, Integer> places = new HashMap<>();
    crops.images().forEach(image -> places.put(image.file(), places.size()));
    return images.stream().mapToInt(image -> places.get(image.file())).toArray();
  }

  /** What is predicted of an image, by the probabilities of its classes. */
  static ImagePrediction prediction(LabeledImage image, double[] probabilities) {
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
   * The columns of the predictions of the images that were held out, which are kept in the run's
   * folder with the classes and pictures of mistakes.
   *
   * @param unfinished heads whose training ended before the minimum
   */
  Row evaluated(List<ImagePrediction> predictions, long unfinished) throws IOException {
    List<PreparedImage> failed = crops.images().stream().filter(PreparedImage::failed).toList();
    List<PreparedImage> warned = crops.images().stream().filter(PreparedImage::warned).toList();
    failed.forEach(image -> System.out.println(image.message()));
    warned.forEach(image -> System.out.println(image.message()));
    Evaluation evaluation =
        new Evaluation(ImagePredictions.of(predictions), failed.size(), warned.size());
    if (!request.round().again()) {
      evaluation.predictions().write(request.run().predictions(request.cell().id()));
      new ClassList(classes()).write(request.run().classes());
      Thumbnails.write(evaluation.predictions(), crops, request);
    }
    return evaluation
        .rowAmong(classes().size())
        .with(extracted)
        .with(Column.FILES_LEFT_OUT, dataset.skipped().size())
        .with(
            Column.CAUTION,
            caution(request.weights(), SharedImages.of(splits, contents()), unfinished));
  }

  /**
   * What was found of the network that is kept, in one line.
   *
   * @param row with the columns of {@link #evaluated} and how many images were learned from
   */
  String measured(Row row) {
    long hits = row.integer(Column.TOP1_HITS).orElseThrow();
    long held = row.integer(Column.IMAGES).orElseThrow();
    return splits.size() == 1
        ? "%s of %s held-out images right, learned from %s"
            .formatted(hits, held, row.integer(Column.TRAIN_IMAGES).orElseThrow())
        : "%s of %s images right, each predicted by a head that had not seen it (%s folds); this head learned from all of them"
            .formatted(hits, held, splits.size());
  }

  /** What makes an accuracy no test of what a trained network knows; empty for nothing. */
  static String caution(String weights, List<Map.Entry<String, String>> shared, long unfinished) {
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
    if (unfinished > 0) {
      cautions.add(
          "training of %s ended after %s steps, before the minimum"
              .formatted(
                  unfinished == 1 ? "1 head" : "%s heads".formatted(unfinished),
                  LinearHead.MOST_STEPS));
    }
    return String.join("; ", cautions);
  }

  private Map<String, String> contents() {
    Map<String, String> contents = new HashMap<>();
    for (PreparedImage image : crops.images()) {
      contents.put(image.file(), image.sha256());
    }
    return contents;
  }
}
