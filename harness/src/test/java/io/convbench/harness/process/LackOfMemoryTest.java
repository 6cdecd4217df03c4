package io.convbench.harness.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
  void knowsTheKernels() throws IOException {
    assertSign(
        "killed (signal 9)",
        "process ended with exit code 137: killed (signal 9), most likely for lack of memory");
    assertSign(
        "Forked VM failed with exit code 137",
        "JMH could not time the forward pass: Forked VM failed with exit code 137");
  }

  @Test
  void readsTheLogWhereTheReasonSaysNothing() throws IOException {
    Path log = folder.resolve("cell.log");
    Files.writeString(
        log, "terminate called after throwing an instance of 'std::bad_alloc'\n  what():  x\n");

    assertEquals(
        Optional.of("std::bad_alloc"),
        LackOfMemory.in("process ended with exit code 134: aborted by native code", log));
  }

  @Test
  void seesNoneInOtherFailures() throws IOException {
    Path log = Files.writeString(folder.resolve("cell.log"), "The machine has 24 GiB of memory\n");

    assertEquals(Optional.empty(), LackOfMemory.in("still running after 1200 s: stopped", log));
    assertEquals(Optional.empty(), LackOfMemory.in("the disk is full", folder.resolve("none")));
  }

  private void assertSign(String sign, String reason) throws IOException {
    assertEquals(Optional.of(sign), LackOfMemory.in(reason, folder.resolve("none")));
  }
}
