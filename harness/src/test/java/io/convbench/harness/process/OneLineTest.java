package io.convbench.harness.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.convbench.harness.machine.ResourceLimits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class OneLineTest {

  @Test
  void saysWhyTheSystemRefusedAFile() {
    String expected =
        "cannot read or write x.csv (no such file or folder): check the path and its permissions";
    IOException missing = new NoSuchFileException("x.csv");

    assertEquals(expected, OneLine.of(missing));
    assertEquals(expected, OneLine.of(new UncheckedIOException(missing)));
  }

  @Test
  void takesTheFirstLine() {
    assertEquals("one", OneLine.of(new IOException("one\ntwo")));
    assertEquals("IOException", OneLine.of(new IOException()));
  }

  @Test
  void showsWhatIsHiddenInAName() {
    assertEquals("no a\\u001b[2J", OneLine.of(new IOException("no a\u001b[2J")));
    assertEquals(
        "cannot read or write \\u202e (no such file or folder): check the path and its permissions",
        OneLine.of(new NoSuchFileException("\u202e")));
  }

  /** As DJL does when an engine's natives do not fit on the disk. */
  @Test
  void addsWhatALibraryKeepsInTheCause() {
    IOException full = new IOException("No space left on device");

    assertEquals(
        "Failed to extract it (No space left on device)",
        OneLine.of(new IllegalStateException("Failed to extract it", full)));
  }

  @Test
  void advisesSpaceWhereADiskIsFull() {
    assertEquals(
        "cannot read or write x.csv (No space left on device): free disk space there",
        OneLine.of(new FileSystemException("x.csv", null, "No space left on device")));
  }

  @Test
  void namesTheLimitOnOpenFiles() {
    IOException failure = new FileSystemException("x.csv", null, "Too many open files");

    assertEquals(
        "cannot read or write x.csv (Too many open files); raise the limit on open files, now 60"
            + " (ulimit -n)",
        completed("cannot read or write x.csv (Too many open files)", failure));
    assertTrue(OneLine.of(failure).contains("(Too many open files); raise the limit"), "no advice");
  }

  /** As DJL reports what glibc says under {@code ulimit -v 3400000}. */
  @Test
  void saysWhyALibraryDoesNotLoadAndWhichLimitThatIs() {
    Error unloaded =
        new UnsatisfiedLinkError("libtorch.so: failed to map segment from shared object");

    assertEquals(
        "Failed to load PyTorch native library (libtorch.so: failed to map segment from shared"
            + " object); raise the limit on address space, now 3400000 KiB (ulimit -v)",
        completed(
            "Failed to load PyTorch native library",
            new IllegalStateException("Failed to load PyTorch native library", unloaded)));
  }

  @Test
  void saysWhatAClassWasInitializedByThatDoesNotLoad() {
    assertEquals(
        "ExceptionInInitializerError (no onnxruntime in java.library.path)",
        OneLine.of(
            new ExceptionInInitializerError(
                new UnsatisfiedLinkError("no onnxruntime in java.library.path"))));
  }

  @Test
  void takesFewOpenFilesForTheReasonThatAClassIsLost() {
    Error lost = new NoClassDefFoundError("io/convbench/A");

    assertTrue(OneLine.of(lost).startsWith("a class cannot be loaded (io/convbench/A)"));
    assertEquals(
        "lost; raise the limit on open files, now 60 (ulimit -n)",
        new RootCause(
                "lost (io/convbench/A)",
                lost,
                new ResourceLimits(OptionalLong.of(60), OptionalLong.empty()))
            .completed()
            .replace(" (io/convbench/A)", ""));
  }

  @Test
  void saysNothingTwice() {
    assertEquals("no tensorflow", OneLine.of(new UnsatisfiedLinkError("no tensorflow")));
  }

  private static String completed(String said, Throwable failure) {
    return new RootCause(
            said, failure, new ResourceLimits(OptionalLong.of(60), OptionalLong.of(3400000L << 10)))
        .completed();
  }
}
