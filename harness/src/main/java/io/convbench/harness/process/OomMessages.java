package io.convbench.harness.process;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How libraries and the system say that memory is too little; none of the words are convbench's.
 */
final class OomMessages {

  /** Java, the C++ library, PyTorch, ONNX Runtime, TensorFlow, CUDA, Linux. */
  private static final Pattern SIGN =
      Stream.of(
              "java\\.lang\\.OutOfMemoryError(: [\\w ]+)?",
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

  private OomMessages() {}

  /** The first such words in a text. */
  static Optional<String> in(String text) {
    Matcher matcher = SIGN.matcher(text);
    return matcher.find() ? Optional.of(matcher.group()) : Optional.empty();
  }
}
