package io.convbench.harness.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A JVM that a shell allows less than it needs. */
class ShellLimitsIT {

  @TempDir private Path temp;

  /** So many that the JVM starts; where it fails then differs. */
  @ParameterizedTest
  @ValueSource(ints = {60, 70})
  void namesTheLimitOnOpenFilesInOneLine(int files) throws Exception {
    List<String> said =
        under("ulimit -n " + files, "run", "--arch=VGG16", "--measure=cost", "--out=" + run());

    assertEquals(1, said.size(), said.toString());
    assertTrue(said.get(0).startsWith("convbench: "), said.get(0));
    assertTrue(said.get(0).contains("raise the limit on open files"), said.get(0));
  }

  private Path run() {
    return temp.resolve("run");
  }

  /** What convbench says on standard error when it fails under a limit. */
  private List<String> under(String limit, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("sh", "-c", limit + "; exec \"$@\"", "sh"));
    command.addAll(
        OwnJvm.convbench(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1"), arguments).command());
    Path said = temp.resolve("said");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(said.toFile())
            .start();
    assertNotEquals(0, process.waitFor());
    return Files.readAllLines(said);
  }
}
