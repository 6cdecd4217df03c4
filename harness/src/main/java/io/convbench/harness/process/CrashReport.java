package io.convbench.harness.process;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a child died by a signal that may stand for lack of memory: by its exit code, and by the
 * report that HotSpot wrote into the child's log before it aborted ({@code
 * -XX:+ErrorFileToStdout}).
 *
 * @param signal by Linux's name; the one that HotSpot caught, not the one that it aborted with
 * @param addressSpace how full the address space was; empty where it has no limit or no report
 *     tells
 */
record CrashReport(String signal, Optional<String> addressSpace) {

  /** Exit codes as shells and Java give them: 128 + the signal's number. */
  private static final Map<String, String> SIGNALS =
      Map.of(
          "132", "SIGILL",
          "134", "SIGABRT",
          "135", "SIGBUS",
          "137", "SIGKILL",
          "139", "SIGSEGV");

  private static final Pattern EXIT_CODE = Pattern.compile("exit code (\\d+)");
  private static final Pattern CAUGHT = Pattern.compile("(?m)^#\\s+(SIG[A-Z]+) \\(0x");
  private static final Pattern LIMIT = Pattern.compile("(?m)^rlimit .*\\bAS (\\d+)k/");
  private static final Pattern PEAK = Pattern.compile("Virtual Size: \\d+K \\(peak: (\\d+)K\\)");

  /**
   * Reads a failure.
   *
   * @param reason why the child failed, which names its exit code
   * @param log the child's output
   * @return empty when no such signal ended it
   */
  static Optional<CrashReport> of(String reason, String log) {
    return first(EXIT_CODE, reason)
        .flatMap(code -> Optional.ofNullable(SIGNALS.get(code)))
        .map(signal -> new CrashReport(first(CAUGHT, log).orElse(signal), addressSpace(log)))
        .filter(crash -> SIGNALS.containsValue(crash.signal()));
  }

  /** More than half in use is taken for near the limit: what did not fit is not in use. */
  private static Optional<String> addressSpace(String log) {
    Optional<Long> limit = first(LIMIT, log).map(Long::parseLong);
    Optional<Long> peak = first(PEAK, log).map(Long::parseLong);
    return limit.isPresent() && peak.isPresent() && peak.get() > limit.get() / 2
        ? Optional.of(
            "%s of the %s KiB that ulimit -v allows were in use".formatted(peak.get(), limit.get()))
        : Optional.empty();
  }

  private static Optional<String> first(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }
}
