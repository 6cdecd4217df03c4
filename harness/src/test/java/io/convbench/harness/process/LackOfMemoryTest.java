package io.convbench.harness.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.convbench.harness.machine.RecordedSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Messages as PyTorch 2.7.1, ONNX Runtime 1.29.0 and others print them. */
class LackOfMemoryTest {

  @TempDir private Path folder;

  @Test
  void knowsJavasOwn() throws IOException {
    assertSign("Java ran out of heap memory", "Java ran out of heap memory");
    assertSign(
        "java.lang.OutOfMemoryError: Java heap space",
        "Terminating due to java.lang.OutOfMemoryError: Java heap space");
    assertSign(
        "more than a Java buffer holds",
        "16384 images of 224x224x3 values are more than a Java buffer holds");
  }

  @Test
  void knowsPyTorchs() throws IOException {
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
  void knowsOnnxRuntimes() throws IOException {
    assertSign(
        "Failed to allocate memory for requested buffer of size 3288334336",
        "bfc_arena.cc:359 void* onnxruntime::BFCArena::AllocateRawInternal(size_t, bool,"
            + " onnxruntime::Stream*) Failed to allocate memory for requested buffer of size"
            + " 3288334336");
  }

  @Test
  void knowsTensorFlows() throws IOException {
    assertSign(
        "OOM when allocating tensor",
        "OOM when allocating tensor with shape[256,224,224,64] and type float on"
            + " /job:localhost/replica:0/task:0/device:GPU:0 by allocator GPU_0_bfc");
  }

  @Test
  void knowsTensorFlowsFailedAllocationInTheLog() throws IOException {
    Files.writeString(
        folder.resolve("cell.log"),
        "E ./tensorflow/core/common_runtime/mkl_cpu_allocator.h:73] tried to deallocate nullptr\n");

    assertEquals(
        Optional.of(new LackOfMemory("does not fit in memory (tried to deallocate nullptr)", true)),
        in("JMH could not time the forward pass: java.lang.NullPointerException"));
  }

  @Test
  void knowsThatLinuxKilledForLackOfMemory() throws IOException {
    RecordedSystem system =
        RecordedSystem.withoutContainer(folder).with("proc/vmstat", "pgfault 9\noom_kill 4\n");
    OutOfMemoryKills kills = OutOfMemoryKills.since(folder);
    system.with("proc/vmstat", "pgfault 9\noom_kill 5\n");

    for (String reason :
        List.of(
            "process ended with exit code 137: killed (signal 9)",
            "JMH could not time the forward pass: Forked VM failed with exit code 137")) {
      assertEquals(
          Optional.of(
              new LackOfMemory(
                  "does not fit in memory (killed by Linux, which counts a kill for lack of memory)",
                  true)),
          LackOfMemory.in(reason, folder.resolve("none"), kills));
    }
  }

  @Test
  void doesNotTakeEveryKillForLackOfMemory() throws IOException {
    assertEquals(
        Optional.of(new LackOfMemory("ended by SIGKILL, which may be lack of memory", false)),
        in("process ended with exit code 137: killed (signal 9)"));
  }

  /** Lines of HotSpot's report of TensorFlow 2.16.2 under {@code ulimit -v 7000000}. */
  @Test
  void readsInHotSpotsReportHowFullTheAddressSpaceWas() throws IOException {
    report(6999924);

    assertEquals(
        Optional.of(
            new LackOfMemory(
                "ended by SIGSEGV, which may be lack of memory (6999924 of the 7000000 KiB that"
                    + " ulimit -v allows were in use)",
                true)),
        in("JMH could not time the forward pass: Forked VM failed with exit code 134"));
  }

  @Test
  void seesNoHintInALimitThatIsFarAway() throws IOException {
    report(1234567);

    assertEquals(
        Optional.of(new LackOfMemory("ended by SIGSEGV, which may be lack of memory", false)),
        in("process ended with exit code 134: aborted by native code (signal 6)"));
  }

  /** TensorFlow runs into one where oneDNN gets no memory. */
  @Test
  void takesAnIllegalInstructionForWhatMayBeLackOfMemory() throws IOException {
    Files.writeString(folder.resolve("cell.log"), "#  SIGILL (0x4) at pc=0x00007f, pid=1\n");

    assertEquals(
        Optional.of(new LackOfMemory("ended by SIGILL, which may be lack of memory", false)),
        in("process ended with exit code 134: aborted by native code (signal 6)"));
  }

  @Test
  void doesNotTakeADivisionByZeroForLackOfMemory() throws IOException {
    Files.writeString(folder.resolve("cell.log"), "#  SIGFPE (0x8) at pc=0x00007f, pid=1\n");

    assertEquals(
        Optional.empty(),
        in("process ended with exit code 134: aborted by native code (signal 6)"));
  }

  @Test
  void readsTheLogWhereTheReasonSaysNothing() throws IOException {
    Files.writeString(
        folder.resolve("cell.log"),
        "terminate called after throwing an instance of 'std::bad_alloc'\n  what():  x\n");

    assertEquals(
        Optional.of(new LackOfMemory("does not fit in memory (std::bad_alloc)", true)),
        in("process ended with exit code 134: aborted by native code"));
  }

  @Test
  void seesNoneInOtherFailures() throws IOException {
    Files.writeString(folder.resolve("cell.log"), "The machine has 24 GiB of memory\n");

    assertEquals(Optional.empty(), in("still running after 1200 s: stopped"));
    assertEquals(Optional.empty(), in("the disk is full"));
  }

  private void report(long peakKibibytes) throws IOException {
    Files.writeString(
        folder.resolve("cell.log"),
        "#  SIGSEGV (0xb) at pc=0x00007f7075b82f38, pid=19637, tid=19660\n"
            + "rlimit (soft/hard): STACK 8192k/infinity , CORE 0k/infinity , AS 7000000k/7000000k ,"
            + " CPU infinity/infinity\n"
            + "Virtual Size: %sK (peak: %sK)\n".formatted(peakKibibytes, peakKibibytes));
  }

  private Optional<LackOfMemory> in(String reason) throws IOException {
    return LackOfMemory.in(reason, folder.resolve("cell.log"), OutOfMemoryKills.sinceNow());
  }

  private void assertSign(String sign, String reason) throws IOException {
    assertEquals(
        Optional.of(new LackOfMemory("does not fit in memory (" + sign + ")", true)), in(reason));
  }
}
