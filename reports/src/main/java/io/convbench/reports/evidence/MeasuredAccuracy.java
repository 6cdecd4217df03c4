package io.convbench.reports.evidence;

import io.convbench.results.Column;
import io.convbench.results.ImagePredictions;
import io.convbench.results.Row;
import io.convbench.results.history.Configuration;
import io.convbench.results.statistics.McNemar;
import java.util.List;
import java.util.Optional;

/**
 * An accuracy that was measured.
 *
 * @param row with its figures
 * @param place how and on what it ran, whatever batch and threads
 * @param predictions image by image; empty when their file is not available
 * @param ownNames of the classes where these are the dataset's own; empty for ImageNet's
 */
public record MeasuredAccuracy(
    Row row,
    Configuration place,
    Optional<ImagePredictions> predictions,
    Optional<ClassNames> ownNames) {

  /** Of ImageNet's classes. */
  public MeasuredAccuracy(Row row, Configuration place, Optional<ImagePredictions> predictions) {
    this(row, place, predictions, Optional.empty());
  }

  /** Keras's name, of a cut network with the layer. */
  public String architecture() {
    return row.network();
  }

  /** True when it is known what was predicted for an image at least. */
  boolean isPredicted() {
    return predictions.isPresent() && predictions.get().size() > 0;
  }

  /** McNemar's test of it against another; empty unless both predicted the same images. */
  Optional<McNemar> test(MeasuredAccuracy other) {
    if (!isPredicted() || !other.isPredicted() || !sameImages().equals(other.sameImages())) {
      return Optional.empty();
    }
    ImagePredictions own = predictions.orElseThrow().among(other.predictions().orElseThrow());
    ImagePredictions others = other.predictions().orElseThrow().among(own);
    return own.size() == 0 ? Optional.empty() : Optional.of(own.mcNemar(others));
  }

  /** Names of the classes, where these are not the dataset's own those given. */
  public ClassNames names(ClassNames usual) {
    return ownNames.orElse(usual);
  }

  /** Share of images whose truth is ranked first. */
  public double top1() {
    return row.number(Column.TOP1).orElseThrow();
  }

  /**
   * Name of the images and the crop protocol, and which images where not all or some were learned
   * from; empty where the row does not say.
   */
  public String images() {
    return String.join(
                " ", row.text(Column.DATASET).orElse(""), row.text(Column.PROTOCOL).orElse(""))
            .strip()
        + row.text(Column.DATASET_PART).map(", images "::concat).orElse("")
        + row.text(Column.SPLIT).map(", held out by "::concat).orElse("");
  }

  /** Equal for those that saw the same images, cropped by the same rule to whatever size. */
  List<String> sameImages() {
    return List.of(dataset(), row.text(Column.PROTOCOL).orElse("").replaceAll("\\d+", ""));
  }

  /** Equal for those that saw the same pixels. */
  List<String> samePixels() {
    return List.of(dataset(), row.text(Column.PROTOCOL).orElse(""));
  }

  /** Hash of the weights, or their name. */
  String weights() {
    return row.text(Column.WEIGHTS_SHA256).or(() -> row.text(Column.WEIGHTS)).orElse("");
  }

  /** With the division, as a head knows what it learned from. */
  private String dataset() {
    return row.text(Column.DATASET_SHA256).or(() -> row.text(Column.DATASET)).orElse("")
        + row.text(Column.SPLIT).map(" "::concat).orElse("");
  }
}
