package io.convbench.harness.process;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The signals of Linux that end a process, by their numbers on x86-64 and ARM. */
public enum Signal {
  SIGHUP(1),
  SIGINT(2),
  SIGQUIT(3),
  SIGILL(4),
  SIGTRAP(5),
  SIGABRT(6),
  SIGBUS(7),
  SIGFPE(8),
  SIGKILL(9),
  SIGSEGV(11),
  SIGPIPE(13),
  SIGALRM(14),
  SIGTERM(15),
  SIGXCPU(24),
  SIGSYS(31);

  /** What native code gets from the processor, or gives to itself. */
  private static final Set<Signal> OF_NATIVE_CODE =
      EnumSet.of(SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV, SIGSYS);

  private static final Set<Signal> OF_A_GROUP = EnumSet.of(SIGHUP, SIGINT, SIGTERM);

  private static final Set<Signal> OF_MEMORY =
      EnumSet.of(SIGILL, SIGABRT, SIGBUS, SIGKILL, SIGSEGV);

  /** Above this, an exit code is 128 + the signal's number. */
  private static final int SIGNALLED = 128;

  private final int number;

  Signal(int number) {
    this.number = number;
  }

  /** The signal that an exit code stands for, as shells and Java give it. */
  static Optional<Signal> ofExitCode(int exitCode) {
    return Stream.of(values()).filter(signal -> signal.number == exitCode - SIGNALLED).findFirst();
  }

  /** The signal of this name, e.g. {@code SIGSEGV}. */
  static Optional<Signal> ofName(String name) {
    return Stream.of(values()).filter(signal -> signal.name().equals(name)).findFirst();
  }

  /** True for one that processor or library send because native code is wrong. */
  boolean isOfNativeCode() {
    return OF_NATIVE_CODE.contains(this);
  }

  /** True for one that often goes to a whole process group. */
  boolean isOfAGroup() {
    return OF_A_GROUP.contains(this);
  }

  /** True for one with which a lack of memory may end a process. */
  boolean mayBeLackOfMemory() {
    return OF_MEMORY.contains(this);
  }

  /** In words, e.g. {@code killed (signal 9)}. */
  String phrase() {
    return switch (this) {
      case SIGABRT -> "aborted by native code (signal 6)";
      case SIGBUS -> "bus error in native code (signal 7)";
      case SIGKILL -> "killed (signal 9)";
      case SIGSEGV -> "crashed in native code (signal 11)";
      default -> "signal %s (%s)".formatted(number, name());
    };
  }
}
