package io.convbench.harness.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.convbench.datasets.labels.ClassIndex;
import io.convbench.datasets.labels.RealLabels;
import io.convbench.datasets.predictions.LabelReading;
import io.convbench.results.CsvTable;
import io.convbench.results.ImagePrediction;
import io.convbench.results.ImagePredictions;
import io.convbench.results.JsonDocument;
import io.convbench.results.statistics.HitCount;
import io.convbench.results.statistics.WilsonInterval;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The accuracies of predictions, of one file or merged from several.
 *
 * @param top5 absent where fewer than five classes are ranked for any image
 * @param real ReaL accuracy; absent without its labels or when no image has any
 * @param caution what to know before trusting them; absent where nothing is known
 */
record Score(
    String name,
    HitCount top1,
    Optional<HitCount> top5,
    Optional<HitCount> real,
    Optional<String> caution) {

  private static final int VERSION = 1;

  /** Of 1000 classes chance finds one image in a thousand. */
  private static final double NEAR_CHANCE = 0.05;

  private static final List<String> HEADER =
      List.of(
          "predictions",
          "images",
          "top1_hits",
          "top1",
          "top1_ci95_low",
          "top1_ci95_high",
          "top5_hits",
          "top5",
          "top5_ci95_low",
          "top5_ci95_high",
          "real_images",
          "real_hits",
          "real",
          "real_ci95_low",
          "real_ci95_high",
          "caution");

  static Score of(ScoredPredictions scored, Optional<RealLabels> labels) {
    ImagePredictions images = scored.images();
    int most = ImagePrediction.MOST_RANKED;
    return new Score(
        scored.name(),
        images.top(1),
        images.fewestRanked() < most ? Optional.empty() : Optional.of(images.top(most)),
        labels.map(real -> images.reassessed(real::of)).filter(count -> count.images() > 0),
        Stream.concat(
                Stream.of(caution(images), leftOut(images)).flatMap(Optional::stream),
                scored.cautions().stream())
            .reduce((first, second) -> first + "; " + second));
  }

  private static Optional<String> leftOut(ImagePredictions images) {
    int most = ImagePrediction.MOST_RANKED;
    int fewer = images.where(image -> image.ranked().size() < most).size();
    return fewer == 0 || fewer == images.size()
        ? Optional.empty()
        : Optional.of(
            "no top-5, for %s of %s images have fewer than five classes"
                .formatted(fewer, images.size()));
  }

  private static Optional<String> caution(ImagePredictions images) {
    Optional<String> reading =
        LabelReading.better(images.truths(), images.firsts(), ClassIndex.imagenet())
            .map(LabelReading::toText);
    return reading.isPresent() || images.top(1).interval().high() >= NEAR_CHANCE
        ? reading
        : Optional.of(
            "top-1 is near chance, and no other order of labels explains it: check that both files"
                + " number classes alike and that their rows belong together");
  }

  String toText() {
    return "%s: %s images%n".formatted(name, top1.images())
        + caution.map("  caution: %s%n"::formatted).orElse("")
        + line("top-1", top1)
        + top5.map(count -> line("top-5", count)).orElse("")
        + real.map(count -> line("ReaL", count)).orElse("");
  }

  static String toCsv(List<Score> scores) {
    CsvTable table = new CsvTable(HEADER);
    for (Score score : scores) {
      List<String> cells = new ArrayList<>(List.of(score.name));
      cells.add(String.valueOf(score.top1.images()));
      cells.addAll(cells(Optional.of(score.top1)));
      cells.addAll(cells(score.top5));
      cells.add(score.real.map(count -> String.valueOf(count.images())).orElse(""));
      cells.addAll(cells(score.real));
      cells.add(score.caution.orElse(""));
      table.add(cells);
    }
    return table.toCsv();
  }

  static JsonDocument toJson(List<Score> scores) {
    JsonDocument document = new JsonDocument("score", VERSION);
    ArrayNode all = document.content().putArray("scores");
    for (Score score : scores) {
      ObjectNode node = all.addObject().put("predictions", score.name);
      node.set("top1", json(Optional.of(score.top1)));
      node.set("top5", json(score.top5));
      node.set("real", json(score.real));
      node.put("caution", score.caution.orElse(null));
    }
    return document;
  }

  private static JsonNode json(Optional<HitCount> count) {
    if (count.isEmpty()) {
      return JsonNodeFactory.instance.nullNode();
    }
    WilsonInterval interval = count.get().interval();
    return JsonNodeFactory.instance
        .objectNode()
        .put("images", count.get().images())
        .put("hits", count.get().hits())
        .put("fraction", interval.estimate())
        .put("ci95_low", interval.low())
        .put("ci95_high", interval.high());
  }

  private static String line(String what, HitCount count) {
    WilsonInterval interval = count.interval();
    return String.format(
        Locale.ROOT,
        "  %-5s %6.2f %%  (95 %%: %.2f to %.2f)  %d of %d%n",
        what,
        100 * interval.estimate(),
        100 * interval.low(),
        100 * interval.high(),
        count.hits(),
        count.images());
  }

  private static List<String> cells(Optional<HitCount> count) {
    if (count.isEmpty()) {
      return List.of("", "", "", "");
    }
    WilsonInterval interval = count.get().interval();
    return List.of(
        String.valueOf(count.get().hits()),
        String.valueOf(interval.estimate()),
        String.valueOf(interval.low()),
        String.valueOf(interval.high()));
  }
}
