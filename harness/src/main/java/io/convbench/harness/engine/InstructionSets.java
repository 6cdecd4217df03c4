package io.convbench.harness.engine;

import io.convbench.harness.modelfile.Precision;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Which precisions a processor computes in, and does not emulate in float32. */
final class InstructionSets {

  private static final List<String> BF16 = List.of("avx512_bf16", "amx_bf16");
  private static final List<String> FP16 = List.of("avx512_fp16", "amx_fp16");

  private InstructionSets() {}

  /**
   * Why a processor does not compute in a precision; empty when it does.
   *
   * @param flags instruction sets as Linux calls them
   */
  static Optional<String> missing(Precision precision, Collection<String> flags) {
    return switch (precision) {
      case FP32 -> Optional.empty();
      case TF32 -> Optional.of("TF32 is a format of NVIDIA GPUs");
      case FP16 -> unlessAny(FP16, precision, flags);
      case BF16 -> unlessAny(BF16, precision, flags);
    };
  }

  private static Optional<String> unlessAny(
      List<String> wanted, Precision precision, Collection<String> flags) {
    return wanted.stream().anyMatch(flags::contains)
        ? Optional.empty()
        : Optional.of(
            "this processor has none of %s and would emulate %s"
                .formatted(String.join(", ", wanted), precision.id()));
  }
}
