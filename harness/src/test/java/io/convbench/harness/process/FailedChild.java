package io.convbench.harness.process;

import io.convbench.results.Failure;
import io.convbench.results.FailureKind;

/** What a command is told of a child that failed. */
public final class FailedChild {

  private FailedChild() {}

  /** Of a failure of this kind, that the child told itself. */
  public static WorkerFailedException of(FailureKind kind) {
    Failure failure = new Failure(kind, "a child");
    return new WorkerFailedException(failure, new Outcome.Failed(failure));
  }
}
