package io.convbench.harness.run;

import static org.junit.jupiter.api.Assertions.assertFalse;

import io.convbench.harness.modelfile.BatchNormFolding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelFileStoreTest {

  @TempDir private Path run;

  /**
   * As it is after Ctrl-C while the file was being written: the run must continue with --resume.
   */
  @Test
  void deletesWhatAnInterruptedRunLeft() throws IOException {
    Path models = Files.createDirectory(run.resolve("models"));
    Files.writeString(models.resolve("VGG19-pytorch-0.pt.part"), "half");

    new ModelFileStore(null, BatchNormFolding.FOLDED, null, models, run.resolve("logs")).close();

    assertFalse(Files.exists(models));
  }
}
