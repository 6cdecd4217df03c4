package io.convbench.results;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What kept a cell from its value, as data: what is done about it hangs on this, never on the words
 * of the reason.
 */
public enum FailureKind {
  /** The memory of the machine, of a container or of a GPU was too little. */
  OUT_OF_MEMORY,
  /** Java's heap was too small. */
  OUT_OF_HEAP,
  /** Somebody, or something, ended the process by a signal. */
  KILLED,
  /** Native code crashed. */
  CRASHED,
  /** The process made no progress for as long as {@code --cell-limit} allows. */
  TIMEOUT,
  /** A disk, or a quota on it, was full. */
  DISK_FULL,
  /** A file or folder must not be written or read, or is on a read-only file system. */
  NO_PERMISSION,
  /** What the cell needs is not there: a file, a device, an engine that starts. */
  MISSING,
  /** This convbench cannot do it on this machine, and says so without trying. */
  UNSUPPORTED,
  /** It was measured, and what came out is wrong. */
  WRONG_RESULT,
  /** Convbench itself is wrong. */
  BUG,
  /** Anything else. */
  ERROR;

  /** The word in CSV and journal, e.g. {@code out_of_memory}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The words for people, e.g. {@code out of memory}. */
  public String phrase() {
    return word().replace('_', ' ');
  }

  /** The kind of this word; empty for one that a later version may have written. */
  public static Optional<FailureKind> ofWord(String word) {
    return Stream.of(values()).filter(kind -> kind.word().equals(word)).findFirst();
  }
}
