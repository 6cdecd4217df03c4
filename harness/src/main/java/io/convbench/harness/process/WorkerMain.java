package io.convbench.harness.process;

import io.convbench.harness.heartbeat.HeartbeatFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The main class of every child: does one task, and leaves word of how that ended. */
final class WorkerMain {

  private WorkerMain() {}

  /**
   * @param arguments the file for the word, the class of the task, and the task's own
   */
  public static void main(String[] arguments) throws IOException {
    ParentWatchdog.begin();
    VisibleOutput.begin();
    Path report = Path.of(arguments[0]);
    Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> uncaught(failure, report));
    Outcome outcome = run(arguments[1], List.of(arguments).subList(2, arguments.length));
    ParentWatchdog.end(outcome, report);
  }

  /** A thread that a bug or an error has ended would be missed without a word, or waited for. */
  private static void uncaught(Throwable failure, Path report) {
    failure.printStackTrace();
    if (failure instanceof Error || Bug.in(failure).isPresent()) {
      try {
        ParentWatchdog.end(ThrowableOutcome.of(failure), report);
      } catch (IOException unwritable) {
        Runtime.getRuntime().halt(1);
      }
    }
  }

  private static Outcome run(String task, List<String> arguments) {
    try {
      Class.forName(task)
          .asSubclass(WorkerTask.class)
          .getDeclaredConstructor()
          .newInstance()
          .run(arguments, HeartbeatFile.ofThisJvm());
      return new Outcome.EndedWell();
    } catch (Throwable e) {
      // The stack trace goes to the log, the reason to the parent.
      e.printStackTrace();
      return ThrowableOutcome.of(e);
    }
  }
}
