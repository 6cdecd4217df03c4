package io.convbench.harness.process;

import io.convbench.foundation.fuzz.Fuzz;
import io.convbench.harness.engine.CudaDevices;
import io.convbench.harness.heartbeat.Beat;
import io.convbench.harness.heartbeat.HeartbeatFile;
import io.convbench.results.Failure;
import io.convbench.results.FailureKind;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A child may crash, or its disk fill up, as it writes; its log is the engines'. */
class ChildFilesFuzzTest {

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void nameTheFile() {
    file = folder.resolve("file");
  }

  @Test
  void report() throws Exception {
    WorkerReport.write(
        new Outcome.Failed(new Failure(FailureKind.ERROR, "no operator \"Conv\"")), file);
    byte[] failed = Files.readAllBytes(file);
    WorkerReport.write(new Outcome.Signalled(Signal.SIGABRT, "the fork ended"), file);
    byte[] signalled = Files.readAllBytes(file);
    WorkerReport.write(new Outcome.FoundBug("a bug", "at A.b(A.java:1)"), file);
    Fuzz.of("report of a child", failed, signalled, Files.readAllBytes(file))
        .with("OUT_OF_MEMORY", "MISSING", "SIGKILL", "null")
        .read(file, input -> WorkerReport.read(file));
  }

  @Test
  void log() throws Exception {
    Fuzz.ofTexts(
            "log of a child",
            """
            # A fatal error has been detected by the Java Runtime Environment:
            #  SIGSEGV (0xb) at pc=0x00007f3b, pid=1, tid=2
            rlimit (soft/hard): STACK 8192k/infinity , AS 3400000k/infinity , CPU infinity/infinity
            Virtual Size: 3399000K (peak: 3399996K), Resident Set Size: 100K
            """,
            "java.lang.OutOfMemoryError: Java heap space\n",
            "DefaultCPUAllocator: can't allocate memory: you tried to allocate 4096 bytes\n")
        .with("SIGBUS", "CUDA out of memory", "std::bad_alloc")
        .read(
            input -> {
              String log = new String(input, StandardCharsets.UTF_8);
              new WorkerExit(134, Optional.empty(), log, false).outcome();
              new WorkerExit(1, Optional.empty(), log, true).outcome();
            });
  }

  @Test
  void heartbeat() throws Exception {
    HeartbeatFile.create(file);
    HeartbeatFile.to(file).at(3, 10, Duration.ofSeconds(5));
    Fuzz.of("heartbeat", Files.readAllBytes(file))
        .read(file, input -> HeartbeatFile.read(file).ifPresent(Beat::fraction));
  }

  @Test
  void hashes() throws Exception {
    Path library = Files.writeString(folder.resolve("lib.so"), "library");
    Path hashes = folder.resolve("hashes.json");
    new NativeHashes(Optional.of(folder)).of(List.of(library));
    Fuzz.of("hashes of libraries", Files.readAllBytes(hashes))
        .with("null", "[", "]")
        .read(hashes, input -> new NativeHashes(Optional.of(folder)).of(List.of(library)));
  }

  @Test
  void killsForMemory() throws Exception {
    Path vmstat = Files.createDirectories(folder.resolve("proc")).resolve("vmstat");
    Fuzz.ofTexts("/proc/vmstat", "nr_free_pages 1\noom_kill 3\n")
        .read(vmstat, input -> OomKills.since(folder).any());
  }

  @Test
  void engine() throws Exception {
    new EngineReport("0.36.0 (2.7.1)", new CudaDevices(1, ""), Map.of()).write(file);
    Fuzz.of("report of an engine", Files.readAllBytes(file))
        .read(file, input -> EngineReport.read(file));
  }
}
