package io.convbench.harness.process;

import io.convbench.results.Failure;
import io.convbench.results.FailureKind;
import java.time.Duration;
import java.util.Optional;

/** What became of a child. The texts are for people; what is done about it hangs on the types. */
public sealed interface Outcome {

  /** Why it failed; empty when it ended well. */
  Optional<Failure> failure();

  /** Where convbench itself is at fault. */
  default Optional<String> stackTrace() {
    return Optional.empty();
  }

  /** It did what it was asked for, and said so. */
  record EndedWell() implements Outcome {

    @Override
    public Optional<Failure> failure() {
      return Optional.empty();
    }
  }

  /**
   * It told its failure itself.
   *
   * @param told of which kind and why
   */
  record Failed(Failure told) implements Outcome {

    @Override
    public Optional<Failure> failure() {
      return Optional.of(told);
    }
  }

  /**
   * Convbench itself is at fault.
   *
   * @param reason in one line
   * @param trace of the exception and its causes
   */
  record FoundBug(String reason, String trace) implements Outcome {

    @Override
    public Optional<Failure> failure() {
      return Optional.of(new Failure(FailureKind.BUG, reason));
    }

    @Override
    public Optional<String> stackTrace() {
      return Optional.of(trace);
    }
  }

  /**
   * It ended without a word, most often because its JVM did not start.
   *
   * @param exitCode of the process
   * @param lastLine of its log
   */
  record Exited(int exitCode, String lastLine) implements Outcome {

    @Override
    public Optional<Failure> failure() {
      return Optional.of(
          new Failure(
              FailureKind.ERROR,
              "process ended with exit code %s: %s".formatted(exitCode, lastLine)));
    }
  }

  /**
   * A signal ended it, or a JVM that it had forked.
   *
   * @param signal the one that says most: which HotSpot caught, not with which it aborted then
   * @param reason in one line
   */
  record Signalled(Signal signal, String reason) implements Outcome {

    @Override
    public Optional<Failure> failure() {
      return Optional.of(
          new Failure(signal.isOfNativeCode() ? FailureKind.CRASHED : FailureKind.KILLED, reason));
    }
  }

  /** Java's heap was too small. */
  record OutOfHeap() implements Outcome {

    @Override
    public Optional<Failure> failure() {
      return Optional.of(new Failure(FailureKind.OUT_OF_HEAP, "Java ran out of heap memory"));
    }
  }

  /**
   * Memory other than Java's heap was too little.
   *
   * @param how what became of the work, e.g. {@code does not fit in memory (std::bad_alloc)}
   * @param ending how the process ended, in one line; empty where {@code how} says all
   */
  record OutOfMemory(String how, Optional<String> ending) implements Outcome {

    @Override
    public Optional<Failure> failure() {
      return Optional.of(
          new Failure(
              FailureKind.OUT_OF_MEMORY, ending.map(line -> how + ": " + line).orElse(how)));
    }
  }

  /**
   * It made no progress for too long and was stopped.
   *
   * @param limit the longest time without progress
   */
  record OutOfTime(Duration limit) implements Outcome {

    @Override
    public Optional<Failure> failure() {
      return Optional.of(
          new Failure(
              FailureKind.TIMEOUT, "no progress for %s s: stopped".formatted(limit.toSeconds())));
    }
  }
}
