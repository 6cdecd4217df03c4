package io.convbench.harness.process;

import io.convbench.results.Failure;
import io.convbench.results.FailureKind;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a process left behind when it ended by itself.
 *
 * @param exitCode as Java gives it
 * @param told what the child said of its end; empty when it could not
 * @param log the end of what it printed
 * @param killsForMemory whether Linux counted a kill for lack of memory meanwhile
 */
record WorkerExit(int exitCode, Optional<Outcome> told, String log, boolean killsForMemory) {

  /** Exit code of a JVM that {@code -XX:+ExitOnOutOfMemoryError} ended. */
  static final int OUT_OF_HEAP = 3;

  /** A report of a crash has some hundred kilobytes. */
  private static final int MOST_LOG_BYTES = 1 << 23;

  static WorkerExit of(Process process, Path report, Path log, OomKills kills) throws IOException {
    String printed = Files.exists(log) ? end(log) : "";
    return new WorkerExit(process.exitValue(), WorkerReport.read(report), printed, kills.any());
  }

  /** The last of what may be gigabytes, from now on without secrets of the shell's. */
  private static String end(Path log) throws IOException {
    long from;
    String end;
    try (FileChannel channel = FileChannel.open(log)) {
      from = Math.max(0, channel.size() - MOST_LOG_BYTES);
      byte[] bytes = Channels.newInputStream(channel.position(from)).readNBytes(MOST_LOG_BYTES);
      end = new String(bytes, StandardCharsets.UTF_8);
    }
    return HiddenOptions.ofThisJvm().hideIn(log, from, end);
  }

  Outcome outcome() {
    Outcome apparent = told.map(this::withCaughtSignal).orElseGet(this::fromExitCode);
    return memory(apparent)
        .<Outcome>map(how -> new Outcome.OutOfMemory(how, apparent.failure().map(Failure::reason)))
        .orElse(apparent);
  }

  private Outcome fromExitCode() {
    if (exitCode == OUT_OF_HEAP) {
      return new Outcome.OutOfHeap();
    }
    Optional<Signal> signal = Signal.ofExitCode(exitCode);
    return signal.isEmpty()
        ? new Outcome.Exited(exitCode, lastLine())
        : withCaughtSignal(
            new Outcome.Signalled(
                signal.get(),
                "process ended with exit code %s: %s".formatted(exitCode, signal.get().phrase())));
  }

  /** HotSpot aborts where another signal crashed it, and says which. */
  private Outcome withCaughtSignal(Outcome outcome) {
    return outcome instanceof Outcome.Signalled ended && ended.signal() == Signal.SIGABRT
        ? new Outcome.Signalled(CrashReport.in(log).caught().orElse(Signal.SIGABRT), ended.reason())
        : outcome;
  }

  /** How a lack of memory, for which there is evidence, ended it. */
  private Optional<String> memory(Outcome apparent) {
    Optional<String> sign = apparent.failure().flatMap(failure -> OomMessages.in(failure.reason()));
    if (apparent instanceof Outcome.Failed failed) {
      return failed.told().kind() == FailureKind.ERROR
          ? sign.or(() -> OomMessages.in(log)).map(OomDiagnosis::doesNotFit)
          : Optional.empty();
    }
    if (apparent instanceof Outcome.Exited) {
      return sign.or(() -> OomMessages.in(log)).map(OomDiagnosis::doesNotFit);
    }
    return apparent instanceof Outcome.Signalled ended ? memory(ended.signal()) : Optional.empty();
  }

  private Optional<String> memory(Signal signal) {
    Optional<String> sign = OomMessages.in(log);
    if (sign.isPresent()) {
      return sign.map(OomDiagnosis::doesNotFit);
    }
    if (signal == Signal.SIGKILL && killsForMemory) {
      return Optional.of(
          OomDiagnosis.doesNotFit("killed by Linux, which counts a kill for lack of memory"));
    }
    return signal.mayBeLackOfMemory()
        ? CrashReport.in(log)
            .addressSpace()
            .map(full -> "%s (%s)".formatted(OomDiagnosis.endedBy(signal), full))
        : Optional.empty();
  }

  private String lastLine() {
    List<String> lines = log.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    return lines.isEmpty() ? "it said nothing" : lines.get(lines.size() - 1);
  }
}
