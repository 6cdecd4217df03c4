package io.convbench.harness.process;

import io.convbench.harness.engine.OwnLibraries;
import io.convbench.results.FailureKind;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Says that this machine lacks a library or a device that libraries of the user's need. */
public final class MissingDependencyException extends IOException {

  private static final long serialVersionUID = 1;

  /** The words of Linux's dynamic linker. */
  private static final Pattern MISSING =
      Pattern.compile("cannot open shared object file|version `GLIBC[^']*' not found");

  MissingDependencyException(String message) {
    super(message);
  }

  /**
   * What a failure with libraries of the user's says of this machine; empty where the libraries are
   * to blame.
   */
  static Optional<MissingDependencyException> in(WorkerFailedException failure, OwnLibraries own) {
    String reason = failure.getMessage();
    if (failure.failure().kind() == FailureKind.UNSUPPORTED) {
      return Optional.of(new MissingDependencyException(own.refusal(reason)));
    }
    return MISSING.matcher(reason).find()
        ? Optional.of(
            new MissingDependencyException(
                "%s. It was to load %s: install what is missing, or add its folder to LD_LIBRARY_PATH"
                    .formatted(reason, own.description())))
        : Optional.empty();
  }
}
