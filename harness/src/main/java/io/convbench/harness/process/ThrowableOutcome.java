package io.convbench.harness.process;

import io.convbench.datasets.prepared.DiskFullException;
import io.convbench.harness.engine.NoProviderDeviceException;
import io.convbench.harness.measurement.BufferLimitException;
import io.convbench.harness.measurement.ForkedJvmException;
import io.convbench.harness.temporary.TemporaryFiles;
import io.convbench.results.Failure;
import io.convbench.results.FailureKind;
import java.io.FileNotFoundException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What an exception means, by its type and those of its causes. */
public final class ThrowableOutcome {

  /** Linux's words, which Java hands on in exceptions of any type. */
  private static final Pattern FULL =
      Pattern.compile("No space left on device|Disk quota exceeded");

  /** The system's words without what convbench puts behind them. */
  private static final Pattern NAMELESS =
      Pattern.compile("(No space left on device|Disk quota exceeded)$");

  private static final Pattern FORBIDDEN =
      Pattern.compile("Read-only file system|Permission denied|Operation not permitted");

  private ThrowableOutcome() {}

  static Outcome of(Throwable failure) {
    String reason = OneLine.of(failure);
    for (Throwable each : withCauses(failure)) {
      if (each instanceof ForkedJvmException forked) {
        if (forked.exitCode() == WorkerExit.OUT_OF_HEAP) {
          return new Outcome.OutOfHeap();
        }
        Optional<Signal> signal = Signal.ofExitCode(forked.exitCode());
        if (signal.isPresent()) {
          return new Outcome.Signalled(signal.get(), reason);
        }
      }
      // A full heap ends the JVM at once, so that such an error is of other memory.
      if (each instanceof BufferLimitException || each instanceof OutOfMemoryError) {
        return new Outcome.OutOfMemory(OomDiagnosis.doesNotFit(OneLine.of(each)), Optional.empty());
      }
      Optional<FailureKind> kind = kind(each);
      if (kind.isPresent()) {
        return new Outcome.Failed(
            new Failure(kind.get(), kind.get() == FailureKind.DISK_FULL ? placed(reason) : reason));
      }
    }
    return Bug.in(failure)
        .<Outcome>map(bug -> new Outcome.FoundBug(Bug.line(bug), Bug.stackTrace(failure)))
        .orElseGet(() -> new Outcome.Failed(new Failure(FailureKind.ERROR, reason)));
  }

  /** With the place where libraries write, unless it names another one. */
  private static String placed(String reason) {
    return NAMELESS.matcher(reason).find() ? TemporaryFiles.refusal(reason).orElse(reason) : reason;
  }

  /** The failure that an exception stands for. */
  public static Failure failure(Throwable failure) {
    return of(failure).failure().orElseThrow();
  }

  private static Optional<FailureKind> kind(Throwable failure) {
    if (failure instanceof WorkerFailedException child) {
      return Optional.of(child.failure().kind());
    }
    if (failure instanceof NoProviderDeviceException) {
      return Optional.of(FailureKind.UNSUPPORTED);
    }
    String message = String.valueOf(failure.getMessage());
    if (failure instanceof DiskFullException || FULL.matcher(message).find()) {
      return Optional.of(FailureKind.DISK_FULL);
    }
    if (failure instanceof AccessDeniedException || FORBIDDEN.matcher(message).find()) {
      return Optional.of(FailureKind.NO_PERMISSION);
    }
    return failure instanceof NoSuchFileException || failure instanceof FileNotFoundException
        ? Optional.of(FailureKind.MISSING)
        : Optional.empty();
  }

  /** JMH hands on what failed in its fork as suppressed by an error of its own. */
  private static Iterable<Throwable> withCauses(Throwable failure) {
    Set<Throwable> all = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Throwable> ordered = new ArrayDeque<>();
    Deque<Throwable> open = new ArrayDeque<>();
    open.add(failure);
    while (!open.isEmpty()) {
      Throwable each = open.remove();
      if (all.add(each)) {
        ordered.add(each);
        open.addAll(List.of(each.getSuppressed()));
        if (each.getCause() != null) {
          open.add(each.getCause());
        }
      }
    }
    return ordered;
  }
}
