package io.convbench.suites.weights;

import io.convbench.foundation.hash.HashedFile;
import io.convbench.suites.architecture.Architecture;
import io.convbench.suites.architecture.Head;
import io.convbench.suites.catalogue.RecordedHash;
import io.convbench.suites.catalogue.WeightCatalogue;
import io.convbench.suites.catalogue.WeightFile;
import io.convbench.suites.graph.Graph;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Weights in a file by Keras or in safetensors, or in a folder that holds such files under the
 * architectures' own names.
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
    return Optional.of(readable(architecture, architecture.weightFiles()));
  }

  @Override
  public Optional<Path> resolve(Architecture architecture, Graph graph) throws IOException {
    return Optional.of(readable(architecture, names(architecture, graph)));
  }

  @Override
  public boolean isWithoutTop(Architecture architecture) throws IOException {
    Path file = readable(architecture, architecture.weightFiles());
    return WeightFormat.of(file, architecture).isWithoutTop(file, architecture);
  }

  @Override
  public boolean hasOtherClassifier(Architecture architecture) throws IOException {
    Path file = readable(architecture, architecture.weightFiles());
    return WeightFormat.of(file, architecture).hasOtherClassifier(file, architecture);
  }

  @Override
  public Optional<TrainedNetwork> trainedNetwork() throws IOException {
    return Files.isRegularFile(path) ? TrainedNetwork.read(path) : Optional.empty();
  }

  @Override
  public Weights open(Architecture architecture, Graph graph) throws IOException {
    Path file = readable(architecture, names(architecture, graph));
    Weights weights =
        WeightFormat.of(file, architecture).open(file, architecture, graph, known(file));
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

  /** The names of the files that have the graph's weights, in order of preference. */
  private static List<String> names(Architecture architecture, Graph graph) {
    Graph backbone = Head.NO_TOP.graph(architecture, architecture.inputSize());
    return KerasHdf5Weights.isPart(graph, backbone)
        ? Stream.concat(withoutTop(architecture), architecture.weightFiles().stream()).toList()
        : architecture.weightFiles();
  }

  private static Stream<String> withoutTop(Architecture architecture) {
    return WeightCatalogue.of(architecture).stream()
        .filter(file -> !file.top() && file.inputSize() == architecture.inputSize())
        .map(WeightFile::name);
  }

  private Path readable(Architecture architecture, List<String> names) throws IOException {
    Path file = file(architecture, names);
    if (!Files.isReadable(file)) {
      throw new IOException("cannot read %s: permission denied".formatted(file));
    }
    return file;
  }

  private Path file(Architecture architecture, List<String> names) throws IOException {
    if (Files.isDirectory(path)) {
      return inFolder(names).orElseThrow(() -> missing(architecture, names));
    }
    if (Files.isRegularFile(path)) {
      return path;
    }
    if (Files.exists(path)) {
      throw new IOException(
          "weights %s are a pipe or a device: pass a file or a folder".formatted(text));
    }
    if (text.equals(KERAS)) {
      throw missing(architecture, names);
    }
    throw new IOException(
        "weights %s: there is no such file or folder (pass seeded, keras, a file or a folder)"
            .formatted(text));
  }

  /** In the folder itself only. */
  private Optional<Path> inFolder(List<String> names) {
    return names.stream().map(path::resolve).filter(Files::isRegularFile).findFirst();
  }

  private static void requireUnchanged(Path file, Weights weights) throws IOException {
    try {
      RecordedHash.requireUnchanged(file, weights.origin().sha256().orElseThrow());
    } catch (IOException e) {
      weights.close();
      throw e;
    }
  }

  private IOException missing(Architecture architecture, List<String> names) {
    String missing =
        inFolder(withoutTop(architecture).toList())
            .map(
                file ->
                    "%s holds weights of %s without top only (%s)"
                        .formatted(path, architecture, file.getFileName()))
            .orElseGet(() -> "%s holds no weights of %s".formatted(path, architecture));
    String remedy =
        text.equals(KERAS)
            ? WeightCatalogue.insteadOfFetching(architecture)
                .map("none are published in a format that convbench reads; "::concat)
                .orElseGet(
                    () -> "get them by \"convbench weights fetch %s\"".formatted(architecture))
            : "put %s there".formatted(String.join(" or ", names));
    return new IOException("%s: %s, or pass the file by --weights".formatted(missing, remedy));
  }
}
