package io.convbench.harness.process;

import io.convbench.datasets.protocol.Protocols;
import io.convbench.harness.measurement.BufferLimitException;
import io.convbench.harness.measurement.SeededImages;
import io.convbench.results.Failure;
import io.convbench.suites.architecture.Architectures;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Children that end, and what is said and done about it. */
public final class Endings {

  private static final String CRASHED_BY_SEGV = "#\n#  SIGSEGV (0xb) at pc=0x00007f, pid=7\n";

  private final Path report;
  private final Map<String, String[]> all = new LinkedHashMap<>();

  private Endings(Path folder) {
    this.report = folder.resolve("outcome.json");
  }

  /** By a name: the outcome's type and kind and what is thought of memory; then the reason. */
  public static Map<String, String[]> of(Path folder) throws IOException {
    Endings endings = new Endings(folder);
    endings.withoutAWord();
    endings.told();
    return endings.all;
  }

  private void withoutAWord() {
    for (String log : new String[] {"", "what(): std::bad_alloc", CRASHED_BY_SEGV}) {
      for (int exitCode = 1; exitCode < 160; exitCode++) {
        for (boolean kills : new boolean[] {false, true}) {
          add(
              "exit code %s, kills %s, log %s".formatted(exitCode, kills, log),
              new WorkerExit(exitCode, Optional.empty(), log, kills).outcome());
        }
      }
    }
    add("too slow", new Outcome.OutOfTime(Duration.ofSeconds(2)));
  }

  private void told() throws IOException {
    addThrown("architecture", () -> Architectures.named("nonsense"));
    addThrown("protocol", () -> Protocols.parse("nonsense"));
    addThrown("bug", () -> Optional.empty().orElseThrow());
    addThrown(
        "buffer",
        () -> {
          throw new BufferLimitException(SeededImages.refusal(1 << 20, 224).orElseThrow());
        });
    addThrown(
        "out of time",
        () -> {
          Outcome late = new Outcome.OutOfTime(Duration.ofSeconds(2));
          throw new IllegalStateException(
              new WorkerFailedException(late.failure().orElseThrow(), late));
        });
    for (Signal signal : Signal.values()) {
      String reason = signal.phrase();
      addTold(signal.name(), new Outcome.Signalled(signal, reason));
    }
    addTold("heap", new Outcome.OutOfHeap());
  }

  private void addThrown(String name, Supplier<?> failing) throws IOException {
    Object result;
    try {
      result = failing.get();
    } catch (RuntimeException e) {
      addTold(name, ThrowableOutcome.of(e));
      return;
    }
    throw new AssertionError(name + " does not fail but gives " + result);
  }

  /** From the child to its parent. */
  private void addTold(String name, Outcome outcome) throws IOException {
    WorkerReport.write(outcome, report);
    add(name, new WorkerExit(1, WorkerReport.read(report), "", false).outcome());
  }

  private void add(String name, Outcome outcome) {
    Failure failure = outcome.failure().orElseThrow();
    String decided =
        "%s %s %s"
            .formatted(
                outcome.getClass().getSimpleName(),
                failure.kind(),
                OomDiagnosis.in(outcome).map(OomDiagnosis::hinted));
    all.put(name, new String[] {decided, failure.reason()});
  }
}
