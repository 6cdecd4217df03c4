package io.convbench.harness.process;

import io.convbench.harness.cell.CellRequest;
import io.convbench.harness.engine.Execution;
import io.convbench.harness.heartbeat.Heartbeat;
import io.convbench.harness.measurement.RequestJson;
import io.convbench.harness.modelfile.ModelFiles;
import io.convbench.results.Row;
import io.convbench.results.RowJson;
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
      CellRequest request = RequestJson.read(requestFile(folder, i), CellRequest.class);
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
      Execution execution = request.cell().running();
      ModelFiles.write(
          request.cell().architecture(),
          Head.IMAGENET,
          WeightsSource.parse(request.weights(), Path.of("")),
          request.folding(),
          execution.precision(),
          request.side(),
          execution.engine().writer(),
          request.modelFile().orElseThrow(),
          heartbeat);
      return request.cell().measurement().measure(request, heartbeat);
    } catch (IOException | RuntimeException | LinkageError e) {
      e.printStackTrace();
      return Row.empty().with(ThrowableOutcome.failure(e));
    } finally {
      ModelFiles.delete(request.modelFile().orElseThrow());
    }
  }
}
