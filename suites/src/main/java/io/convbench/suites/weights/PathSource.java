package io.convbench.suites.weights;

import io.convbench.foundation.hash.HashedFile;
import io.convbench.suites.architecture.Architecture;
import io.convbench.suites.catalogue.RecordedHash;
import io.convbench.suites.graph.Graph;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Weights in a file by Keras, or in a folder that holds such files under Keras's own names.
 *
 * @param text what was asked for
 * @param path the file or folder
 * @param hashed files whose hash is known
 */
record PathSource(String text, Path path, Map<Path, HashedFile> hashed) implements WeightsSource {

  PathSource {
    hashed = Map.copyOf(hashed);
  }

  @Override
  public Optional<Path> resolve(Architecture architecture) throws IOException {
    Path file = file(architecture);
    if (!Files.isReadable(file)) {
      throw new IOException("cannot read %s: permission denied".formatted(file));
    }
    return Optional.of(file);
  }

  @Override
  public Weights open(Architecture architecture, Graph graph) throws IOException {
    Path file = resolve(architecture).orElseThrow();
    Weights weights = KerasHdf5Weights.open(file, architecture, graph, known(file));
    if (text.equals(KERAS)) {
      requireUnchanged(file, weights);
    }
    return weights;
  }

  @Override
  public WeightsSource knowing(HashedFile file) {
    Map<Path, HashedFile> all = new HashMap<>(hashed);
    all.put(file.file(), file);
    return new PathSource(text, path, all);
  }

  @Override
  public Optional<HashedFile> known(Path file) {
    return Optional.ofNullable(hashed.get(file));
  }

  @Override
  public boolean trained() {
    return true;
  }

  @Override
  public String describe() {
    return text.equals(KERAS) ? "keras (%s)".formatted(path) : text;
  }

  private Path file(Architecture architecture) throws IOException {
    if (Files.isDirectory(path)) {
      return inFolder(architecture);
    }
    if (Files.isRegularFile(path)) {
      return path;
    }
    if (Files.exists(path)) {
      throw new IOException(
          "weights %s are a pipe or a device: pass a file or a folder".formatted(text));
    }
    if (text.equals(KERAS)) {
      throw missing(architecture);
    }
    throw new IOException(
        "weights %s: there is no such file or folder (pass seeded, keras, a file or a folder)"
            .formatted(text));
  }

  /** By Keras's names in order of preference, in the folder itself only. */
  private Path inFolder(Architecture architecture) throws IOException {
    return architecture.weightFiles().stream()
        .map(path::resolve)
        .filter(Files::isRegularFile)
        .findFirst()
        .orElseThrow(() -> missing(architecture));
  }

  private static void requireUnchanged(Path file, Weights weights) throws IOException {
    try {
      RecordedHash.requireUnchanged(file, weights.origin().sha256().orElseThrow());
    } catch (IOException e) {
      weights.close();
      throw e;
    }
  }

  private IOException missing(Architecture architecture) {
    List<String> names = architecture.weightFiles();
    if (text.equals(KERAS)) {
      return new IOException(
          "%s holds no weights of %s: get them by \"convbench weights fetch %s\", or pass the file by --weights"
              .formatted(path, architecture, architecture));
    }
    return new IOException(
        "%s holds no weights of %s: put %s there, or pass the file by --weights"
            .formatted(path, architecture, String.join(" or ", names)));
  }
}
