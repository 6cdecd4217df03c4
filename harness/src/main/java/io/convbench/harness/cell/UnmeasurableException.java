package io.convbench.harness.cell;

import io.convbench.results.Status;

/** Says that a cell has no value, and why, in words for its result row. */
public final class UnmeasurableException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final Status status;

  public UnmeasurableException(Status status, String reason) {
    super(reason);
    this.status = status;
  }

  /** The row's status. */
  public Status status() {
    return status;
  }
}
