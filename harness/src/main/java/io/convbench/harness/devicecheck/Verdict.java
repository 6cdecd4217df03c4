package io.convbench.harness.devicecheck;

/**
 * One line of a device check.
 *
 * @param outcome what became of it
 * @param subject what was checked, e.g. {@code conformance of pytorch in fp16}
 * @param finding the figure and its limit, or why there is none
 */
public record Verdict(Outcome outcome, String subject, String finding) {

  /** What became of what was checked. */
  public enum Outcome {
    /** The figure is within its limit. */
    PASS,
    /** It is not, or there is none where one must be. */
    FAIL,
    /** It was not measured, or not all of it; what was measured is within its limit. */
    SKIP
  }

  static Verdict of(boolean passed, String subject, String finding) {
    return new Verdict(passed ? Outcome.PASS : Outcome.FAIL, subject, finding);
  }

  static Verdict fail(String subject, String finding) {
    return new Verdict(Outcome.FAIL, subject, finding);
  }

  static Verdict skip(String subject, String finding) {
    return new Verdict(Outcome.SKIP, subject, finding);
  }

  /** True when the check has failed by it. */
  public boolean failed() {
    return outcome == Outcome.FAIL;
  }

  @Override
  public String toString() {
    return "%s %s: %s".formatted(outcome, subject, finding);
  }
}
