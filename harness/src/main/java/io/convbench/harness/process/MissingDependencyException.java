package io.convbench.harness.process;

import io.convbench.harness.engine.OwnLibraries;
import java.io.IOException;
import java.util.regex.Pattern;

/** Says that this machine lacks a library that libraries of the user's need. */
public final class MissingDependencyException extends IOException {

  private static final long serialVersionUID = 1;

  /** The words of Linux's dynamic linker. */
  private static final Pattern MISSING =
      Pattern.compile("cannot open shared object file|version `GLIBC[^']*' not found");

  MissingDependencyException(OwnLibraries libraries, String reason) {
    super(
        "%s. It was to load %s: install what is missing, or add its folder to LD_LIBRARY_PATH"
            .formatted(reason, libraries.description()));
  }

  static boolean isMeantBy(String reason) {
    return MISSING.matcher(reason).find();
  }
}
