package io.convbench.suites.weights;

import io.convbench.foundation.file.DiskSpace;
import io.convbench.foundation.file.WholeFolder;
import io.convbench.suites.architecture.Architecture;
import io.convbench.suites.architecture.Head;
import io.convbench.suites.graph.Graph;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A network that was cut, given a classifier of a person's own classes and trained; its file holds
 * this and all of its weights, so that nothing else is needed to use it.
 *
 * @param architecture whose layers it has up to the cut
 * @param head the cut, by the layer's name, and the classifier
 * @param classNames what each logit stands for, in order
 * @param side rows and columns of the input in pixels
 * @param protocol how images became crops, e.g. {@code keras}
 * @param training how it learned
 */
public record TrainedNetwork(
    Architecture architecture,
    Head.Linear head,
    List<String> classNames,
    int side,
    String protocol,
    Training training) {

  /** That of all crops. */
  private static final int LARGEST_SIDE = 4096;

  /**
   * How a network learned, for those who read it.
   *
   * @param method {@code features} or {@code fine-tune}
   * @param dataset name of the pictures
   * @param startedFrom the weights before
   * @param measured what was measured of it, in one line
   */
  public record Training(
      String method, String dataset, WeightsOrigin startedFrom, String measured) {}

  /**
   * @throws IllegalArgumentException when names are not as many as classes, the cut's layer is not
   *     named, or the side is no side of crops
   */
  public TrainedNetwork {
    classNames = List.copyOf(classNames);
    if (classNames.size() != head.classes()) {
      throw new IllegalArgumentException(
          "%s classes have %s names".formatted(head.classes(), classNames.size()));
    }
    if (head.features().layer().isEmpty()) {
      throw new IllegalArgumentException("the layer at which the network is cut has no name");
    }
    if (side < 1 || side > LARGEST_SIDE) {
      throw new IllegalArgumentException(
          "a side of %s pixels: use 1 to %s".formatted(side, LARGEST_SIDE));
    }
  }

  /** The layer at which it is cut. */
  public String layer() {
    return head.features().layer().orElseThrow();
  }

  /** The network, up to its logits. */
  public Graph graph() {
    return head.graph(architecture, side);
  }

  /**
   * Writes its file, whole or not at all, tensor by tensor; folders that lead to it are made.
   *
   * @param weights of {@link #graph}
   * @throws IOException when weights cannot be read or hold what no training leaves, as NaN, or the
   *     file cannot be written; an old one is then left as it was
   */
  public void write(Weights weights, Path file) throws IOException {
    String name = file.getFileName().toString();
    try {
      WholeFolder.write(
          file.toAbsolutePath().getParent(),
          part -> {
            SafetensorsWriter.write(
                TrainedNetworkFile.metadata(this), graph(), weights, part.resolve(name));
            return List.of(name);
          });
    } catch (IOException e) {
      throw DiskSpace.named(file, e);
    }
  }

  /**
   * The network of a file.
   *
   * @return empty when the file is something else, as a weight file
   * @throws IOException when it is one that is damaged, of a later format, or contradicts itself
   */
  public static Optional<TrainedNetwork> read(Path file) throws IOException {
    return TrainedNetworkFile.read(file);
  }
}
