package io.convbench.harness.process;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What HotSpot's report of a crash says, which it writes into the child's log before it aborts
 * ({@code -XX:+ErrorFileToStdout}).
 *
 * @param caught the signal that HotSpot caught, not the one that it aborted with; empty where there
 *     is not a report
 * @param addressSpace how full the address space was; empty where it has no limit or no report
 *     tells
 */
record CrashReport(Optional<Signal> caught, Optional<String> addressSpace) {

  private static final Pattern CAUGHT = Pattern.compile("(?m)^#\\s+(SIG[A-Z]+) \\(0x");
  private static final Pattern LIMIT = Pattern.compile("(?m)^rlimit .*\\bAS (\\d{1,18})k/");
  private static final Pattern PEAK =
      Pattern.compile("Virtual Size: \\d+K \\(peak: (\\d{1,18})K\\)");

  /** Reads a child's log, in which there may be none. */
  static CrashReport in(String log) {
    return new CrashReport(first(CAUGHT, log).flatMap(Signal::ofName), addressSpace(log));
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
