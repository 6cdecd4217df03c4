package io.convbench.harness.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.convbench.results.Failure;
import io.convbench.results.FailureKind;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Messages as PyTorch 2.7.1, ONNX Runtime 1.29.0 and others print them. */
class WorkerExitTest {

  @Test
  void knowsJavasOwn() {
    assertEquals(
        Optional.of(new OomDiagnosis("does not fit in memory (Java's heap)", true)),
        OomDiagnosis.in(new WorkerExit(3, Optional.empty(), "", false).outcome()));
    assertSign(
        "java.lang.OutOfMemoryError: Cannot reserve 147 bytes of direct buffer memory",
        "java.lang.OutOfMemoryError: Cannot reserve 147 bytes of direct buffer memory");
  }

  @Test
  void knowsPyTorchs() {
    assertSign(
        "DefaultCPUAllocator: can't allocate memory: you tried to allocate 3288334336 bytes",
        "RuntimeError: [enforce fail at alloc_cpu.cpp:119] err == 0. DefaultCPUAllocator: can't"
            + " allocate memory: you tried to allocate 3288334336 bytes. Error code 12 (Cannot"
            + " allocate memory)");
    assertSign(
        "CUDA out of memory",
        "torch.OutOfMemoryError: CUDA out of memory. Tried to allocate 2.00 GiB. GPU 0 has a total"
            + " capacity of 7.79 GiB");
  }

  @Test
  void knowsOnnxRuntimes() {
    assertSign(
        "Failed to allocate memory for requested buffer of size 3288334336",
        "bfc_arena.cc:359 void* onnxruntime::BFCArena::AllocateRawInternal(size_t, bool,"
            + " onnxruntime::Stream*) Failed to allocate memory for requested buffer of size"
            + " 3288334336");
  }

  @Test
  void knowsTensorFlows() {
    assertSign(
        "OOM when allocating tensor",
        "OOM when allocating tensor with shape[256,224,224,64] and type float on"
            + " /job:localhost/replica:0/task:0/device:GPU:0 by allocator GPU_0_bfc");
  }

  @Test
  void knowsTensorFlowsFailedAllocationInTheLog() {
    String log =
        "E ./tensorflow/core/common_runtime/mkl_cpu_allocator.h:73] tried to deallocate nullptr\n";

    assertEquals(
        Optional.of(new OomDiagnosis("does not fit in memory (tried to deallocate nullptr)", true)),
        OomDiagnosis.in(told(error("JMH failed: java.lang.NullPointerException"), log)));
  }

  @Test
  void readsTheLogOfAProcessThatCouldNotTell() {
    Outcome outcome =
        ended(134, "terminate called after throwing an instance of 'std::bad_alloc'\n  what():  x");

    assertEquals(
        Optional.of(
            new Failure(
                FailureKind.OUT_OF_MEMORY,
                "does not fit in memory (std::bad_alloc): process ended with exit code 134: aborted"
                    + " by native code (signal 6)")),
        outcome.failure());
  }

  @Test
  void knowsThatLinuxKilledForLackOfMemory() {
    String how = "does not fit in memory (killed by Linux, which counts a kill for lack of memory)";
    Outcome fork = new Outcome.Signalled(Signal.SIGKILL, "a fork of JMH's");

    for (Outcome outcome :
        List.of(
            new WorkerExit(137, Optional.empty(), "", true).outcome(),
            new WorkerExit(1, Optional.of(fork), "", true).outcome())) {
      assertEquals(Optional.of(new OomDiagnosis(how, true)), OomDiagnosis.in(outcome));
      assertEquals(FailureKind.OUT_OF_MEMORY, outcome.failure().orElseThrow().kind());
    }
  }

  @Test
  void doesNotTakeEveryKillForLackOfMemory() {
    Outcome outcome = ended(137, "");

    assertEquals(
        Optional.of(
            new Failure(FailureKind.KILLED, "process ended with exit code 137: killed (signal 9)")),
        outcome.failure());
    assertEquals(
        Optional.of(new OomDiagnosis("ended by SIGKILL, which may be lack of memory", false)),
        OomDiagnosis.in(outcome));
  }

  /** Lines of HotSpot's report of TensorFlow 2.16.2 under {@code ulimit -v 7000000}. */
  @Test
  void readsInHotSpotsReportHowFullTheAddressSpaceWas() {
    Outcome fork = new Outcome.Signalled(Signal.SIGABRT, "a fork of JMH's");

    assertEquals(
        Optional.of(
            new OomDiagnosis(
                "ended by SIGSEGV, which may be lack of memory (6999924 of the 7000000 KiB that"
                    + " ulimit -v allows were in use)",
                true)),
        OomDiagnosis.in(new WorkerExit(1, Optional.of(fork), report(6999924), false).outcome()));
  }

  @Test
  void seesNoHintInALimitThatIsFarAway() {
    assertEquals(
        Optional.of(new OomDiagnosis("ended by SIGSEGV, which may be lack of memory", false)),
        OomDiagnosis.in(ended(134, report(1234567))));
  }

  /** TensorFlow runs into one where oneDNN gets no memory. */
  @Test
  void takesAnIllegalInstructionForWhatMayBeLackOfMemory() {
    Outcome outcome = ended(134, "#  SIGILL (0x4) at pc=0x00007f, pid=1\n");

    assertEquals(FailureKind.CRASHED, outcome.failure().orElseThrow().kind());
    assertEquals(
        Optional.of(new OomDiagnosis("ended by SIGILL, which may be lack of memory", false)),
        OomDiagnosis.in(outcome));
  }

  @Test
  void doesNotTakeADivisionByZeroForLackOfMemory() {
    Outcome outcome = ended(134, "#  SIGFPE (0x8) at pc=0x00007f, pid=1\n");

    assertEquals(FailureKind.CRASHED, outcome.failure().orElseThrow().kind());
    assertEquals(Optional.empty(), OomDiagnosis.in(outcome));
  }

  @Test
  void seesNoLackInOtherFailures() {
    String log = "The machine has 24 GiB of memory\n";

    assertEquals(
        Optional.empty(), OomDiagnosis.in(new Outcome.OutOfTime(Duration.ofSeconds(1200))));
    assertEquals(Optional.empty(), OomDiagnosis.in(told(error("the disk is full"), log)));
    assertEquals(Optional.empty(), OomDiagnosis.in(ended(1, log)));
  }

  /** What a child knows of its failure is not put in doubt by words in its log. */
  @Test
  void believesAChildThatKnowsWhatFailed() {
    Failure full = new Failure(FailureKind.DISK_FULL, "no space");

    assertEquals(
        Optional.of(full), told(full, "std::bad_alloc, which a library got over").failure());
  }

  /** Native code may end the process without a word. */
  @Test
  void doesNotTakeAnExitForAnEnd() {
    assertEquals(
        Optional.of(
            new Failure(FailureKind.ERROR, "process ended with exit code 0: it said nothing")),
        ended(0, "").failure());
  }

  private static String report(long peakKibibytes) {
    return "#  SIGSEGV (0xb) at pc=0x00007f7075b82f38, pid=19637, tid=19660\n"
        + "rlimit (soft/hard): STACK 8192k/infinity , CORE 0k/infinity , AS 7000000k/7000000k ,"
        + " CPU infinity/infinity\n"
        + "Virtual Size: %sK (peak: %sK)\n".formatted(peakKibibytes, peakKibibytes);
  }

  private static Failure error(String reason) {
    return new Failure(FailureKind.ERROR, reason);
  }

  private static Outcome told(Failure failure, String log) {
    return new WorkerExit(1, Optional.of(new Outcome.Failed(failure)), log, false).outcome();
  }

  private static Outcome ended(int exitCode, String log) {
    return new WorkerExit(exitCode, Optional.empty(), log, false).outcome();
  }

  @Test
  void readsAReportOfACrashWithImpossibleNumbers() {
    String log =
        "#  SIGSEGV (0xb) at pc=0x0\nrlimit: AS %1$sk/\nVirtual Size: 1K (peak: %1$sK)\n"
            .formatted("9".repeat(30));

    assertEquals(
        new Outcome.Signalled(
            Signal.SIGSEGV, "process ended with exit code 134: aborted by native code (signal 6)"),
        new WorkerExit(134, Optional.empty(), log, false).outcome());
  }

  /** Of a log without end its end. */
  @Test
  void readsTheEndOfALogOfGigabytes(@TempDir Path folder) throws Exception {
    Path log = folder.resolve("log");
    try (RandomAccessFile sparse = new RandomAccessFile(log.toFile(), "rw")) {
      sparse.setLength(1L << 32);
      sparse.seek(1L << 32);
      sparse.writeBytes("\nno space for more\n");
    }
    Process process = new ProcessBuilder("sh", "-c", "exit 7").start();
    process.waitFor();

    WorkerExit exit = WorkerExit.of(process, folder.resolve("none"), log, OomKills.sinceNow());

    assertEquals(new Outcome.Exited(7, "no space for more"), exit.outcome());
  }

  @Test
  void takesAReportThatHoldsNullForNone(@TempDir Path folder) throws Exception {
    Path report = Files.writeString(folder.resolve("report"), "null");
    assertEquals(Optional.empty(), WorkerReport.read(report));
    assertEquals(
        "an engine's report is empty",
        assertThrows(IOException.class, () -> EngineReport.read(report)).getMessage());
  }

  private static void assertSign(String sign, String reason) {
    assertEquals(
        Optional.of(new OomDiagnosis("does not fit in memory (" + sign + ")", true)),
        OomDiagnosis.in(told(error(reason), "")));
  }
}
