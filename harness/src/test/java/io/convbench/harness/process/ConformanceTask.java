package io.convbench.harness.process;

import io.convbench.harness.cell.CellRequest;
import io.convbench.harness.engine.Engines;
import io.convbench.harness.heartbeat.Heartbeat;
import io.convbench.harness.measurement.Measurements;
import io.convbench.harness.modelfile.ModelFiles;
import io.convbench.harness.modelfile.Precision;
import io.convbench.results.Row;
import io.convbench.results.RowJson;
import io.convbench.suites.architecture.Architectures;
import io.convbench.suites.architecture.Head;
import io.convbench.suites.weights.WeightsSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What a child does that measures conformance cell after cell with one engine, and writes their
 * model files as well.
 */
public final class ConformanceTask implements WorkerTask {

  /**
   * @param arguments the folder of the requests, in which their rows are left
   */
  @Override
  public void run(List<String> arguments, Heartbeat heartbeat) throws IOException {
    Path folder = Path.of(arguments.get(0));
    for (int i = 0; Files.exists(requestFile(folder, i)); i++) {
      CellRequest request = CellRequest.read(requestFile(folder, i));
      Files.writeString(rowFile(folder, i), RowJson.write(measure(request, heartbeat)));
    }
  }

  static Path requestFile(Path folder, int number) {
    return folder.resolve(number + ".request.json");
  }

  static Path rowFile(Path folder, int number) {
    return folder.resolve(number + ".row.json");
  }

  private static Row measure(CellRequest request, Heartbeat heartbeat) throws IOException {
    try {
      ModelFiles.write(
          Architectures.named(request.cell().architecture()),
          Head.IMAGENET,
          WeightsSource.parse(request.weights(), Path.of("")),
          request.form(),
          Precision.named(request.cell().precision()),
          request.side(),
          Engines.named(request.cell().engine()).writer(),
          request.modelFile(),
          heartbeat);
      return Measurements.named(request.cell().measurement()).measure(request, heartbeat);
    } catch (IOException | RuntimeException | LinkageError e) {
      e.printStackTrace();
      return Row.empty().with(ThrowableOutcome.failure(e));
    } finally {
      ModelFiles.delete(request.modelFile());
    }
  }
}
