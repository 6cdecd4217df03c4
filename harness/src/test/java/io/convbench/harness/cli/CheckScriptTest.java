package io.convbench.harness.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.convbench.harness.ShellScript;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code docs/gpu/check.sh} with an nvidia-smi and a convbench that only say what they are told.
 */
class CheckScriptTest {

  private static final String CARD = "echo 'GPU 0: NVIDIA H100 80GB HBM3 (UUID: GPU-4c1b)'";

  @TempDir private Path temp;

  private final Map<String, String> environment = new HashMap<>();
  private Path out;

  @BeforeEach
  void install() throws IOException {
    out = temp.resolve("check");
    program("convbench", "[ $1 != device-check ] || echo \"PASS $2: well\"");
    environment.put("CONVBENCH", temp.resolve("bin/convbench").toString());
    environment.put("PATH", temp.resolve("bin") + ":" + System.getenv("PATH"));
    environment.put("PYTHON", temp.resolve("no python").toString());
    environment.put("ENGINES", "pytorch");
  }

  @Test
  void endsWithThreeWhereTheDriverFindsNoGpu() throws Exception {
    program("nvidia-smi", "echo 'No devices were found'; exit 6");

    assertEquals(
        List.of(
            "check.sh: no GPU: nvidia-smi says 'No devices were found'; DEVICE=cpu tries the script"
                + " itself"),
        start(3));
    assertTrue(Files.notExists(out));
  }

  @Test
  void refusesAFolderThatIsThere() throws Exception {
    program("nvidia-smi", CARD);
    Files.createDirectory(out);

    assertEquals(List.of("check.sh: %s exists: name another folder".formatted(out)), start(2));
  }

  @Test
  void judgesEveryStepAndSkipsWhatNeedsPython() throws Exception {
    program("nvidia-smi", "case $1 in -L) %s;; *) echo 900;; esac".formatted(CARD));

    List<String> lines = start(0);

    assertEquals(
        List.of(
            "PASS doctor",
            "PASS placement: well",
            "PASS memory: well",
            "PASS conformance: well",
            "PASS tf32: well",
            "PASS latency: well",
            "SKIP PyTorch in Python: %s is not installed".formatted(temp.resolve("no python")),
            "SKIP a batch too large: nothing else can hold the device's memory: %s is not installed"
                .formatted(temp.resolve("no python")),
            "PASS together: well",
            "PASS page: well"),
        lines.subList(1, lines.size() - 1).stream()
            .map(line -> line.replaceAll("^(PASS doctor).*", "$1"))
            .toList());
    assertEquals(lines, Files.readAllLines(out.resolve("verdicts.txt")));
    List<String> memory = Files.readAllLines(out.resolve("memory/placement-pytorch.txt"));
    assertTrue(memory.size() >= 2 && memory.stream().allMatch("900"::equals), memory.toString());
  }

  @Test
  void failsWhereAJudgeSaysNothing() throws Exception {
    program("nvidia-smi", "case $1 in -L) %s;; *) echo 900;; esac".formatted(CARD));
    program("convbench", "[ $1 != device-check ] || [ $2 = latency ] || echo \"PASS $2: well\"");

    assertTrue(
        start(1)
            .contains(
                "FAIL latency: convbench device-check says nothing, see %s"
                    .formatted(out.resolve("judge-latency.log"))));
  }

  @Test
  void passesNothingThatDidNotFitIntoTheTime() throws Exception {
    program("nvidia-smi", CARD);
    environment.put("SECONDS_LIMIT", "30");

    List<String> lines = start(0);

    assertEquals("SKIP doctor: the check's 30 s are used up", lines.get(1));
    assertTrue(lines.stream().noneMatch(line -> line.startsWith("PASS")), lines.toString());
  }

  private List<String> start(int exitCode) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
            "bash", Path.of("..", "docs", "gpu", "check.sh").toString(), out.toString());
    builder.environment().putAll(environment);
    return Ended.with(exitCode, builder).lines().toList();
  }

  private void program(String name, String body) throws IOException {
    ShellScript.write(temp.resolve("bin").resolve(name), body);
  }
}
