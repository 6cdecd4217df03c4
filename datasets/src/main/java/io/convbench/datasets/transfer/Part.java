package io.convbench.datasets.transfer;

import java.util.List;
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

  /** The part that a folder of this name is. */
  static Optional<Part> ofFolder(String name) {
    return Stream.of(values()).filter(part -> part.folders.contains(name)).findFirst();
  }
}
