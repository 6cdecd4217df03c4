package io.convbench.suites.weights;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.convbench.foundation.hash.HashedFile;
import io.convbench.foundation.text.VisibleText;
import io.convbench.suites.architecture.Architecture;
import io.convbench.suites.architecture.Architectures;
import io.convbench.suites.architecture.Head;
import io.convbench.suites.architecture.Pooling;
import io.convbench.suites.graph.Graph;
import io.convbench.suites.graph.Node;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The file of a {@link TrainedNetwork}: safetensors with all tensors of its graph, under layer and
 * variable and in Keras's order of dimensions, and with what the network is as metadata.
 */
final class TrainedNetworkFile {

  /** The key that marks such a file; its value is the format's version. */
  private static final String MARK = "convbench_trained_network";

  private static final String VERSION = "1";

  /** Of any text but the list of class names. */
  private static final int MOST_CHARACTERS = 1000;

  private static final ObjectMapper JSON = new ObjectMapper();

  private TrainedNetworkFile() {}

  /** What the file says of the network, in a fixed order. */
  static Map<String, String> metadata(TrainedNetwork network) throws IOException {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put(MARK, VERSION);
    texts.put("architecture", network.architecture().name());
    texts.put("layer", network.layer());
    texts.put("pooling", network.head().features().pooling().id());
    texts.put("class_names", JSON.writeValueAsString(network.classNames()));
    texts.put("side", String.valueOf(network.side()));
    texts.put("protocol", network.protocol());
    // Known of the architecture; for those who read the file otherwise.
    texts.put("preprocessing", network.architecture().preprocessing().description());
    TrainedNetwork.Training training = network.training();
    texts.put("method", training.method());
    texts.put("dataset", training.dataset());
    texts.put("started_from", training.startedFrom().label());
    training.startedFrom().sha256().ifPresent(hash -> texts.put("started_from_sha256", hash));
    texts.put("measured", training.measured());
    return texts;
  }

  /** As {@link TrainedNetwork#read}. */
  static Optional<TrainedNetwork> read(Path path) throws IOException {
    if (!SafetensorsFile.isLikely(path)) {
      return Optional.empty();
    }
    try (SafetensorsFile file = SafetensorsFile.open(path)) {
      return file.metadata().containsKey(MARK)
          ? Optional.of(network(path, file))
          : Optional.empty();
    }
  }

  /**
   * Opens the weights for the network's graph or a part of it without the classifier.
   *
   * @param known the file's hash, where that is known; else it is hashed now
   * @throws IOException when the file is damaged or of another network
   */
  static Weights open(Path path, Architecture architecture, Graph graph, Optional<HashedFile> known)
      throws IOException {
    SafetensorsFile file = SafetensorsFile.open(path);
    try {
      TrainedNetwork network = network(path, file);
      if (!network.architecture().name().equals(architecture.name())) {
        throw new IOException(
            "%s is a trained %s, not %s".formatted(path, network.architecture(), architecture));
      }
      if (!isPart(graph, network)) {
        throw new IOException(
            "%s holds %s up to %s and its classifier of %s classes alone: convbench's predict and"
                    .formatted(path, architecture, network.layer(), network.classNames().size())
                + " export take it as it is");
      }
      return SafetensorsWeights.of(path, file, graph, StateDict.asInKeras(graph), known);
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  /** Any layers up to the cut; a classifier must be the one that was trained there. */
  private static boolean isPart(Graph graph, TrainedNetwork network) {
    Graph trained = network.graph();
    return KerasHdf5Weights.isPart(graph, trained.upTo(trained.output().input().name()))
        || (names(graph).equals(names(trained)) && KerasHdf5Weights.isPart(graph, trained));
  }

  private static List<String> names(Graph graph) {
    return graph.nodes().stream().map(Node::name).toList();
  }

  /** What a file says, and that its tensors are those of what it says. */
  private static TrainedNetwork network(Path path, SafetensorsFile file) throws IOException {
    TrainedNetwork network = new Metadata(path, file.metadata()).network();
    StateDict expected = StateDict.asInKeras(network.graph());
    Optional<String> difference = expected.difference(file);
    List<String> others = expected.others(file);
    if (difference.isPresent() || !others.isEmpty()) {
      throw new IOException(
          "%s is no whole %s cut at %s: it %s; train it again, or copy it once more"
              .formatted(
                  path,
                  network.architecture(),
                  network.layer(),
                  difference.orElseGet(() -> "holds %s besides".formatted(Wording.some(others)))));
    }
    return network;
  }

  /** The reading of what one file says. */
  private record Metadata(Path path, Map<String, String> texts) {

    TrainedNetwork network() throws IOException {
      String version = text(MARK);
      if (!version.equals(VERSION)) {
        throw refusal(
            "of format %s, and this convbench reads %s: use the version that wrote it"
                .formatted(VisibleText.shortened(version), VERSION));
      }
      try {
        Architecture architecture = Architectures.named(text("architecture"));
        List<String> names = classNames();
        Head.Features features =
            new Head.Features(Optional.of(text("layer")), Pooling.named(text("pooling")));
        TrainedNetwork network =
            new TrainedNetwork(
                architecture,
                new Head.Linear(features, names.size()),
                names,
                side(),
                text("protocol"),
                new TrainedNetwork.Training(
                    text("method"),
                    text("dataset"),
                    new WeightsOrigin(
                        text("started_from"),
                        Optional.ofNullable(texts.get("started_from_sha256"))),
                    text("measured")));
        // Says what is wrong with layer and pooling.
        network.graph();
        return network;
      } catch (IllegalArgumentException e) {
        throw refusal("with metadata that cannot be: " + VisibleText.shortened(e.getMessage()));
      }
    }

    private List<String> classNames() throws IOException {
      String json = texts.getOrDefault("class_names", "");
      List<String> names = new ArrayList<>();
      try {
        JsonNode list = JSON.readTree(json);
        if (!list.isArray()) {
          throw refusal("with class names that are no list: train it again");
        }
        for (JsonNode name : list) {
          if (!name.isTextual()) {
            throw refusal("with a class name that is no text: train it again");
          }
          names.add(name.textValue());
        }
      } catch (JsonProcessingException e) {
        throw refusal("with class names that are no JSON: train it again");
      }
      if (names.isEmpty()) {
        throw refusal("without class names: train it again");
      }
      return names;
    }

    private int side() throws IOException {
      String text = text("side");
      if (!text.matches("[0-9]{1,9}")) {
        throw refusal(
            "with the side \"%s\": train it again".formatted(VisibleText.shortened(text)));
      }
      return Integer.parseInt(text);
    }

    private String text(String key) throws IOException {
      String text = texts.get(key);
      if (text == null) {
        throw refusal("without \"%s\" in its metadata: train it again".formatted(key));
      }
      if (text.length() > MOST_CHARACTERS) {
        throw refusal("with %s characters of \"%s\": train it again".formatted(text.length(), key));
      }
      return text;
    }

    private IOException refusal(String what) {
      return new IOException("%s is a trained network %s".formatted(path, what));
    }
  }
}
