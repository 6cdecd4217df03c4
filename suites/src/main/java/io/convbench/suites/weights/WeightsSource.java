package io.convbench.suites.weights;

import io.convbench.suites.architecture.Architecture;
import io.convbench.suites.graph.Graph;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where an architecture's weights are looked for: what {@code --weights} says.
 *
 * @param text as it was given: {@code seeded}, {@code keras}, a file or a folder
 * @param path the file or folder; empty for seeded weights
 */
public record WeightsSource(String text, Optional<Path> path) {

  /** Weights that need no file. */
  public static final String SEEDED = "seeded";

  private static final String KERAS = "keras";

  /**
   * Reads what {@code --weights} says.
   *
   * @param cache the folder that {@code keras} stands for
   * @throws IOException when a file or folder is named that does not exist or cannot be read
   */
  public static WeightsSource parse(String text, Path cache) throws IOException {
    if (text.equals(SEEDED)) {
      return new WeightsSource(text, Optional.empty());
    }
    if (text.equals(KERAS)) {
      return new WeightsSource(text, Optional.of(cache));
    }
    Path path = Path.of(text);
    if (!Files.exists(path)) {
      throw new IOException(
          "weights %s do not exist: pass seeded, keras, a file or a folder".formatted(text));
    }
    if (!Files.isReadable(path)) {
      throw new IOException("no permission to read the weights %s".formatted(text));
    }
    return new WeightsSource(text, Optional.of(path));
  }

  /** True when no file is read. */
  public boolean seeded() {
    return path.isEmpty();
  }

  /**
   * The file of an architecture's weights; empty for seeded weights.
   *
   * @throws IOException when the folder holds none of the names that Keras uses
   */
  public Optional<Path> file(Architecture architecture) throws IOException {
    if (path.isEmpty() || Files.isRegularFile(path.get())) {
      return path;
    }
    List<String> names = architecture.weightFiles();
    for (String name : names) {
      Path file = path.get().resolve(name);
      if (Files.isRegularFile(file)) {
        return Optional.of(file);
      }
    }
    throw new IOException(
        "%s holds no weights of %s: looked for %s"
            .formatted(path.get(), architecture.name(), String.join(", ", names)));
  }

  /**
   * Opens an architecture's weights.
   *
   * @param graph of that architecture, whose tensors will be read
   * @throws IOException when there is no file, or it does not hold this graph's weights
   */
  public Weights open(Architecture architecture, Graph graph) throws IOException {
    Optional<Path> file = file(architecture);
    return file.isPresent() ? unsupported(file.get()) : SeededWeights.of(architecture);
  }

  private static Weights unsupported(Path file) throws IOException {
    throw new IOException("weight files cannot be read yet: " + file);
  }
}
