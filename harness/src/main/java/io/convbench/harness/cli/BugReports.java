package io.convbench.harness.cli;

import io.convbench.foundation.file.WholeFile;
import io.convbench.foundation.input.InvalidInputException;
import io.convbench.harness.build.Build;
import io.convbench.harness.process.Bug;
import io.convbench.harness.run.Caches;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Where stack traces of bugs in convbench are kept, so that a person who sees one line of a bug can
 * report it whole.
 *
 * @param folder made where it is missing; empty where the user has none
 * @param clock names the files
 */
record BugReports(Optional<Path> folder, Clock clock) {

  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("'bug-'yyyyMMdd'T'HHmmss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  /** In the folder {@code bugs} of the user's cache, which outlives the process. */
  static BugReports ofUser(Map<String, String> environment) {
    Clock clock = Clock.systemUTC();
    try {
      return new BugReports(Optional.of(Caches.ofUser(environment).root().resolve("bugs")), clock);
    } catch (InvalidInputException homeless) {
      return new BugReports(Optional.empty(), clock);
    }
  }

  /** Tells of a bug in one line, which names the file with its stack trace. */
  void tell(Throwable bug, PrintWriter err) {
    tell(Bug.line(bug), Bug.stackTrace(bug), err);
  }

  /**
   * Tells of a bug in one line, which names the file with its stack trace; where that cannot be
   * written, the trace follows the line. Neither shows secrets of addresses.
   *
   * @param line what happened
   */
  void tell(String line, String stackTrace, PrintWriter err) {
    String content =
        "%s%nconvbench %s, commit %s; Java %s; %s %s %s%n%n%s"
            .formatted(
                line,
                Build.current().version(),
                Build.current().commit(),
                System.getProperty("java.vm.version"),
                System.getProperty("os.name"),
                System.getProperty("os.version"),
                System.getProperty("os.arch"),
                stackTrace);
    String hidden = Failures.withoutSecrets(content.replace(System.lineSeparator(), "\n"));
    String said = "convbench: " + Failures.withoutSecrets(line);
    Optional<Path> file = folder.map(this::file);
    try {
      WholeFile.write(file.orElseThrow(() -> new IOException("no folder for caches")), hidden);
      err.println(said + ": please report it with " + file.get());
    } catch (IOException e) {
      err.println(said + ": please report it with what follows (%s)".formatted(e.getMessage()));
      err.print(hidden);
    }
    err.flush();
  }

  private Path file(Path within) {
    return within.resolve(
        "%s-%s.txt".formatted(NAME.format(clock.instant()), ProcessHandle.current().pid()));
  }
}
