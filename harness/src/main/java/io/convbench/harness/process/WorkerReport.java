package io.convbench.harness.process;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.convbench.results.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A child's own word of how it ended, as JSON.
 *
 * @param failure of which kind and why; empty when it ended well
 * @param signal that ended a JVM which the child had forked, if one did
 * @param stackTrace of a bug, if it is one
 */
record WorkerReport(
    Optional<Failure> failure, Optional<Signal> signal, Optional<String> stackTrace) {

  private static final ObjectMapper JSON = JsonMapper.builder().addModule(new Jdk8Module()).build();

  static void write(Outcome outcome, Path file) throws IOException {
    Optional<Signal> signal =
        outcome instanceof Outcome.Signalled ended ? Optional.of(ended.signal()) : Optional.empty();
    Files.write(
        file,
        JSON.writeValueAsBytes(new WorkerReport(outcome.failure(), signal, outcome.stackTrace())));
  }

  /** What a child wrote; empty when it did not come to it. */
  static Optional<Outcome> read(Path file) throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.ofNullable(JSON.readValue(file.toFile(), WorkerReport.class))
          .map(WorkerReport::outcome);
    } catch (JsonProcessingException torn) {
      return Optional.empty();
    }
  }

  private Outcome outcome() {
    if (failure.isEmpty()) {
      return new Outcome.EndedWell();
    }
    Failure told = failure.get();
    if (signal.isPresent()) {
      return new Outcome.Signalled(signal.get(), told.reason());
    }
    return switch (told.kind()) {
      case BUG -> new Outcome.FoundBug(told.reason(), stackTrace.orElse(""));
      case OUT_OF_HEAP -> new Outcome.OutOfHeap();
      case OUT_OF_MEMORY -> new Outcome.OutOfMemory(told.reason(), Optional.empty());
      default -> new Outcome.Failed(told);
    };
  }
}
