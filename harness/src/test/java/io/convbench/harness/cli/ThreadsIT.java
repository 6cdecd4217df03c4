package io.convbench.harness.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.convbench.results.Column;
import io.convbench.results.ResultsCsv;
import io.convbench.results.Row;
import io.convbench.results.RunFolder;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The threads asked for are the threads that compute, by the processor time that timed passes take.
 * Other programs make a process use fewer cores, never more; so one try in a few is enough.
 */
@Tag("conformance")
class ThreadsIT {

  private static final int TRIES = 5;

  @TempDir private Path temp;

  @ParameterizedTest
  @ValueSource(strings = {"pytorch", "onnxruntime", "tensorflow"})
  void asManyThreadsAsAskedForKeepTheirCoresBusy(String engine) throws Exception {
    boolean twoCores = Runtime.getRuntime().availableProcessors() > 1;
    Map<Long, Double> cores = coresUsed(engine, twoCores ? "1,2" : "1", 0);

    double one = cores.get(1L);
    assertTrue(one > 0.1 && one < 1.3, engine + " used " + one + " cores with one thread");

    assumeTrue(twoCores);
    double most = cores.get(2L);
    for (int attempt = 1; attempt < TRIES && most <= 1.3; attempt++) {
      most = Math.max(most, coresUsed(engine, "2", attempt).get(2L));
    }
    assertTrue(most > 1.3 && most < 2.6, engine + " used " + most + " cores with two threads");
  }

  /** By the number of threads. */
  private Map<Long, Double> coresUsed(String engine, String threads, int attempt) throws Exception {
    RunFolder run = new RunFolder(temp.resolve("run" + attempt));
    int exitCode =
        Convbench.commandLine()
            .execute(
                "run",
                "--arch=ResNet50",
                "--measure=latency",
                "--batch=4",
                "--quick",
                "--repeat-budget=0",
                "--engine=" + engine,
                "--threads=" + threads,
                "--out=" + run.path());
    assertEquals(0, exitCode);
    Map<Long, Double> cores = new TreeMap<>();
    for (Row row : ResultsCsv.read(run.results())) {
      cores.put(
          row.integer(Column.THREADS).orElseThrow(), row.number(Column.CORES_USED).orElseThrow());
    }
    System.out.println(engine + ", cores used by threads: " + cores);
    return cores;
  }
}
