package io.convbench.harness.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.convbench.harness.ShellScript;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.io.file.PathUtils;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The launcher in a clone of few files, with a Maven and a Java that only say how they are called.
 */
class LauncherTest {

  /** As the build does it. */
  private static final String INSTALL =
      """
      mkdir -p harness/target/convbench/lib
      cp -r harness/src/main/installation/bin harness/target/convbench
      """;

  @TempDir private Path temp;

  private final Map<String, String> environment = new HashMap<>();
  private Path clone;

  @BeforeEach
  void cloneIt() throws IOException {
    clone = temp.resolve("clone");
    for (String file :
        List.of(
            ".mvn/jvm.config",
            "pom.xml",
            "harness/pom.xml",
            "suites/pom.xml",
            "suites/definitions/keras.yaml",
            "suites/src/main/java/A.java",
            "suites/src/main/java/B.java")) {
      Path path = clone.resolve(file);
      Files.createDirectories(path.getParent());
      Files.writeString(path, file);
    }
    Files.copy(Path.of("..", "convbench"), clone.resolve("convbench"));
    PathUtils.copyDirectory(
        Path.of("src", "main", "installation", "bin"),
        Files.createDirectories(clone.resolve("harness/src/main/installation/bin")));
    program(
        "mvn",
        """
        echo "$@" >>"$BUILDS"
        """
            + INSTALL);
    program(
        "java",
        "echo \"LC_ALL=$LC_ALL\"; printf '%s\\n' \"$@\"; ls /proc/self/fd/9/lib 2>/dev/null || true");
    environment.put("BUILDS", temp.resolve("builds").toString());
    environment.put("PATH", temp.resolve("bin") + ":" + System.getenv("PATH"));
    environment.put("JAVA_HOME", "");
  }

  @Test
  void buildsOnce() throws Exception {
    start();
    start();

    assertEquals(1, builds().size());
  }

  @Test
  void takesACopyAsBuilt() throws Exception {
    start();
    Path original = clone;
    clone = temp.resolve("copy");
    PathUtils.copyDirectory(original, clone);
    Files.setLastModifiedTime(
        clone.resolve("pom.xml"), FileTime.fromMillis(System.currentTimeMillis() + 60_000));

    start();

    assertEquals(1, builds().size());
  }

  @Test
  void buildsAgainWhatHasChanged() throws Exception {
    start();
    Path source = clone.resolve("suites/src/main/java/A.java");
    FileTime before = Files.getLastModifiedTime(source);
    Files.writeString(source, "changed");
    Files.setLastModifiedTime(source, before);

    start();

    assertEquals(2, builds().size());
  }

  @Test
  void buildsAgainWithoutAFileThatIsGone() throws Exception {
    start();
    Files.delete(clone.resolve("suites/src/main/java/B.java"));

    start();

    assertEquals(2, builds().size());
  }

  @Test
  void keepsTheProfileUntilItIsSaidOtherwise() throws Exception {
    environment.put("CONVBENCH_PROFILE", "cuda");
    start();
    environment.remove("CONVBENCH_PROFILE");
    start();
    environment.put("CONVBENCH_PROFILE", "");
    start();

    List<String> builds = builds();
    assertEquals(2, builds.size());
    assertTrue(builds.get(0).contains("-Pcuda"), builds.get(0));
    assertTrue(!builds.get(1).contains("-P"), builds.get(1));
  }

  @Test
  void buildsAgainAfterABuildThatFailed() throws Exception {
    program("mvn", "exit 1");
    assertEquals("convbench: the build failed", lastLine(start(3)));
    program("mvn", "echo built >>\"$BUILDS\"\n" + INSTALL);

    start();

    assertEquals(1, builds().size());
  }

  @Test
  void givesJavaALocaleInUtf8WhateverTheUsersIs() throws Exception {
    start();
    for (String locale : List.of("xx_XX.UTF-8", "C", "", "C.UTF-8")) {
      environment.put("LC_ALL", locale);
      environment.put("LANG", "xx_XX.UTF-8");

      // Bash itself may warn first.
      assertTrue(start().lines().anyMatch("LC_ALL=C.UTF-8"::equals), locale);
    }
  }

  @Test
  void passesArgumentsAsTheyAre() throws Exception {
    start();

    List<String> said = start(0, "predict", "two words.jpg", "", "café*.jpg").lines().toList();

    assertEquals(
        List.of("predict", "two words.jpg", "", "café*.jpg"),
        said.subList(said.size() - 4, said.size()));
  }

  @Test
  void namesAJavaHomeWithoutJava() throws Exception {
    environment.put("JAVA_HOME", "/nope");

    assertEquals(
        "convbench: JAVA_HOME=/nope has no bin/java: set it to the folder of a JDK 17 or newer",
        start(3).strip());
  }

  @Test
  void namesAJavaThatIsTooOld() throws Exception {
    Path java = temp.resolve("bin/java");
    Path old = Files.createDirectories(temp.resolve("jdk11/bin"));
    Files.copy(java, old.resolve("java"));
    Files.setPosixFilePermissions(
        old.resolve("java"), PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.writeString(
        old.resolveSibling("release"), "IMPLEMENTOR=\"Debian\"\nJAVA_VERSION=\"11.0.2\"\n");
    environment.put("JAVA_HOME", old.getParent().toString());

    assertEquals(
        "convbench: %s/java is Java 11: set JAVA_HOME to the folder of a JDK 17 or newer"
            .formatted(old),
        start(3).strip());
  }

  @Test
  void startsFromACloneWithAColonInItsName() throws Exception {
    start();
    Path original = clone;
    clone = temp.resolve("my:clone");
    PathUtils.copyDirectory(original, clone);
    Files.writeString(clone.resolve("harness/target/convbench/lib/harness.jar"), "");

    List<String> said = start(0, "list").lines().toList();

    String classPath = said.get(said.indexOf("-cp") + 1);
    assertTrue(classPath.matches("/proc/\\d+/fd/9/lib/\\*"), classPath);
    assertEquals("harness.jar", said.get(said.size() - 1));
    assertEquals(1, builds().size());
  }

  @Test
  void buildsACloneWithAColonInItsNameByAnother() throws Exception {
    Path original = clone;
    clone = temp.resolve("my:clone");
    PathUtils.copyDirectory(original, clone);

    start();

    assertTrue(!builds().get(0).contains("my:clone"), builds().get(0));
  }

  private String start() throws Exception {
    return start(0, "--version");
  }

  private String start(int exitCode, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(clone.resolve("convbench").toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    return Ended.with(exitCode, builder);
  }

  private static String lastLine(String text) {
    return text.lines().reduce((first, second) -> second).orElseThrow();
  }

  private List<String> builds() throws IOException {
    return Files.readAllLines(temp.resolve("builds"));
  }

  private void program(String name, String script) throws IOException {
    ShellScript.write(temp.resolve("bin").resolve(name), script);
  }
}
