package io.convbench.suites.weights;

import io.convbench.foundation.hash.HashedFile;
import io.convbench.suites.architecture.Architecture;
import io.convbench.suites.graph.Graph;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** The kinds of file that trained weights are in. */
enum WeightFormat {
  KERAS_HDF5 {
    @Override
    Weights open(Path file, Architecture architecture, Graph graph, Optional<HashedFile> known)
        throws IOException {
      return KerasHdf5Weights.open(file, architecture, graph, known);
    }

    @Override
    boolean isWithoutTop(Path file, Architecture architecture) throws IOException {
      return KerasHdf5Weights.isWithoutTop(file, architecture);
    }

    @Override
    boolean hasOtherClassifier(Path file, Architecture architecture) throws IOException {
      return KerasHdf5Weights.hasOtherClassifier(file, architecture);
    }
  },
  SAFETENSORS {
    @Override
    Weights open(Path file, Architecture architecture, Graph graph, Optional<HashedFile> known)
        throws IOException {
      return SafetensorsWeights.open(file, architecture, graph, known);
    }

    @Override
    boolean isWithoutTop(Path file, Architecture architecture) throws IOException {
      return SafetensorsWeights.isWithoutTop(file, architecture);
    }

    @Override
    boolean hasOtherClassifier(Path file, Architecture architecture) throws IOException {
      return SafetensorsWeights.hasOtherClassifier(file, architecture);
    }
  },
  /** Of convbench's own. */
  TRAINED_NETWORK {
    @Override
    Weights open(Path file, Architecture architecture, Graph graph, Optional<HashedFile> known)
        throws IOException {
      return TrainedNetworkFile.open(file, architecture, graph, known);
    }

    @Override
    boolean isWithoutTop(Path file, Architecture architecture) {
      return false;
    }

    @Override
    boolean hasOtherClassifier(Path file, Architecture architecture) {
      return true;
    }
  };

  /**
   * That of a file for an architecture: of its framework, unless it is one of convbench's own.
   *
   * @throws IOException when it is the other framework's, or cannot be read
   */
  static WeightFormat of(Path file, Architecture architecture) throws IOException {
    if (TrainedNetworkFile.read(file).isPresent()) {
      return TRAINED_NETWORK;
    }
    Optional<FileStart> start = FileStart.of(FileStart.head(file));
    return switch (architecture.framework()) {
      case KERAS -> {
        if (start.equals(Optional.of(FileStart.SAFETENSORS))) {
          throw new IOException(
              "%s is a safetensors file; %s takes Keras's HDF5: pass a .h5 or .keras file by Keras"
                  .formatted(file, architecture));
        }
        yield KERAS_HDF5;
      }
      case PYTORCH -> {
        if (start.equals(Optional.of(FileStart.HDF5))) {
          throw new IOException(
              "%s is an HDF5 file; %s takes safetensors with PyTorch's names of tensors"
                  .formatted(file, architecture));
        }
        yield SAFETENSORS;
      }
    };
  }

  /** Opens a file for a graph, as {@link WeightsSource#open}. */
  abstract Weights open(
      Path file, Architecture architecture, Graph graph, Optional<HashedFile> known)
      throws IOException;

  /** As {@link WeightsSource#isWithoutTop}. */
  abstract boolean isWithoutTop(Path file, Architecture architecture) throws IOException;

  /** As {@link WeightsSource#hasOtherClassifier}. */
  abstract boolean hasOtherClassifier(Path file, Architecture architecture) throws IOException;
}
