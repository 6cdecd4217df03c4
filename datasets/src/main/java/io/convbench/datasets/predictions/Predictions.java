package io.convbench.datasets.predictions;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Predictions made elsewhere, as read.
 *
 * @param path where they came from
 * @param images one to five different class indices, best first, by file name, in the file's order
 */
public record Predictions(Path path, Map<String, List<Integer>> images) {

  public Predictions {
    images = Collections.unmodifiableMap(new LinkedHashMap<>(images));
  }

  /** The file's name without {@code .csv} and {@code .gz}. */
  public String name() {
    return path.getFileName().toString().replaceFirst("(\\.csv)?(\\.gz)?$", "");
  }
}
