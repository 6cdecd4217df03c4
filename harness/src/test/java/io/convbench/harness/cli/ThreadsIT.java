package io.convbench.harness.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.convbench.results.Column;
import io.convbench.results.ResultsCsv;
import io.convbench.results.RunFolder;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The threads asked for are the threads that compute, by the processor time that timed passes take.
 * Other programs make a process use fewer cores, never more; so one try in a few is enough.
 */
class ThreadsIT {

  private static final int TRIES = 5;

  @TempDir private Path temp;

  @ParameterizedTest
  @ValueSource(strings = {"pytorch", "onnxruntime", "tensorflow"})
  void oneThreadKeepsOneCoreBusy(String engine) throws Exception {
    double cores = coresUsed(engine, 1, 0);

    assertTrue(cores > 0.1 && cores < 1.3, engine + " used " + cores + " cores with one thread");
  }

  @ParameterizedTest
  @ValueSource(strings = {"pytorch", "onnxruntime", "tensorflow"})
  void twoThreadsKeepMoreThanOneCoreBusy(String engine) throws Exception {
    assumeTrue(Runtime.getRuntime().availableProcessors() > 1);
    double most = 0;
    for (int attempt = 0; attempt < TRIES && most <= 1.3; attempt++) {
      most = Math.max(most, coresUsed(engine, 2, attempt));
    }

    assertTrue(most > 1.3 && most < 2.6, engine + " used " + most + " cores with two threads");
  }

  private double coresUsed(String engine, int threads, int attempt) throws Exception {
    RunFolder run = new RunFolder(temp.resolve("run" + attempt));
    int exitCode =
        Convbench.commandLine()
            .execute(
                "run",
                "--arch=ResNet50",
                "--measure=latency",
                "--batch=4",
                "--quick",
                "--engine=" + engine,
                "--threads=" + threads,
                "--out=" + run.path());
    assertEquals(0, exitCode);
    double cores = ResultsCsv.read(run.results()).get(0).number(Column.CORES_USED).orElseThrow();
    System.out.printf("%s, %d threads: %.2f cores used%n", engine, threads, cores);
    return cores;
  }
}
