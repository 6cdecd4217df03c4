package io.convbench.harness.measurement;

import io.convbench.datasets.predictions.TopK;
import io.convbench.datasets.prepared.PreparedCrops;
import io.convbench.datasets.prepared.PreparedImage;
import io.convbench.harness.cell.CellRequest;
import io.convbench.harness.engine.BetweenPasses;
import io.convbench.harness.engine.Execution;
import io.convbench.harness.engine.Session;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Predicate;

/** What a network gives for each of some images, one crop of each. */
@FunctionalInterface
interface ImageOutputs {

  /**
   * Takes an image's output.
   *
   * @param output the values of the network's last layer
   * @throws IOException when they cannot be kept
   */
  void take(PreparedImage image, float[] output) throws IOException;

  /**
   * Runs a network as a cell's is run.
   *
   * @param modelFile of the network
   * @param wanted which images; those without crops never are
   * @param outputs takes them in the order of the images
   * @throws IOException when the network cannot be loaded, crops are damaged, or as outputs are
   *     taken
   */
  static void of(
      CellRequest request,
      Path modelFile,
      PreparedCrops crops,
      Predicate<PreparedImage> wanted,
      ImageOutputs outputs)
      throws IOException {
    Execution execution = request.cell().running();
    try (Session session = Session.open(execution, modelFile, BetweenPasses.OTHER_WORK);
        CropBatches batches =
            new CropBatches(
                session,
                crops,
                request.cell().architecture().preprocessing(),
                execution.batch(),
                wanted)) {
      while (batches.hasNext()) {
        CropBatches.Batch batch = batches.next();
        float[] values = session.forward(batch.input());
        TopK.refuseOverflow(values);
        int count = values.length / batch.images().size();
        for (int i = 0; i < batch.images().size(); i++) {
          outputs.take(
              batch.images().get(i), Arrays.copyOfRange(values, i * count, (i + 1) * count));
        }
        batches.release(batch);
      }
    }
  }
}
