package io.convbench.datasets.predictions;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Predictions, as read.
 *
 * @param path where they came from
 * @param images one to five different class indices, best first, by file name, in the file's order
 * @param truths class index by file name, as an accuracy run noted it; empty for predictions made
 *     elsewhere
 */
public record Predictions(
    Path path, Map<String, List<Integer>> images, Optional<Map<String, Integer>> truths) {

  public Predictions {
    images = Collections.unmodifiableMap(new LinkedHashMap<>(images));
    truths = truths.map(Map::copyOf);
  }

  /** True for what an accuracy run left: images that it could not decode are not in it. */
  public boolean ofAccuracyRun() {
    return truths.isPresent();
  }

  /** The file's name without {@code .csv} and {@code .gz}. */
  public String name() {
    return path.getFileName().toString().replaceFirst("(\\.csv)?(\\.gz)?$", "");
  }
}
