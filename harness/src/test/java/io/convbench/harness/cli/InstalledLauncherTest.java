package io.convbench.harness.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.convbench.harness.ShellScript;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.io.file.PathUtils;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The launcher of an unpacked package, whose Java only says how it is called. */
@EnabledOnOs(OS.LINUX)
class InstalledLauncherTest {

  /** Says so of itself, and how a child of its sees the folders of libraries. */
  private static final String JAVA =
      """
      printf '%s\\n' "java=$0" "LC_ALL=$LC_ALL" "LD_LIBRARY_PATH=${LD_LIBRARY_PATH-}" "$@"
      /bin/sh -c 'for f in "${LD_LIBRARY_PATH##*:}"/*; do echo "library=${f##*/}"; done'
      """;

  @TempDir private Path temp;

  private final Map<String, String> environment = new HashMap<>();
  private Path installation;

  @BeforeEach
  void unpack() throws IOException {
    unpackInto(temp.resolve("convbench"));
  }

  private void unpackInto(Path folder) throws IOException {
    installation = folder;
    PathUtils.copyDirectory(
        Path.of("src", "main", "installation", "bin"),
        Files.createDirectories(installation.resolve("bin")));
    ShellScript.write(installation.resolve("runtime/bin/java"), JAVA);
  }

  @Test
  void startsThePackedJavaWhateverElseIsInstalled() throws Exception {
    environment.put("JAVA_HOME", "/nope");
    assertTrue(start("list").contains("java=" + installation + "/runtime/bin/java"));
  }

  @Test
  void startsTheMachinesJavaWhereNoneIsPacked() throws Exception {
    PathUtils.delete(installation.resolve("runtime"));
    ShellScript.write(temp.resolve("jdk/bin/java"), JAVA);
    environment.put("JAVA_HOME", temp.resolve("jdk").toString());

    List<String> said = start("list", "two words", "");

    assertTrue(said.contains("java=" + temp + "/jdk/bin/java"), said::toString);
    assertEquals(installation + "/lib/*", said.get(said.indexOf("-cp") + 1));
    int last = said.indexOf("list");
    assertEquals(List.of("list", "two words", ""), said.subList(last, last + 3));
  }

  /** A command that it prints is to work where the person is. */
  @Test
  void tellsJavaHowItWasCalled() throws Exception {
    Path launcher = installation.resolve("bin/convbench");
    assertTrue(start("run").contains("-Dconvbench.called=" + launcher));
    environment.put("CONVBENCH_CALLED", "./convbench");
    assertTrue(start("run").contains("-Dconvbench.called=./convbench"));

    environment.remove("CONVBENCH_CALLED");
    environment.put("PATH", launcher.getParent() + ":" + System.getenv("PATH"));
    assertTrue(start("run").contains("-Dconvbench.called=convbench"));
  }

  /**
   * As on a file system that is mounted noexec; the machine's Java would measure something else.
   */
  @Test
  void saysThatThePackedJavaCannotBeExecuted() throws Exception {
    Path java = installation.resolve("runtime/bin/java");
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rw-r--r--"));

    assertEquals(
        List.of(
            "convbench: %s cannot be executed: unpack the package again and whole, on a file system that is not mounted noexec"
                .formatted(java)),
        start(3, installation.resolve("bin/convbench"), "list"));
  }

  /** The test's own environment names no programs, as in a container with nothing but a shell. */
  @Test
  void needsNoOtherProgram() throws Exception {
    environment.put("PATH", "/nowhere");
    assertTrue(start("list").contains("LC_ALL=C.UTF-8"));
  }

  @Test
  void startsThroughALink() throws Exception {
    Path link =
        Files.createSymbolicLink(temp.resolve("link"), installation.resolve("bin/convbench"));
    assertTrue(start(0, link, "list").contains("java=" + installation + "/runtime/bin/java"));
  }

  @Test
  void startsFromItsOwnFolder() throws Exception {
    Path script =
        ShellScript.write(
            temp.resolve("own"),
            "cd '%s/bin' && exec /bin/sh convbench list".formatted(installation));
    assertTrue(start(0, script, "list").contains("java=" + installation + "/runtime/bin/java"));
  }

  @Test
  @EnabledIfSystemProperty(named = "os.arch", matches = "amd64")
  void addsThePackedLibrariesThatTheSystemLacks() throws Exception {
    packed("libc.so.6");
    packed("libnope.so.1");
    environment.put("LD_LIBRARY_PATH", "/mine");

    List<String> said = start("list");

    assertTrue(
        said.contains("LD_LIBRARY_PATH=/mine:" + installation + "/runtime/system/libnope.so.1"),
        said::toString);
    assertTrue(said.contains("library=libnope.so.1"), said::toString);
  }

  @Test
  @EnabledIfSystemProperty(named = "os.arch", matches = "amd64")
  void findsLibrariesInAFolderWhoseNameTheLoaderWouldSplit() throws Exception {
    unpackInto(temp.resolve("a b;ü"));
    packed("libnope.so.1");

    assertTrue(start("list").contains("library=libnope.so.1"));
  }

  @Test
  void saysThatJavaDoesNotStartFromAFolderWithAColon() throws Exception {
    unpackInto(temp.resolve("a:b"));

    assertEquals(
        List.of(
            "convbench: the packed Java does not start from a folder with a colon in its name, %s: rename or move it"
                .formatted(installation)),
        start(3, installation.resolve("bin/convbench"), "list"));
  }

  @Test
  void writesRunsIntoTheWorkingFolderUnlessToldOtherwise() throws Exception {
    assertFalse(String.join(" ", start("list")).contains("-Dconvbench.home"));
    environment.put("CONVBENCH_HOME", "/my runs");
    assertTrue(start("list").contains("-Dconvbench.home=/my runs"));
  }

  private void packed(String library) throws IOException {
    Path folder = installation.resolve("runtime/system").resolve(library);
    Files.writeString(Files.createDirectories(folder).resolve(library), "");
  }

  private List<String> start(String... arguments) throws Exception {
    return start(0, installation.resolve("bin/convbench"), arguments);
  }

  private List<String> start(int exitCode, Path launcher, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(launcher.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeAll(List.of("CONVBENCH_HOME", "LD_LIBRARY_PATH"));
    builder.environment().putAll(environment);
    return Ended.with(exitCode, builder).lines().toList();
  }
}
