package io.convbench.foundation.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder as a process leaves it that is killed: with its lock's file, and no lock. */
public final class AbandonedFolder {

  private AbandonedFolder() {}

  public static Path in(Path parent, String prefix) throws IOException {
    Path folder = Files.createDirectories(parent.resolve(prefix + "0-123"));
    Files.createFile(folder.resolve(".owner"));
    Files.writeString(Files.createDirectories(folder.resolve("sub")).resolve("file"), "left");
    return folder;
  }
}
