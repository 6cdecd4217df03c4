package io.convbench.harness.machine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A file by which Linux tells something. It counts as empty where it cannot be read: systems lack
 * some, containers hide some, and a process or a control group may go at any moment. Names in it
 * (of processes, groups and mount points) may be of any bytes; those that are not UTF-8 become
 * U+FFFD and spoil nothing else in the file.
 */
final class SystemFile {

  private SystemFile() {}

  /** Without blanks at its ends. */
  static String text(Path file) {
    return content(file).strip();
  }

  static List<String> lines(Path file) {
    return content(file).lines().toList();
  }

  private static String content(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      return "";
    }
  }
}
