package io.convbench.harness.measurement;

/** Says that a batch is more than a Java buffer holds, so that a smaller one is worth a try. */
public final class BufferLimitException extends IllegalArgumentException {

  private static final long serialVersionUID = 1;

  public BufferLimitException(String message) {
    super(message);
  }
}
