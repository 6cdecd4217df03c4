package io.convbench.reports.page;

import io.convbench.reports.evidence.MeasuredAccuracy;
import io.convbench.results.Column;
import io.convbench.results.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Why a measured accuracy may differ from the published one though the network is the same. */
final class AccuracyRemarks {

  /** Images of ILSVRC2012's validation set, of which accuracies are published. */
  private static final long PUBLISHED_IMAGES = 50_000;

  /** Of the protocol with which Keras's accuracies were measured, whatever the sides. */
  private static final String KERAS_PROTOCOL = "cubic\\d+-crop\\d+";

  private final List<MeasuredAccuracy> accuracies;
  private final List<String> sentences = new ArrayList<>();

  private AccuracyRemarks(List<MeasuredAccuracy> accuracies) {
    this.accuracies = accuracies;
  }

  static List<String> of(List<MeasuredAccuracy> accuracies) {
    AccuracyRemarks remarks = new AccuracyRemarks(accuracies);
    remarks.images();
    remarks.protocol();
    remarks.inputSize();
    return remarks.sentences;
  }

  private void images() {
    List<String> others =
        distinct(row -> row.integer(Column.IMAGES).orElse(0) != PUBLISHED_IMAGES, Column.IMAGES);
    if (!others.isEmpty()) {
      sentences.add(
          "%s images were scored, not the 50,000 on which accuracies are published: part of a"
                  .formatted(String.join(" or ", others))
              + " difference is which images these are. The intervals hold for images drawn at random.");
    }
  }

  private void protocol() {
    List<String> others =
        distinct(
            row -> !row.text(Column.PROTOCOL).orElse("").matches(KERAS_PROTOCOL), Column.PROTOCOL);
    if (!others.isEmpty()) {
      sentences.add(
          "Crops were made by %s; Keras's accuracies were published for another rule (shorter side to"
                  .formatted(String.join(" and ", others))
              + " 8/7 of the input, cubic, centre crop).");
    }
  }

  private void inputSize() {
    String others =
        accuracies.stream()
            .filter(one -> otherSize(one.row()))
            .map(MeasuredAccuracy::architecture)
            .distinct()
            .collect(Collectors.joining(", "));
    if (!others.isEmpty()) {
      sentences.add(
          "Published at another input size than the one that was scored: %s.".formatted(others));
    }
  }

  private static boolean otherSize(Row row) {
    return row.integer(Column.PUBLISHED_INPUT_SIZE).isPresent()
        && !row.integer(Column.PUBLISHED_INPUT_SIZE).equals(row.integer(Column.INPUT_SIZE));
  }

  private List<String> distinct(Predicate<Row> which, Column column) {
    return accuracies.stream()
        .map(MeasuredAccuracy::row)
        .filter(which)
        .filter(row -> row.values().containsKey(column))
        .map(row -> row.values().get(column).toString())
        .distinct()
        .toList();
  }
}
