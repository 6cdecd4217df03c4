package io.convbench.harness.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.convbench.datasets.protocol.Protocols;
import io.convbench.harness.cell.ImageSelection;
import io.convbench.harness.gpu.NvidiaSmi;
import io.convbench.harness.machine.MachineProbe;
import io.convbench.results.Column;
import io.convbench.results.Row;
import io.convbench.results.RunEnvironments;
import io.convbench.results.RunFolder;
import io.convbench.suites.weights.WeightsSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProvenanceTest {

  @TempDir private Path folder;

  /** A cell that fails before its images are read is of the part that was asked for, too. */
  @Test
  void saysWhichPartOfTheDatasetWasAskedForWithoutItsHash() throws IOException {
    for (String name : new String[] {"n01440764/a.jpg", "n01440764/b.jpg", "n01443537/c.jpg"}) {
      Path file = folder.resolve("val").resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, "");
    }

    Row part = provenance("2-3").images(224, Optional.empty());

    assertEquals(Optional.of("val"), part.text(Column.DATASET));
    assertEquals(Optional.of("2-3 of 3"), part.text(Column.DATASET_PART));
    assertEquals(
        Optional.empty(),
        provenance(null).images(224, Optional.of("hash")).text(Column.DATASET_PART));
  }

  private Provenance provenance(String range) throws IOException {
    ImageSelection images =
        ImageSelection.checked(
            folder.resolve("val"), null, null, Protocols.parse("keras"), null, range);
    RunEnvironments environments =
        RunEnvironments.read(new RunFolder(Files.createDirectories(folder.resolve("run"))));
    if (environments.byName().isEmpty()) {
      environments.add(EnvironmentProbe.probe(Clock.systemUTC(), MachineProbe.probe(), List.of()));
    }
    return new Provenance(
        "id",
        environments,
        "environment.json",
        GpuProvenance.of(NvidiaSmi.onPath()),
        Optional.of(images),
        WeightsSource.parse("seeded", Path.of("none")));
  }
}
