package io.convbench.harness.process;

import io.convbench.harness.cell.CellRequest;
import io.convbench.harness.measurement.Measurements;
import io.convbench.harness.measurement.UnmeasurableException;
import io.convbench.results.Row;
import io.convbench.results.RowJson;
import io.convbench.results.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The main class of a cell's JVM: measures one cell and leaves its row in a file. */
final class CellMain {

  private CellMain() {}

  /**
   * @param arguments the request's file, and the file for the row
   */
  public static void main(String[] arguments) throws IOException {
    ParentWatch.begin();
    VisibleOutput.begin();
    CellRequest request = CellRequest.read(Path.of(arguments[0]));
    Files.writeString(Path.of(arguments[1]), RowJson.write(measure(request)));
    // An engine's native threads may outlive main.
    System.exit(0);
  }

  private static Row measure(CellRequest request) {
    try {
      return Measurements.named(request.cell().measurement()).measure(request);
    } catch (UnmeasurableException e) {
      return Row.empty().with(e.status(), e.getMessage());
    } catch (IOException | RuntimeException | LinkageError e) {
      // The stack trace goes to the cell's log, the reason to its row.
      e.printStackTrace();
      return Row.empty().with(Status.FAILED, OneLine.of(e));
    }
  }
}
