package io.convbench.harness.process;

import io.convbench.harness.cell.CellRequest;
import io.convbench.harness.engine.Engines;
import io.convbench.harness.measurement.Measurements;
import io.convbench.harness.modelfile.ModelFiles;
import io.convbench.harness.modelfile.Precision;
import io.convbench.results.Row;
import io.convbench.results.RowJson;
import io.convbench.results.Status;
import io.convbench.suites.architecture.Architectures;
import io.convbench.suites.weights.WeightsSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The main class of a JVM that measures conformance cell after cell with one engine, and writes
 * their model files as well.
 */
final class ConformanceMain {

  private ConformanceMain() {}

  /**
   * @param arguments the folder of the requests, in which their rows are left
   */
  public static void main(String[] arguments) throws IOException {
    ParentWatch.begin();
    Path folder = Path.of(arguments[0]);
    for (int i = 0; Files.exists(requestFile(folder, i)); i++) {
      CellRequest request = CellRequest.read(requestFile(folder, i));
      Files.writeString(rowFile(folder, i), RowJson.write(measure(request)));
    }
    // An engine's native threads may outlive main.
    System.exit(0);
  }

  static Path requestFile(Path folder, int number) {
    return folder.resolve(number + ".request.json");
  }

  static Path rowFile(Path folder, int number) {
    return folder.resolve(number + ".row.json");
  }

  private static Row measure(CellRequest request) throws IOException {
    try {
      ModelFiles.write(
          Architectures.named(request.cell().architecture()),
          WeightsSource.parse(request.weights(), Path.of("")),
          request.form(),
          Precision.named(request.cell().precision()),
          request.side(),
          Engines.named(request.cell().engine()).writer(),
          request.modelFile());
      return Measurements.named(request.cell().measurement()).measure(request);
    } catch (IOException | RuntimeException | LinkageError e) {
      e.printStackTrace();
      return Row.empty().with(Status.FAILED, OneLine.of(e));
    } finally {
      ModelFiles.delete(request.modelFile());
    }
  }
}
