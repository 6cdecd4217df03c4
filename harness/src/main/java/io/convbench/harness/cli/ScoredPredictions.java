package io.convbench.harness.cli;

import io.convbench.datasets.labels.NameLikeness;
import io.convbench.datasets.predictions.Predictions;
import io.convbench.results.ImagePrediction;
import io.convbench.results.ImagePredictions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Predictions beside the truth.
 *
 * @param name the predictions' name
 * @param images all that the truth names, but those that an accuracy run did not predict
 * @param cautions what to know of them before trusting a score
 */
record ScoredPredictions(String name, ImagePredictions images, List<String> cautions) {

  /** How the files' names end that accuracy runs write. */
  private static final String CELL_END = "-accuracy";

  ScoredPredictions {
    cautions = List.copyOf(cautions);
  }

  /**
   * Puts each prediction beside its truth.
   *
   * @param parts one file, or several of different images that are scored together
   * @param truth class index by file name
   * @param truthPath where the truth came from, for messages
   * @throws IOException when an image lacks its truth or is in two parts, when one lacks its
   *     prediction in files that no accuracy run left, or when there is none
   */
  static ScoredPredictions of(List<Predictions> parts, Map<String, Integer> truth, Path truthPath)
      throws IOException {
    Map<String, Path> partOf = new HashMap<>();
    ImagePredictions images = ImagePredictions.of(List.of());
    for (Predictions part : parts) {
      refuseMissing(part.images().keySet(), part.path(), truth.keySet(), truthPath);
      refuseTwice(part, partOf);
      images = images.merge(beside(truth, part));
    }
    String paths =
        parts.stream().map(part -> part.path().toString()).collect(Collectors.joining(", "));
    if (images.size() == 0) {
      throw new IOException("%s: no image is predicted: score other files.".formatted(paths));
    }
    List<String> cautions = new ArrayList<>();
    otherCells(parts).ifPresent(cautions::add);
    otherTruth(parts, truth, truthPath).ifPresent(cautions::add);
    if (parts.stream().allMatch(Predictions::ofAccuracyRun)) {
      unpredicted(truth.keySet(), truthPath, partOf.keySet()).ifPresent(cautions::add);
    } else {
      refuseMissing(truth.keySet(), truthPath, partOf.keySet(), paths);
    }
    return new ScoredPredictions(name(parts), images, cautions);
  }

  /** The same under another name. */
  ScoredPredictions named(String other) {
    return new ScoredPredictions(other, images, cautions);
  }

  private static String name(List<Predictions> parts) {
    List<String> names = parts.stream().map(Predictions::name).distinct().toList();
    return names.size() == 1
        ? names.get(0)
        : "%s and %s more".formatted(names.get(0), parts.size() - 1);
  }

  private static ImagePredictions beside(Map<String, Integer> truth, Predictions part) {
    List<ImagePrediction> images = new ArrayList<>();
    part.images()
        .forEach(
            (file, ranked) ->
                images.add(
                    new ImagePrediction(
                        file,
                        truth.get(file),
                        ranked,
                        OptionalDouble.empty(),
                        OptionalInt.empty())));
    return ImagePredictions.of(images);
  }

  /** Threads, which another machine has more or fewer of, change no prediction. */
  private static Optional<String> otherCells(List<Predictions> parts) {
    List<String> cells =
        parts.stream()
            .filter(Predictions::ofAccuracyRun)
            .map(Predictions::name)
            .filter(name -> name.endsWith(CELL_END))
            .map(name -> name.replaceFirst("-t\\d+" + CELL_END + "$", ""))
            .distinct()
            .toList();
    return cells.size() < 2
        ? Optional.empty()
        : Optional.of(
            "the parts are of different cells (%s): merge those of one model, engine and precision"
                .formatted(String.join(", ", cells)));
  }

  private static Optional<String> otherTruth(
      List<Predictions> parts, Map<String, Integer> truth, Path truthPath) {
    Map<String, Integer> noted = new TreeMap<>();
    parts.forEach(part -> part.truths().ifPresent(noted::putAll));
    List<String> others =
        noted.keySet().stream().filter(file -> !noted.get(file).equals(truth.get(file))).toList();
    return others.isEmpty()
        ? Optional.empty()
        : Optional.of(
            ("%s contradicts the class_index of %s of %s images (%s: %s in place of %s): use the labels"
                    + " of the run")
                .formatted(
                    truthPath,
                    others.size(),
                    noted.size(),
                    others.get(0),
                    truth.get(others.get(0)),
                    noted.get(others.get(0))));
  }

  private static Optional<String> unpredicted(
      Set<String> truths, Path truthPath, Set<String> predicted) {
    List<String> missing = truths.stream().filter(file -> !predicted.contains(file)).toList();
    return missing.isEmpty()
        ? Optional.empty()
        : Optional.of(
            ("%s of %s images of %s without prediction (first: %s): not decoded, or of a part that is"
                    + " not named")
                .formatted(missing.size(), truths.size(), truthPath, missing.get(0)));
  }

  private static void refuseTwice(Predictions part, Map<String, Path> partOf) throws IOException {
    for (String file : part.images().keySet()) {
      Path other = partOf.putIfAbsent(file, part.path());
      if (other != null) {
        throw new IOException(
            "%s and %s both name %s: merge parts of different images."
                .formatted(other, part.path(), file));
      }
    }
  }

  private static void refuseMissing(
      Set<String> files, Object path, Set<String> others, Object otherPath) throws IOException {
    List<String> missing = files.stream().filter(file -> !others.contains(file)).toList();
    if (!missing.isEmpty()) {
      throw new IOException(
          "%s names %s image(s) that %s does not (first: %s): the two must name the same images%s."
              .formatted(
                  path,
                  missing.size(),
                  otherPath,
                  missing.get(0),
                  NameLikeness.hint(missing, others).map("; "::concat).orElse("")));
    }
  }
}
