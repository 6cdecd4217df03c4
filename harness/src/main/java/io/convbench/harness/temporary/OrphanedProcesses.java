package io.convbench.harness.temporary;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Children that have outlived their parent: they end by themselves unless they were stopped, and
 * cannot.
 */
final class OrphanedProcesses {

  private OrphanedProcesses() {}

  /**
   * Kills those whose temporary files are in a folder.
   *
   * @param folder of a parent that is gone
   */
  static void end(Path folder) {
    String option = "-Djava.io.tmpdir=" + folder + "/";
    ProcessHandle.allProcesses()
        .filter(process -> commandLine(process.pid()).contains(option))
        .forEach(ProcessHandle::destroyForcibly);
  }

  private static String commandLine(long pid) {
    try {
      Path file = Path.of("/proc", String.valueOf(pid), "cmdline");
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (IOException gone) {
      return "";
    }
  }
}
