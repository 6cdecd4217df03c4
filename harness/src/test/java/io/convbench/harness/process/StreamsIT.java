package io.convbench.harness.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.convbench.harness.engine.Engine;
import io.convbench.harness.engine.Engines;
import io.convbench.harness.gpu.VisibleGpus;
import io.convbench.harness.measurement.StreamsTask;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Sessions in one process divide its threads, by the processor time of each: they share none, and
 * each keeps both of its own busy, on however many cores.
 */
class StreamsIT {

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"pytorch", "onnxruntime", "tensorflow"})
  void everySessionHasItsOwnThreads(String id) throws Exception {
    assumeTrue(Files.isDirectory(Path.of("/proc/self/task")), "counts threads as Linux does");
    Engine engine = Engines.named(id);
    WorkerLauncher jvm =
        new WorkerLauncher(
            ConformanceChild.installation(folder, StreamsTask.class),
            TestCaches.engines(),
            Duration.ofMinutes(5));

    Outcome outcome =
        jvm.unmeasured()
            .run(
                engine,
                VisibleGpus.NONE,
                2,
                StreamsTask.class,
                List.of(id, folder.toString()),
                folder.resolve("log"));

    assertEquals(Optional.empty(), outcome.failure(), () -> "see " + folder);
    Map<String, List<Long>> ticks = new TreeMap<>();
    for (String line : Files.readAllLines(folder.resolve("threads"))) {
      String[] words = line.split("\t");
      ticks.computeIfAbsent(words[0], name -> new ArrayList<>()).add(Long.parseLong(words[1]));
    }
    // Java names a stream's thread so, and native threads that it starts have its name.
    long[] first = busiest(ticks, "pool-1-thread-1");
    long[] second = busiest(ticks, "pool-2-thread-1");
    long all = LongStream.concat(LongStream.of(first), LongStream.of(second)).sum();
    System.out.println(id + ", ticks by threads: " + ticks);
    for (long[] own : List.of(first, second)) {
      assertTrue(own.length >= 2, id + " " + ticks);
      assertTrue(own[0] + own[1] > 0.3 * all, id + " " + ticks);
      assertTrue(own[1] > 0.1 * all, id + " " + ticks);
    }
  }

  private static long[] busiest(Map<String, List<Long>> ticks, String name) {
    return ticks.getOrDefault(name, List.of()).stream()
        .sorted(Comparator.reverseOrder())
        .mapToLong(Long::longValue)
        .toArray();
  }
}
