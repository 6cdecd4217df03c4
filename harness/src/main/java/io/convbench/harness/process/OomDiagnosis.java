package io.convbench.harness.process;

import java.util.Optional;

/**
 * Whether a child failed for lack of memory.
 *
 * @param how what became of the batch, e.g. {@code does not fit in memory (std::bad_alloc)}
 * @param hinted false for a death by a signal of which nothing hints at memory, but which a lack of
 *     it may have caused
 */
public record OomDiagnosis(String how, boolean hinted) {

  /** What is known of an outcome; empty when it had another reason. */
  public static Optional<OomDiagnosis> in(Outcome outcome) {
    if (outcome instanceof Outcome.OutOfHeap) {
      return Optional.of(new OomDiagnosis("does not fit in memory (Java's heap)", true));
    }
    if (outcome instanceof Outcome.OutOfMemory memory) {
      return Optional.of(new OomDiagnosis(memory.how(), true));
    }
    return outcome instanceof Outcome.Signalled ended && ended.signal().mayBeLackOfMemory()
        ? Optional.of(new OomDiagnosis(endedBy(ended.signal()), false))
        : Optional.empty();
  }

  /** One that is certain before anything was tried. */
  public static OomDiagnosis of(String sign) {
    return new OomDiagnosis(doesNotFit(sign), true);
  }

  static String doesNotFit(String sign) {
    return "does not fit in memory (" + sign + ")";
  }

  static String endedBy(Signal signal) {
    return "ended by %s, which may be lack of memory".formatted(signal.name());
  }
}
