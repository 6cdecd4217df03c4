package io.convbench.harness.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whether a child failed for lack of memory, told from what it left behind.
 *
 * @param how what became of the batch, e.g. {@code does not fit in memory (std::bad_alloc)}
 * @param hinted false for a death by a signal of which nothing hints at memory, but which a lack of
 *     it may have caused
 */
public record LackOfMemory(String how, boolean hinted) {

  /** As they say it: Java, the C++ library, PyTorch, ONNX Runtime, TensorFlow, CUDA, Linux. */
  private static final Pattern SIGN =
      Stream.of(
              "Java ran out of heap memory",
              "java\\.lang\\.OutOfMemoryError(: [\\w ]+)?",
              "more than a Java buffer holds",
              "insufficient memory for the Java Runtime Environment",
              "Native memory allocation \\(\\w+\\) failed",
              "std::bad_alloc",
              "DefaultCPUAllocator: (can't allocate|not enough) memory(: you tried to allocate \\d+ bytes)?",
              "CUDA out of memory",
              "Failed to allocate memory for requested buffer of size \\d+",
              "OOM when allocating tensor",
              "RESOURCE_EXHAUSTED",
              "tried to deallocate nullptr",
              "CUDA_ERROR_OUT_OF_MEMORY",
              "CU(BLAS|DNN)_STATUS_ALLOC_FAILED",
              "CUDA (error|failure 2): out of memory",
              "Cannot allocate memory")
          .collect(Collectors.collectingAndThen(Collectors.joining("|"), Pattern::compile));

  /**
   * What is known of a failure; empty when it had another reason.
   *
   * @param reason why the child failed
   * @param log the child's output; need not exist
   * @param kills since before the child started
   */
  public static Optional<LackOfMemory> in(String reason, Path log, OutOfMemoryKills kills)
      throws IOException {
    String said =
        Files.exists(log) ? new String(Files.readAllBytes(log), StandardCharsets.UTF_8) : "";
    Optional<String> sign = sign(reason).or(() -> sign(said));
    if (sign.isPresent()) {
      return Optional.of(doesNotFit(sign.get()));
    }
    Optional<CrashReport> crash = CrashReport.of(reason, said);
    if (crash.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        crash.get().signal().equals("SIGKILL") && kills.any()
            ? doesNotFit("killed by Linux, which counts a kill for lack of memory")
            : endedBy(crash.get()));
  }

  private static LackOfMemory doesNotFit(String sign) {
    return new LackOfMemory("does not fit in memory (" + sign + ")", true);
  }

  private static LackOfMemory endedBy(CrashReport crash) {
    String how = "ended by %s, which may be lack of memory".formatted(crash.signal());
    return crash
        .addressSpace()
        .map(full -> new LackOfMemory("%s (%s)".formatted(how, full), true))
        .orElse(new LackOfMemory(how, false));
  }

  private static Optional<String> sign(String text) {
    Matcher matcher = SIGN.matcher(text);
    return matcher.find() ? Optional.of(matcher.group()) : Optional.empty();
  }
}
