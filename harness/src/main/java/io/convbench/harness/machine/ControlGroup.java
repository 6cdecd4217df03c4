package io.convbench.harness.machine;

import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * One control group of one controller.
 *
 * @param folder where its files are
 * @param unified true in cgroup v2, whose files have other names and units than those of v1
 */
record ControlGroup(Path folder, boolean unified) {

  /** The content of a file; empty where the group does not have it or does not show it. */
  String text(String file) {
    return SystemFile.text(folder.resolve(file));
  }

  /** The number in a file; empty where there is none, as {@code max} is none. */
  OptionalLong number(String file) {
    return parsed(text(file));
  }

  /** The number behind a key in a file of lines such as {@code oom_kill 3}. */
  OptionalLong number(String file, String key) {
    for (String line : SystemFile.lines(folder.resolve(file))) {
      if (line.startsWith(key + " ")) {
        return parsed(line.substring(key.length()).strip());
      }
    }
    return OptionalLong.empty();
  }

  static OptionalLong parsed(String text) {
    try {
      return OptionalLong.of(Long.parseLong(text));
    } catch (NumberFormatException none) {
      return OptionalLong.empty();
    }
  }
}
