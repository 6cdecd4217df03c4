package io.convbench.harness.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.convbench.harness.cell.Cell;
import io.convbench.harness.modelfile.BatchNormFolding;
import io.convbench.results.Failure;
import io.convbench.results.FailureKind;
import io.convbench.suites.architecture.CalibrationNetwork;
import io.convbench.suites.weights.WeightsSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelFileStoreTest {

  private static final Optional<Failure> FULL =
      Optional.of(new Failure(FailureKind.DISK_FULL, "No space left on device"));

  @TempDir private Path run;

  /**
   * As it is after Ctrl-C while the file was being written: the run must continue with --resume.
   */
  @Test
  void deletesWhatAnInterruptedRunLeft() throws IOException {
    Path models = Files.createDirectory(run.resolve("models"));
    Files.writeString(models.resolve("VGG19-pytorch-0.pt.part"), "half");

    store((file, tries) -> Optional.empty()).close();

    assertFalse(Files.exists(models));
  }

  /** Found on a disk of 8 MiB: the file was deleted before JMH's fork loaded it. */
  @Test
  void keepsTheFileOfTheMeasuredCellWhileThoseForCalibrationAreWritten() throws Exception {
    Cell first = SampleCells.cell("VGG16", 1, "latency");
    Cell second = SampleCells.cell("VGG19", 1, "latency");
    try (ModelFileStore store = store((file, tries) -> Optional.empty())) {
      Path before = store.of(first, 224, "seeded").file();
      Path measured = store.of(second, 224, "seeded").file();
      assertFalse(Files.exists(before), "more than may be kept");
      Map<CalibrationNetwork, Path> probes = store.calibration(second.running());

      assertTrue(Files.exists(measured));
      assertEquals(CalibrationNetwork.values().length, probes.size());
      assertTrue(probes.values().stream().allMatch(Files::exists));

      store.of(first, 224, "seeded");
      assertFalse(Files.exists(measured));
      assertTrue(probes.values().stream().allMatch(Files::exists));
    }
  }

  @Test
  void goesWithoutCalibrationRatherThanWithoutTheMeasuredFileOnAFullDisk() throws Exception {
    Cell cell = SampleCells.cell("VGG16", 1, "latency");
    try (ModelFileStore store =
        store((file, tries) -> file.startsWith("VGG16") ? Optional.empty() : FULL)) {
      Path measured = store.of(cell, 224, "seeded").file();

      assertEquals(Map.of(), store.calibration(cell.running()));
      assertTrue(Files.exists(measured));
    }
  }

  /** What a killed run left may be what fills the disk. */
  @Test
  void deletesAllOthersWhereTheDiskIsFull() throws Exception {
    Path models = Files.createDirectory(run.resolve("models"));
    Path left = Files.writeString(models.resolve("VGG19-pytorch-0.pt"), "whole");
    try (ModelFileStore store = store((file, tries) -> tries == 1 ? FULL : Optional.empty())) {
      ModelFileStore.Entry entry = store.of(SampleCells.cell("VGG16", 1, "latency"), 224, "seeded");

      assertEquals(Optional.empty(), entry.failure());
      assertFalse(Files.exists(left));
    }
  }

  private interface Fate {
    Optional<Failure> of(String file, int tries);
  }

  /** That may keep one file, and writes files of one byte. */
  private ModelFileStore store(Fate fate) {
    AtomicInteger tries = new AtomicInteger();
    return new ModelFileStore(
        (request, log) -> {
          String name = request.file().getFileName().toString();
          Optional<Failure> failure = fate.of(name, tries.incrementAndGet());
          if (failure.isEmpty()) {
            Files.writeString(request.file(), "m");
          }
          return failure;
        },
        BatchNormFolding.FOLDED,
        WeightsSource.parse("seeded", run),
        run.resolve("models"),
        run.resolve("logs"),
        1);
  }
}
