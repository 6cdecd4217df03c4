package io.convbench.harness.process;

import io.convbench.results.Failure;
import java.io.IOException;
import java.util.Optional;

/** Says that a child did not do what it was to do, and why. */
public final class WorkerFailedException extends IOException {

  private static final long serialVersionUID = 1;

  private final transient Failure failure;
  private final String stackTrace;

  /**
   * @param failure of which kind, and the message
   * @param outcome what became of the child
   */
  public WorkerFailedException(Failure failure, Outcome outcome) {
    super(failure.reason());
    this.failure = failure;
    this.stackTrace = outcome.stackTrace().orElse(null);
  }

  /** The child's, where convbench itself is at fault. */
  public Optional<String> childsStackTrace() {
    return Optional.ofNullable(stackTrace);
  }

  /** Of which kind, and the message. */
  public Failure failure() {
    return failure;
  }
}
