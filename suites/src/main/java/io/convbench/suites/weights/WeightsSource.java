package io.convbench.suites.weights;

import io.convbench.foundation.hash.HashedFile;
import io.convbench.foundation.input.InvalidInputException;
import io.convbench.suites.architecture.Architecture;
import io.convbench.suites.graph.Graph;
import io.convbench.suites.graph.WeightTensor;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where a run takes weights from, as {@code --weights} says: {@code seeded}, {@code keras}, a file
 * or a folder.
 */
public sealed interface WeightsSource permits SeededSource, PathSource, NewHeadSource {

  /** The word for the official files, Keras's and timm's, in the user's cache. */
  String KERAS = "keras";

  /**
   * Reads the option's value; a file or folder is looked at only when it is used. One that is
   * called {@code seeded} or {@code keras} is meant by {@code ./seeded}.
   *
   * @param cache the folder that {@code keras} means
   * @throws InvalidInputException when the text is blank or cannot be a path
   */
  static WeightsSource parse(String text, Path cache) {
    if (text.isBlank()) {
      throw new InvalidInputException(
          "no weights named: pass seeded, keras, a weight file or a folder of them");
    }
    if (text.equals(SeededWeights.LABEL)) {
      return new SeededSource();
    }
    try {
      return new PathSource(text, text.equals(KERAS) ? cache : Path.of(text), Map.of());
    } catch (InvalidPathException e) {
      throw new InvalidInputException(
          "weights \"%s\" are neither seeded, keras, a file nor a folder: %s"
              .formatted(text, e.getReason()),
          e);
    }
  }

  /**
   * The file with this architecture's weights with top, without reading it; empty where none is
   * needed.
   *
   * @throws IOException when there is none; the message says what was looked for
   */
  Optional<Path> resolve(Architecture architecture) throws IOException;

  /**
   * The file with the weights of a graph of this architecture, with or without top, without reading
   * it; empty where none is needed.
   *
   * @throws IOException when there is none; the message says what was looked for
   */
  Optional<Path> resolve(Architecture architecture, Graph graph) throws IOException;

  /** This source for graphs of a part that it has weights of and a head that nobody has trained. */
  default WeightsSource withNewHead(Graph part) {
    return new NewHeadSource(this, part);
  }

  /**
   * Whether the weights are a file without top of this architecture.
   *
   * @throws IOException when there is no file, or it is not a weight file
   */
  boolean isWithoutTop(Architecture architecture) throws IOException;

  /**
   * Whether the weights are a file of this architecture with another classifier.
   *
   * @throws IOException when there is no file, or it is not a weight file
   */
  boolean hasOtherClassifier(Architecture architecture) throws IOException;

  /**
   * The network whose file this is, which says its architecture, cut and classes; empty where the
   * weights are those of a whole architecture.
   *
   * @throws IOException when it is such a file that cannot be used
   */
  Optional<TrainedNetwork> trainedNetwork() throws IOException;

  /**
   * Opens the weights for a graph of this architecture; the caller closes them. A graph without the
   * classifier takes a file without top where a folder has one, else one with top.
   *
   * @throws IOException when the file is missing, damaged or of something else
   */
  Weights open(Architecture architecture, Graph graph) throws IOException;

  /**
   * Opens the weights for a graph of this architecture and reads every tensor.
   *
   * @return where they come from
   * @throws IOException when they cannot be opened, or a tensor cannot be read or holds NaN,
   *     infinity or a negative variance
   */
  default WeightsOrigin verify(Architecture architecture, Graph graph) throws IOException {
    try (Weights weights = open(architecture, graph)) {
      for (WeightTensor tensor : graph.tensors()) {
        weights.read(tensor);
      }
      return weights.origin();
    }
  }

  /** The same source, which does not hash this file again. */
  WeightsSource knowing(HashedFile file);

  /** The hash of a file of this source; empty when it has not been told it. */
  Optional<HashedFile> known(Path file);

  /** True when the weights come from a training, so that accuracy means something. */
  boolean trained();

  /** The source as messages name it: {@code seeded}, or the file or folder. */
  String describe();
}
