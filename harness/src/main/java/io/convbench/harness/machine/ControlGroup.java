package io.convbench.harness.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One control group of one controller.
 *
 * @param folder where its files are
 * @param unified true in cgroup v2, whose files have other names and units than those of v1
 */
record ControlGroup(Path folder, boolean unified) {

  /** The content of a file; empty where the group does not have it or does not show it. */
  Optional<String> text(String file) {
    try {
      return Optional.of(Files.readString(folder.resolve(file)).strip());
    } catch (IOException missing) {
      // Root groups lack most files, containers hide some, and a group may go at any moment.
      return Optional.empty();
    }
  }

  /** The number in a file; empty where there is none, as {@code max} is none. */
  OptionalLong number(String file) {
    return text(file).map(ControlGroup::parsed).orElse(OptionalLong.empty());
  }

  /** The number behind a key in a file of lines such as {@code oom_kill 3}. */
  OptionalLong number(String file, String key) {
    for (String line :
        text(file).map(String::lines).map(lines -> lines.toList()).orElse(List.of())) {
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
