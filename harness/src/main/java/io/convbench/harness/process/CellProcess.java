package io.convbench.harness.process;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.convbench.harness.cell.Cell;
import io.convbench.harness.cell.CellRequest;
import io.convbench.harness.heartbeat.Beat;
import io.convbench.harness.measurement.RequestJson;
import io.convbench.harness.temporary.TemporaryFiles;
import io.convbench.results.Failure;
import io.convbench.results.FailureKind;
import io.convbench.results.Row;
import io.convbench.results.RowJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Measures one cell in a child JVM. */
public final class CellProcess {

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * How a cell ended.
   *
   * @param row its values; a failed row with its reason when the child did not end well
   * @param lackOfMemory what is known of a lack of memory, if it may be one
   * @param natives SHA-256 by library that the child had loaded; none where it did not end well
   */
  public record Measured(
      Row row, Optional<OomDiagnosis> lackOfMemory, Map<String, String> natives) {

    /** A cell whose child ended so. */
    static Measured failed(Outcome outcome, Path log) {
      Failure failure = Bug.withTrace(outcome.failure().orElseThrow(), log);
      return new Measured(Row.empty().with(failure), OomDiagnosis.in(outcome), Map.of());
    }

    /** A cell that failed for another reason than its own process. */
    public static Measured notTried(Failure failure) {
      return new Measured(Row.empty().with(failure), Optional.empty(), Map.of());
    }

    /** A cell of which it is known without trying that it does not fit. */
    public static Measured notTried(OomDiagnosis lack) {
      return new Measured(
          Row.empty().with(new Failure(FailureKind.OUT_OF_MEMORY, lack.how())),
          Optional.of(lack),
          Map.of());
    }

    /** The same with values from elsewhere; its own win. */
    public Measured with(Row origin) {
      return new Measured(origin.with(row), lackOfMemory, natives);
    }
  }

  private final WorkerLauncher jvm;

  public CellProcess(WorkerLauncher jvm) {
    this.jvm = jvm;
  }

  /**
   * Runs the cell and waits for it.
   *
   * @param log where the child's output goes
   * @param beats told how far the cell is
   */
  public Measured measure(CellRequest request, Path log, Consumer<Beat> beats)
      throws IOException, InterruptedException {
    Path folder = TemporaryFiles.folder("convbench-cell");
    Path requestFile = folder.resolve("request.json");
    Path rowFile = folder.resolve("row.json");
    Path nativesFile = folder.resolve("natives.json");
    try {
      TemporaryFiles.write(() -> RequestJson.write(request, requestFile));
      Outcome outcome =
          start(
              request.cell(),
              Stream.of(requestFile, rowFile, nativesFile).map(Path::toString).toList(),
              log,
              beats);
      return outcome.failure().isPresent()
          ? Measured.failed(outcome, log)
          : new Measured(
              RowJson.read(Files.readString(rowFile)), Optional.empty(), natives(nativesFile));
    } finally {
      Files.deleteIfExists(requestFile);
      Files.deleteIfExists(rowFile);
      Files.deleteIfExists(nativesFile);
      Files.deleteIfExists(folder);
    }
  }

  private static Map<String, String> natives(Path file) throws IOException {
    return Files.exists(file)
        ? JSON.readValue(file.toFile(), new TypeReference<Map<String, String>>() {})
        : Map.of();
  }

  private Outcome start(Cell cell, List<String> arguments, Path log, Consumer<Beat> beats)
      throws IOException, InterruptedException {
    WorkerLauncher launcher = cell.measurement().measuresTheProcess() ? jvm : jvm.unmeasured();
    return cell.execution().isPresent()
        ? launcher.run(cell.oneStream(), CellTask.class, arguments, log, beats)
        : launcher.run(CellTask.class, arguments, log, beats);
  }
}
