package io.convbench.harness.gpu;

import io.convbench.harness.temporary.TemporaryFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/** NVIDIA's own tool, which comes with its driver. */
public final class NvidiaSmi {

  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final String FORMAT = "--format=csv,noheader,nounits";

  private final String program;
  private final Duration limit;

  /**
   * @param program the tool's name or path
   * @param limit after which it is stopped
   */
  NvidiaSmi(String program, Duration limit) {
    this.program = program;
    this.limit = limit;
  }

  /** The tool on the path. */
  public static NvidiaSmi onPath() {
    return new NvidiaSmi("nvidia-smi", LIMIT);
  }

  /**
   * All GPUs by index.
   *
   * @throws IOException when the tool is missing, fails or prints something else
   */
  public List<Gpu> gpus() throws IOException {
    List<String> fields = new ArrayList<>(SmiOutput.GPU_FIELDS);
    while (true) {
      try {
        return SmiOutput.gpus(run("--query-gpu=" + String.join(",", fields), FORMAT), fields);
      } catch (IOException e) {
        // That of an old driver tells nothing at all where it does not know one of the fields.
        Optional<String> unknown = SmiOutput.unknownField(e.getMessage());
        if (unknown.isEmpty() || !fields.remove(unknown.get())) {
          throw e;
        }
      }
    }
  }

  /** The GPUs that a process with these variables sees, in CUDA's order. */
  List<Gpu> seenGpus(Map<String, String> environment) throws IOException {
    List<Gpu> gpus = gpus();
    boolean divided =
        gpus.stream().anyMatch(gpu -> "Enabled".equals(gpu.settings().get("mig.mode.current")));
    return VisibleGpus.seen(
        gpus, divided ? SmiOutput.instances(run("--list-gpus")) : Map.of(), environment);
  }

  /** The GPUs that this process sees, in CUDA's order; none when the tool cannot list them. */
  public List<Gpu> seenGpus() {
    try {
      return seenGpus(System.getenv());
    } catch (IOException e) {
      return List.of();
    }
  }

  /**
   * Memory of a GPU that a process uses; empty when the tool does not list it.
   *
   * @throws IOException as {@link #gpus}
   */
  public OptionalLong usedBytes(Gpu gpu, long pid) throws IOException {
    return SmiOutput.usedBytes(
        run("--query-compute-apps=" + String.join(",", SmiOutput.PROCESS_FIELDS), FORMAT),
        pid,
        gpu.uuid());
  }

  /** The newest CUDA that the driver runs; empty when it is not told. */
  public Optional<String> cudaVersion() {
    try {
      return SmiOutput.cudaVersion(run());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private String run(String... options) throws IOException {
    List<String> command = new ArrayList<>(List.of(program));
    Collections.addAll(command, options);
    // Into a file: to read from a tool that hangs, as it does over a broken driver, would hang,
    // too.
    Path output = TemporaryFiles.file("convbench-smi", ".txt");
    try {
      return run(
          new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile()),
          output);
    } finally {
      Files.deleteIfExists(output);
    }
  }

  private String run(ProcessBuilder builder, Path output) throws IOException {
    Process process = builder.start();
    try {
      process.getOutputStream().close();
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IOException("%s hangs: stopped".formatted(program));
      }
      String text = Files.readString(output);
      if (process.exitValue() != 0) {
        throw new IOException(
            "%s fails: %s".formatted(program, text.lines().findFirst().orElse("it says nothing")));
      }
      return text;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while " + program + " ran", e);
    } finally {
      process.destroyForcibly();
    }
  }
}
