package io.convbench.harness.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.convbench.harness.cell.Cell;
import io.convbench.harness.cell.CellRequest;
import io.convbench.harness.cell.LatencySettings;
import io.convbench.harness.engine.Engines;
import io.convbench.harness.modelfile.ModelForm;
import io.convbench.harness.modelfile.Precision;
import io.convbench.results.Failure;
import io.convbench.results.Row;
import io.convbench.results.RunFolder;
import io.convbench.suites.architecture.Architectures;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** A conformance cell as a run measures it, with the built installation's children. */
final class ConformanceCell {

  private ConformanceCell() {}

  static Row measure(
      Path folder, String engine, String architecture, ModelForm form, Precision precision)
      throws Exception {
    Installation installation = new Installation(Path.of("target", "convbench").toAbsolutePath());
    ChildJvm jvm = new ChildJvm(installation, TestCaches.engines(), Duration.ofMinutes(5));
    Path model = folder.resolve("model" + Engines.named(engine).writer().extension());
    int side = Architectures.named(architecture).inputSize();
    Optional<Failure> failure =
        new ModelFileRequest(architecture, engine, form, precision, side, "seeded", model)
            .execute(jvm, folder.resolve("model.log"));
    assertEquals(Optional.empty(), failure);
    Cell cell = new Cell(architecture, engine, "cpu", 2, precision.id(), 2, "conformance");
    LatencySettings latency = new LatencySettings(1, 1);
    CellRequest request =
        new CellRequest(
            cell, "seeded", form, side, model, new RunFolder(folder), latency, null, null);
    return new CellProcess(jvm).measure(request, folder.resolve("cell.log"), beat -> {}).row();
  }
}
