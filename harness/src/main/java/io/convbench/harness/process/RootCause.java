package io.convbench.harness.process;

import io.convbench.harness.machine.ResourceLimits;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a failure's message leaves to its causes: why a native library does not load, and which
 * limit of the process it has met.
 */
final class RootCause {

  /** Linux's words. */
  private static final Pattern HANDLES = Pattern.compile("Too many open files");

  /** Linux's, the dynamic loader's and HotSpot's words. */
  private static final Pattern ADDRESSES =
      Pattern.compile(
          "failed to map segment|[Cc]annot allocate memory|Not enough space|unable to create native thread");

  /** Fewer than the jars, and what a command opens beside them, may need. */
  private static final int FEW_FILES = 256;

  private final String said;
  private final List<Throwable> causes;
  private final ResourceLimits limits;

  /**
   * @param said what a person is told of it so far, in one line
   */
  RootCause(String said, Throwable failure, ResourceLimits limits) {
    this.said = said;
    this.causes = causes(failure);
    this.limits = limits;
  }

  private static List<Throwable> causes(Throwable failure) {
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    List<Throwable> causes = new ArrayList<>();
    for (Throwable each = failure; each != null && seen.add(each); each = each.getCause()) {
      causes.add(each);
    }
    return causes;
  }

  /** What was said, and what it lacks. */
  String completed() {
    String whole = said + unloaded().map(" (%s)"::formatted).orElse("");
    return whole + limit(whole).map("; "::concat).orElse("");
  }

  /** Why a library or a class could not be loaded, of the innermost that says it. */
  private Optional<String> unloaded() {
    return causes.stream()
        .filter(LinkageError.class::isInstance)
        .map(Throwable::getMessage)
        .filter(Objects::nonNull)
        .reduce((outer, inner) -> inner)
        .flatMap(message -> message.lines().findFirst())
        .map(String::strip)
        .filter(message -> !message.isEmpty() && !said.contains(message));
  }

  private Optional<String> limit(String whole) {
    String all = whole + causes.stream().map(cause -> "\n" + cause.getMessage()).toList();
    if (HANDLES.matcher(all).find() || lostClass()) {
      return Optional.of(
          "raise the limit on open files%s (ulimit -n)".formatted(now(limits.openFiles(), 1, "")));
    }
    return limits.addressSpaceBytes().isPresent() && ADDRESSES.matcher(all).find()
        ? Optional.of(
            "raise the limit on address space%s (ulimit -v)"
                .formatted(now(limits.addressSpaceBytes(), 1024, " KiB")))
        : Optional.empty();
  }

  /** Java does not say why it cannot read a class. */
  private boolean lostClass() {
    return causes.stream().anyMatch(NoClassDefFoundError.class::isInstance)
        && limits.openFiles().orElse(Long.MAX_VALUE) < FEW_FILES;
  }

  private static String now(OptionalLong limit, int unit, String name) {
    return limit.isPresent() ? ", now %s%s".formatted(limit.getAsLong() / unit, name) : "";
  }
}
