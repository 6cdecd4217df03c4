package io.convbench.harness.cli;

import io.convbench.harness.run.Caches;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** convbench as the launcher starts it: in a JVM of its own, from the jars of the installation. */
final class OwnJvm {

  private OwnJvm() {}

  /**
   * A process that has not begun.
   *
   * @param options the JVM's own, e.g. {@code -Djava.io.tmpdir=DIR}; its children have none of them
   * @param arguments of convbench
   */
  static ProcessBuilder convbench(List<String> options, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(options);
    command.add("-cp");
    command.add(Path.of("target", "convbench", "lib").toAbsolutePath() + "/*");
    command.add(Convbench.class.getName());
    Collections.addAll(command, arguments);
    return new ProcessBuilder(command);
  }

  /**
   * The same with caches of its own, but for what engines unpack and archive there, which every
   * test would make again.
   *
   * @param folder for the caches; made by the first process
   */
  static ProcessBuilder withOwnCaches(Path folder, String... arguments) throws IOException {
    Path engines = Files.createDirectories(Caches.ofUser(System.getenv()).engines());
    Path link = new Caches(folder.resolve("convbench"), folder).engines();
    if (!Files.isSymbolicLink(link)) {
      Files.createDirectories(link.getParent());
      Files.createSymbolicLink(link, engines);
    }
    ProcessBuilder process = convbench(List.of(), arguments);
    process.environment().put("XDG_CACHE_HOME", folder.toString());
    return process;
  }
}
