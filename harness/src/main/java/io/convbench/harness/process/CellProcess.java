package io.convbench.harness.process;

import io.convbench.harness.cell.Cell;
import io.convbench.harness.cell.CellRequest;
import io.convbench.harness.engine.ComputeDevice;
import io.convbench.harness.engine.Engines;
import io.convbench.harness.temporary.TemporaryFiles;
import io.convbench.results.Row;
import io.convbench.results.RowJson;
import io.convbench.results.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Measures one cell in a child JVM. */
public final class CellProcess {

  private final ChildJvm jvm;

  public CellProcess(ChildJvm jvm) {
    this.jvm = jvm;
  }

  /**
   * Runs the cell and waits for it.
   *
   * @param log where the child's output goes
   * @return the cell's values; a failed row with its reason when the child crashed, ran out of
   *     memory or hung
   */
  public Row measure(CellRequest request, Path log) throws IOException, InterruptedException {
    Path folder = TemporaryFiles.folder("convbench-cell");
    Path requestFile = folder.resolve("request.json");
    Path rowFile = folder.resolve("row.json");
    try {
      TemporaryFiles.write(() -> request.write(requestFile));
      Optional<String> failure =
          start(request.cell(), List.of(requestFile.toString(), rowFile.toString()), log);
      if (failure.isPresent()) {
        return Row.empty().with(Status.FAILED, failure.get());
      }
      return RowJson.read(Files.readString(rowFile));
    } finally {
      Files.deleteIfExists(requestFile);
      Files.deleteIfExists(rowFile);
      Files.deleteIfExists(folder);
    }
  }

  private Optional<String> start(Cell cell, List<String> arguments, Path log)
      throws IOException, InterruptedException {
    return cell.usesEngine()
        ? jvm.run(
            Engines.named(cell.engine()),
            ComputeDevice.named(cell.device()).visibleGpus(),
            cell.threads(),
            CellMain.class,
            arguments,
            log)
        : jvm.run(CellMain.class, arguments, log);
  }
}
