package io.convbench.suites.weights;

import io.convbench.suites.graph.Graph;
import io.jhdf.HdfFile;
import io.jhdf.api.Group;
import io.jhdf.exceptions.HdfException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** An open weight file by Keras 1, 2 or 3, in any of its layouts, as a list of layers. */
final class KerasFile implements Closeable {

  private final HdfFile hdf5;
  private final KerasArchive archive;
  private final List<SavedLayer> layers;
  private final boolean ordered;

  private KerasFile(KerasArchive archive, HdfFile hdf5, List<SavedLayer> layers, boolean ordered) {
    this.archive = archive;
    this.hdf5 = hdf5;
    this.layers = List.copyOf(layers);
    this.ordered = ordered;
  }

  /**
   * Opens a file and lists its layers; no values are read.
   *
   * @param limitBytes how large what is inside an archive may be
   * @throws IOException when it is not such a file, is damaged or unfolds to more
   */
  static KerasFile open(Path file, long limitBytes) throws IOException {
    KerasArchive archive = KerasArchive.open(file, limitBytes);
    try {
      return Hdf5Access.reading(file, () -> openHdf5(file, archive));
    } catch (IOException | RuntimeException e) {
      archive.close();
      throw e;
    }
  }

  private static KerasFile openHdf5(Path file, KerasArchive archive) throws IOException {
    HdfFile hdf5 = Hdf5Access.open(archive.hdf5());
    try {
      requireWhole(file, hdf5, Files.size(archive.hdf5()));
      return list(file, archive, hdf5);
    } catch (HdfException e) {
      hdf5.close();
      if (OpaqueBfloat16.isIn(archive.hdf5())) {
        throw new IOException(
            "%s holds bfloat16 weights as Keras 3 writes them, as opaque bytes, which are not read:"
                    .formatted(file)
                + " save the weights again as float32",
            e);
      }
      throw e;
    } catch (IOException | RuntimeException | VirtualMachineError e) {
      hdf5.close();
      throw e;
    }
  }

  private static KerasFile list(Path file, KerasArchive archive, HdfFile hdf5) throws IOException {
    if (LegacyLayout.isIn(hdf5)) {
      return new KerasFile(archive, hdf5, new LegacyLayout(file, hdf5).layers(), true);
    }
    if (hdf5.getChild("model_weights") instanceof Group model && LegacyLayout.isIn(model)) {
      return new KerasFile(archive, hdf5, new LegacyLayout(file, model).layers(), true);
    }
    if (Keras3Layout.isIn(hdf5)) {
      return new KerasFile(archive, hdf5, Keras3Layout.of(file, hdf5).layers(), false);
    }
    throw new IOException(
        "%s is HDF5 but holds no Keras weights (%s at its root): pass a file by Keras's save_weights"
            .formatted(file, Wording.some(List.copyOf(hdf5.getChildren().keySet()))));
  }

  private static void requireWhole(Path file, HdfFile hdf5, long bytes) throws IOException {
    long expected = hdf5.getHdfBackingStorage().getSuperblock().getEndOfFileAddress();
    if (bytes < expected) {
      throw new IOException(
          "%s is truncated: %s of %s bytes; fetch or copy it again"
              .formatted(file, bytes, expected));
    }
  }

  /** The layers with weights; in Keras 3's layout sorted by class, else in model order. */
  List<SavedLayer> layers() {
    return layers;
  }

  /** The layers with weights in model order, which Keras 3's layout leaves to the graph. */
  List<SavedLayer> layersInOrderOf(Graph graph) {
    return ordered ? layers : Keras3Layout.inOrderOf(graph, layers);
  }

  /** What it is if it is a shard of the graph's weights, as only Keras 3's layout is sharded. */
  Optional<String> describedAsShard(Path file, Graph graph, boolean withoutTop) {
    return ordered ? Optional.empty() : Shard.described(file, layers, graph, withoutTop);
  }

  /** In what it differs if groups are misspelt, as only Keras 3's layout names them itself. */
  Optional<String> misspelt(Graph graph) {
    return ordered ? Optional.empty() : Keras3Layout.misspelt(graph, layers);
  }

  /** What it is if it holds a model as a layer of a model, as only Keras 3's layout tells. */
  Optional<String> describedAsNested(Path file) throws IOException {
    return ordered
        ? Optional.empty()
        : Keras3Layout.of(file, hdf5)
            .nested()
            .map(
                group ->
                    "holds a model within a model (%s), which is not read: save the weights of the"
                            .formatted(Wording.printable(group))
                        + " inner one by its own save_weights");
  }

  @Override
  public void close() throws IOException {
    try (archive) {
      hdf5.close();
    }
  }
}
