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

/** Tells from what a child left behind whether it failed for lack of memory. */
public final class LackOfMemory {

  /** As they say it: Java, the C++ library, PyTorch, ONNX Runtime, TensorFlow, CUDA, Linux. */
  private static final Pattern SIGN =
      Stream.of(
              "Java ran out of heap memory",
              "java\\.lang\\.OutOfMemoryError(: [\\w ]+)?",
              "more than a Java buffer holds",
              "insufficient memory for the Java Runtime Environment",
              "std::bad_alloc",
              "DefaultCPUAllocator: (can't allocate|not enough) memory(: you tried to allocate \\d+ bytes)?",
              "CUDA out of memory",
              "Failed to allocate memory for requested buffer of size \\d+",
              "OOM when allocating tensor",
              "RESOURCE_EXHAUSTED",
              "CUDA_ERROR_OUT_OF_MEMORY",
              "CU(BLAS|DNN)_STATUS_ALLOC_FAILED",
              "CUDA (error|failure 2): out of memory",
              "killed \\(signal 9\\)",
              "Forked VM failed with exit code 137")
          .collect(Collectors.collectingAndThen(Collectors.joining("|"), Pattern::compile));

  private LackOfMemory() {}

  /**
   * The first words that say so; empty when it failed for another reason, or none is known.
   *
   * @param reason why the child failed
   * @param log the child's output; need not exist
   */
  public static Optional<String> in(String reason, Path log) throws IOException {
    Optional<String> sign = sign(reason);
    return sign.isPresent() || !Files.exists(log)
        ? sign
        : sign(new String(Files.readAllBytes(log), StandardCharsets.UTF_8));
  }

  private static Optional<String> sign(String text) {
    Matcher matcher = SIGN.matcher(text);
    return matcher.find() ? Optional.of(matcher.group()) : Optional.empty();
  }
}
