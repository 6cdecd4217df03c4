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

  /** That of a file for an architecture: of its framework, unless it is one of convbench's own. */
  static WeightFormat of(Path file, Architecture architecture) throws IOException {
    if (TrainedNetworkFile.read(file).isPresent()) {
      return TRAINED_NETWORK;
    }
    return switch (architecture.framework()) {
      case KERAS -> KERAS_HDF5;
      case PYTORCH -> SAFETENSORS;
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
