package io.convbench.harness.process;

import io.convbench.results.Failure;
import java.io.IOException;

/** Says that a child did not do what it was to do, and why. */
public final class WorkerFailedException extends IOException {

  private static final long serialVersionUID = 1;

  private final transient Failure failure;

  WorkerFailedException(Failure failure) {
    super(failure.reason());
    this.failure = failure;
  }

  /** Of which kind, and the message. */
  public Failure failure() {
    return failure;
  }
}
