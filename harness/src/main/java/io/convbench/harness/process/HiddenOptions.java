package io.convbench.harness.process;

import io.convbench.harness.machine.JvmFlags;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Options of this JVM whose values may be secrets, as {@code -Dmy.password=...} in {@code
 * JAVA_TOOL_OPTIONS}. Children get them as they are, but HotSpot and JMH print them, and logs stay
 * in a run's folder.
 *
 * @param options as given to this JVM, the longest first
 */
record HiddenOptions(List<String> options) {

  /** HotSpot's word of an option that it took from the shell, and its list after a crash. */
  private static final Pattern FROM_SHELL =
      Pattern.compile(
          "(?m)^\\s*(NOTE: )?(Picked up )?(JAVA_TOOL_OPTIONS|JDK_JAVA_OPTIONS|_JAVA_OPTIONS)"
              + "(: |=).*(\\R|\\z)");

  private static final Pattern VALUE = Pattern.compile("(?s)[=:].*");

  /** This process's standard output where it is a file. */
  private static final Path LOG = Path.of("/proc/self/fd/1");

  HiddenOptions {
    options =
        options.stream()
            .filter(option -> !JvmFlags.isKept(option) && VALUE.matcher(option).find())
            .sorted(Comparator.comparingInt(String::length).reversed())
            .toList();
  }

  static HiddenOptions ofThisJvm() {
    return new HiddenOptions(ManagementFactory.getRuntimeMXBean().getInputArguments());
  }

  /** A text without their values, and without lines that say what the shell's variables hold. */
  String hide(String text) {
    String hidden = text;
    for (String option : options) {
      if (hidden.contains(option)) {
        hidden = hidden.replace(option, withoutValue(option));
      }
    }
    return FROM_SHELL.matcher(hidden).replaceAll("");
  }

  private static String withoutValue(String option) {
    String shown = VALUE.matcher(option).replaceFirst("");
    return shown + option.charAt(shown.length()) + JvmFlags.NOT_RECORDED;
  }

  /** Hides them in what HotSpot has printed into this process's log before Java ran. */
  void hideInOwnLog() {
    try {
      if (Files.isRegularFile(LOG)) {
        String printed = Files.readString(LOG);
        String hidden = hide(printed);
        if (!hidden.equals(printed)) {
          FileChannel log = new FileOutputStream(FileDescriptor.out).getChannel();
          write(hidden, log.truncate(0));
        }
      }
    } catch (IOException unreadable) {
      // The parent hides them when this process has ended.
    }
  }

  /**
   * Hides them in the end of a child's log.
   *
   * @param from where the end begins, in bytes
   * @param end its text
   * @return what the end is now
   */
  String hideIn(Path log, long from, String end) throws IOException {
    String hidden = hide(end);
    if (!hidden.equals(end)) {
      try (FileChannel channel = FileChannel.open(log, StandardOpenOption.WRITE)) {
        write(hidden, channel.truncate(from).position(from));
      }
    }
    return hidden;
  }

  private static void write(String text, FileChannel channel) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }
}
