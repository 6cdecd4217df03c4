package io.convbench.results;

import java.util.Objects;

/**
 * Why something has no value.
 *
 * @param kind for programs
 * @param reason for people, in one line
 */
public record Failure(FailureKind kind, String reason) {

  /**
   * @throws IllegalArgumentException when the reason is blank
   */
  public Failure {
    Objects.requireNonNull(kind, "kind");
    if (reason.isBlank()) {
      throw new IllegalArgumentException("a failure of kind %s without reason".formatted(kind));
    }
  }

  /** The same failure, of which the reason says in what it happened: {@code what: reason}. */
  public Failure of(String what) {
    return new Failure(kind, what + ": " + reason);
  }
}
