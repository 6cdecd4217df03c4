package io.convbench.foundation.input;

/**
 * The user's mistake: a value of an option, a name, or the content of a file that cannot be used.
 * The command ends with exit code 2 and the message, one line that says what failed, the value seen
 * and what to do.
 *
 * <p>An {@link IllegalArgumentException} that is no {@code InvalidInputException} is a bug of
 * convbench.
 */
public final class InvalidInputException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  /**
   * @param message what failed, the value seen, what to do
   */
  public InvalidInputException(String message) {
    super(message);
  }

  /**
   * @param message what failed, the value seen, what to do
   */
  public InvalidInputException(String message, Throwable cause) {
    super(message, cause);
  }
}
