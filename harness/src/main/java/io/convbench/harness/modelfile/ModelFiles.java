package io.convbench.harness.modelfile;

import io.convbench.datasets.labels.ClassIndex;
import io.convbench.foundation.file.DiskSpace;
import io.convbench.foundation.file.OwnedFolder;
import io.convbench.foundation.file.WholeFile;
import io.convbench.harness.heartbeat.Heartbeat;
import io.convbench.suites.architecture.Architecture;
import io.convbench.suites.architecture.Head;
import io.convbench.suites.graph.Graph;
import io.convbench.suites.graph.WeightTensor;
import io.convbench.suites.weights.FoldedBatchNorm;
import io.convbench.suites.weights.TrainedNetwork;
import io.convbench.suites.weights.Weights;
import io.convbench.suites.weights.WeightsSource;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.io.file.PathUtils;

/** Makes model files whole or not at all. */
public final class ModelFiles {

  private ModelFiles() {}

  /** Writes a model file, of whose progress nobody asks. */
  public static void write(
      Architecture architecture,
      Head head,
      WeightsSource source,
      BatchNormFolding folding,
      Precision precision,
      int side,
      ModelFileWriter writer,
      Path file)
      throws IOException {
    write(architecture, head, source, folding, precision, side, writer, file, Heartbeat.NONE);
  }

  /**
   * Writes a model file beside its place and moves it there when it is complete. A file of that
   * name is replaced; a folder only when it is empty.
   *
   * @param head what the network ends in
   * @param side rows and columns of the input in pixels
   * @param heartbeat given a sign for each tensor
   * @throws IOException when weights cannot be read, are too many for this side, the file cannot be
   *     written, or the thread is interrupted; nothing is left
   */
  public static void write(
      Architecture architecture,
      Head head,
      WeightsSource source,
      BatchNormFolding folding,
      Precision precision,
      int side,
      ModelFileWriter writer,
      Path file,
      Heartbeat heartbeat)
      throws IOException {
    Graph graph = head.graph(architecture, side);
    requireTensorsWithinArrays(graph);
    try (Weights weights =
            new CountedWeights(
                source.open(architecture, graph), graph.tensors().size(), heartbeat);
        OwnedFolder folder = beside(file)) {
      Path part = folder.path().resolve(file.getFileName());
      ModelMetadata metadata =
          new ModelMetadata(
              architecture.name(),
              head,
              folding,
              precision,
              weights.origin().label(),
              weights.origin().sha256(),
              architecture.preprocessing(),
              classNames(head, source));
      if (folding == BatchNormFolding.FOLDED) {
        FoldedBatchNorm folded = FoldedBatchNorm.of(graph, weights);
        writer.write(folded.graph().lowered(), folded.weights(), metadata, part);
      } else {
        writer.write(graph.lowered(), weights, metadata, part);
      }
      requireUninterrupted();
      WholeFile.place(part, file);
    } catch (IOException e) {
      throw DiskSpace.named(file, e);
    }
  }

  /** Those that a classifier was trained for, where that is known. */
  private static List<String> classNames(Head head, WeightsSource source) throws IOException {
    return head.equals(Head.IMAGENET)
        ? ClassIndex.imagenet().names()
        : source
            .trainedNetwork()
            .filter(network -> network.head().equals(head))
            .map(TrainedNetwork::classNames)
            .orElse(List.of());
  }

  /** A folder of its own, so that nothing is overwritten, by another export neither. */
  private static OwnedFolder beside(Path file) throws IOException {
    Path parent = Files.createDirectories(file.toAbsolutePath().getParent());
    return OwnedFolder.create(parent, file.getFileName() + ".part-");
  }

  /** Much of the time goes into weights and buffers, which know nothing of interruptions. */
  static void requireUninterrupted() throws InterruptedIOException {
    if (Thread.currentThread().isInterrupted()) {
      throw new InterruptedIOException("interrupted while a model file was written");
    }
  }

  /** A dense layer behind a feature map grows with the square of the input side. */
  private static void requireTensorsWithinArrays(Graph graph) throws IOException {
    for (WeightTensor tensor : graph.tensors()) {
      if (tensor.shape().elements() > Integer.MAX_VALUE) {
        throw new IOException(
            "%s of %s has more than 2^31 - 1 values: use a smaller input side or fewer classes"
                .formatted(tensor.name(), tensor.shape()));
      }
    }
  }

  /** Deletes a model file, or the folder that is one, if it exists. */
  public static void delete(Path file) throws IOException {
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      PathUtils.delete(file);
    }
  }
}
