package io.convbench.datasets.transfer;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** A part that a dataset's own folders make. */
public enum Part {
  /** Learned from. */
  TRAIN("train"),
  /** By which settings are chosen. */
  VALIDATION("val", "validation"),
  /** Held out. */
  TEST("test");

  private final List<String> folders;

  Part(String... folders) {
    this.folders = List.of(folders);
  }

  /** Its usual folder. */
  String folder() {
    return folders.get(0);
  }

  /** The part that a folder of this name is, in whatever case. */
  static Optional<Part> ofFolder(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return Stream.of(values()).filter(part -> part.folders.contains(lower)).findFirst();
  }
}
