package io.convbench.reports.page;

import io.convbench.reports.evidence.MeasuredAccuracy;
import io.convbench.results.Column;
import io.convbench.results.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Why a measured accuracy may differ from the published one though the network is the same. */
final class AccuracyRemarks {

  /** Images of ILSVRC2012's validation set, of which accuracies are published. */
  private static final long PUBLISHED_IMAGES = 50_000;

  /** Keras's rule, where an older row does not say it. */
  private static final String KERAS_PROTOCOL = "cubic-crop";

  /** What rows say of a rule that nobody gave in full. */
  private static final String UNKNOWN = "unknown";

  private final List<MeasuredAccuracy> accuracies;
  private final List<String> sentences = new ArrayList<>();

  private AccuracyRemarks(List<MeasuredAccuracy> accuracies) {
    this.accuracies = accuracies;
  }

  static List<String> of(List<MeasuredAccuracy> accuracies) {
    // Of cut networks on one's own pictures nothing was published.
    AccuracyRemarks remarks =
        new AccuracyRemarks(
            accuracies.stream().filter(one -> one.row().text(Column.LAYER).isEmpty()).toList());
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
    Map<String, List<MeasuredAccuracy>> byRule =
        accuracies.stream()
            .filter(one -> otherRule(one.row()))
            .collect(
                Collectors.groupingBy(
                    one -> publishedRule(one.row()), LinkedHashMap::new, Collectors.toList()));
    byRule.forEach(
        (rule, others) ->
            sentences.add(
                "Crops were made by %s; the accuracies of %s were published for %s."
                    .formatted(
                        joined(others, one -> one.row().text(Column.PROTOCOL).orElse("")),
                        joined(others, MeasuredAccuracy::architecture),
                        rule.equals(UNKNOWN)
                            ? "a rule that their source does not say in full"
                            : "another rule (%s)".formatted(rule))));
  }

  private static boolean otherRule(Row row) {
    return row.text(Column.PROTOCOL)
        .filter(made -> !withoutSides(made).equals(publishedRule(row)))
        .isPresent();
  }

  /** In words of protocols, without the sides, which are those of the input. */
  private static String publishedRule(Row row) {
    return withoutSides(row.text(Column.PUBLISHED_PROTOCOL).orElse(KERAS_PROTOCOL));
  }

  private static String withoutSides(String protocol) {
    return protocol.replaceAll("\\d+", "");
  }

  private static String joined(
      List<MeasuredAccuracy> accuracies, Function<MeasuredAccuracy, String> text) {
    return accuracies.stream().map(text).distinct().collect(Collectors.joining(" and "));
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
