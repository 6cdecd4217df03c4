package io.convbench.harness.process;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.convbench.harness.cell.CellRequest;
import io.convbench.harness.cell.UnmeasurableException;
import io.convbench.harness.heartbeat.Heartbeat;
import io.convbench.harness.measurement.RequestJson;
import io.convbench.harness.temporary.TemporaryFiles;
import io.convbench.results.Failure;
import io.convbench.results.FailureKind;
import io.convbench.results.Row;
import io.convbench.results.RowJson;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Measures one cell, and leaves its row and what it had loaded in files. */
final class CellTask implements WorkerTask {

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * @param arguments the request's file, the file for the row, and the one for hashes of libraries
   */
  @Override
  public void run(List<String> arguments, Heartbeat heartbeat) throws IOException {
    CellRequest request = RequestJson.read(Path.of(arguments.get(0)), CellRequest.class);
    String row = RowJson.write(measure(request, heartbeat));
    TemporaryFiles.write(() -> Files.writeString(Path.of(arguments.get(1)), row));
    if (request.cell().execution().isPresent()) {
      Map<String, String> hashes = NativeHashes.ofThisProcess(heartbeat);
      TemporaryFiles.write(() -> JSON.writeValue(new File(arguments.get(2)), hashes));
    }
  }

  private static Row measure(CellRequest request, Heartbeat heartbeat) throws IOException {
    try {
      return request.cell().measurement().measure(request, heartbeat);
    } catch (UnmeasurableException e) {
      return Row.empty().with(e.status(), new Failure(FailureKind.UNSUPPORTED, e.getMessage()));
    }
  }
}
