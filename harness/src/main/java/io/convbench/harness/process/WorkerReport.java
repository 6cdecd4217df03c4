package io.convbench.harness.process;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.convbench.results.Failure;
import io.convbench.results.FailureKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A child's own word of how it ended, as JSON.
 *
 * @param failure the kind; null when it ended well
 * @param reason the failure in one line; null when it ended well
 * @param signal that ended a JVM which the child had forked; null when none did
 * @param stackTrace of a bug; null where there is none
 */
record WorkerReport(FailureKind failure, String reason, Signal signal, String stackTrace) {

  private static final ObjectMapper JSON = new ObjectMapper();

  static void write(Outcome outcome, Path file) throws IOException {
    Optional<Failure> failure = outcome.failure();
    Signal signal = outcome instanceof Outcome.Signalled ended ? ended.signal() : null;
    Files.write(
        file,
        JSON.writeValueAsBytes(
            new WorkerReport(
                failure.map(Failure::kind).orElse(null),
                failure.map(Failure::reason).orElse(null),
                signal,
                outcome.stackTrace().orElse(null))));
  }

  /** What a child wrote; empty when it did not come to it. */
  static Optional<Outcome> read(Path file) throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(JSON.readValue(file.toFile(), WorkerReport.class).outcome());
    } catch (JsonProcessingException torn) {
      return Optional.empty();
    }
  }

  private Outcome outcome() {
    if (failure == null) {
      return new Outcome.EndedWell();
    }
    if (signal != null) {
      return new Outcome.Signalled(signal, reason);
    }
    if (failure == FailureKind.BUG) {
      return new Outcome.FoundBug(reason, String.valueOf(stackTrace));
    }
    return failure == FailureKind.OUT_OF_HEAP
        ? new Outcome.OutOfHeap()
        : failure == FailureKind.OUT_OF_MEMORY
            ? new Outcome.OutOfMemory(reason, Optional.empty())
            : new Outcome.Failed(new Failure(failure, reason));
  }
}
