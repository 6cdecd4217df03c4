package io.convbench.harness.measurement;

import io.convbench.harness.cell.CellRequest;
import io.convbench.harness.cell.Cut;
import io.convbench.harness.cell.ImageSelection;
import io.convbench.harness.cell.Transfer;
import io.convbench.harness.transfer.LinearHead;
import io.convbench.suites.architecture.Architecture;
import io.convbench.suites.graph.Graph;
import io.convbench.suites.graph.TensorRole;
import io.convbench.suites.graph.WeightTensor;
import io.convbench.suites.weights.TrainedNetwork;
import io.convbench.suites.weights.TunedWeights;
import io.convbench.suites.weights.Weights;
import io.convbench.suites.weights.WeightsSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** The network that a cell has trained, in the run's folder, for new pictures and for export. */
final class KeptNetwork {

  private KeptNetwork() {}

  /**
   * Writes its file.
   *
   * @param method how it was trained, {@code features} or {@code fine-tune}
   * @param learned values that are not those of the run's weights, the head's among them
   * @param measured what the cell found, in one line
   */
  static void write(
      CellRequest request, String method, Map<WeightTensor, float[]> learned, String measured)
      throws IOException {
    Architecture architecture = request.cell().architecture();
    Cut cut = request.cell().cut().orElseThrow();
    Transfer transfer = request.transfer().orElseThrow();
    ImageSelection images = request.images().orElseThrow().selection();
    try (Weights before = before(request)) {
      new TrainedNetwork(
              architecture,
              cut.classifier(),
              transfer.classes(),
              request.side(),
              images.protocol().id(request.side()),
              new TrainedNetwork.Training(
                  method, images.dataset().name(), before.origin(), measured))
          .write(new TunedWeights(before, learned), request.run().trained(request.cell().id()));
    }
  }

  /** The weights that a cell begins with, of the layers up to its cut. */
  static Weights before(CellRequest request) throws IOException {
    Architecture architecture = request.cell().architecture();
    Cut cut = request.cell().cut().orElseThrow();
    return WeightsSource.parse(request.weights(), Path.of(""))
        .open(architecture, cut.features().graph(architecture, request.side()));
  }

  /** A head as the weights of the classifier in which a network ends. */
  static Map<WeightTensor, float[]> classifier(LinearHead head, Graph network) {
    return Map.of(
        network.tensor(network.output(), TensorRole.KERNEL), head.kernel(),
        network.tensor(network.output(), TensorRole.BIAS), head.bias());
  }
}
