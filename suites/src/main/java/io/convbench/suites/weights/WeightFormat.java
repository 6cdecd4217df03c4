package io.convbench.suites.weights;

import io.convbench.foundation.hash.HashedFile;
import io.convbench.suites.architecture.Architecture;
import io.convbench.suites.graph.Graph;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** The kind of file in which an architecture's framework keeps trained weights. */
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
  };

  static WeightFormat of(Architecture architecture) {
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
