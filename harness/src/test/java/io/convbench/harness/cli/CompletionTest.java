package io.convbench.harness.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** The script is given to a bash, which is asked what it would complete. */
class CompletionTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "convbench sel, select",
    "convbench run --engi, --engine",
    "convbench run --engine tens, tensorflow",
    "convbench select --objective thr, throughput",
    "convbench list --format js, json",
    "convbench weights fe, fetch"
  })
  void completes(String typed, String completed) throws Exception {
    assertEquals(List.of(completed), completions(script("bash"), typed.split(" ")));
  }

  @Test
  void bashKnowsWhatCompletesTheCommand() throws Exception {
    Path completion = Files.writeString(folder.resolve("completion"), script("bash"));
    Process bash =
        new ProcessBuilder(
                "bash",
                "--norc",
                "-c",
                ". \"$1\" && complete -p convbench",
                "bash",
                completion.toString())
            .redirectErrorStream(true)
            .start();
    String answer = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertEquals(0, bash.waitFor(), answer);
    assertEquals("complete -o default -F _complete_convbench convbench", answer.strip());
  }

  @Test
  void bothShellsTakeTheSameScript() throws Exception {
    assertEquals(script("bash"), script("zsh"));
    assertTrue(script("zsh").contains("bashcompinit"));
  }

  @Test
  void namesTheShells() {
    StringWriter err = new StringWriter();
    CommandLine command = Convbench.commandLine().setErr(new PrintWriter(err));

    assertEquals(2, command.execute("completion", "fish"));
    assertTrue(err.toString().contains("fish"), err::toString);
    assertTrue(err.toString().contains("[BASH, ZSH]"), err::toString);
  }

  private static String script(String shell) {
    StringWriter out = new StringWriter();
    assertEquals(
        0, Convbench.commandLine().setOut(new PrintWriter(out)).execute("completion", shell));
    return out.toString();
  }

  private List<String> completions(String script, String... typed)
      throws IOException, InterruptedException {
    Path completion = Files.writeString(folder.resolve("completion"), script);
    Path ask =
        Files.writeString(
            folder.resolve("ask"),
            """
            . "$1"; shift
            # Outside a completion bash refuses it.
            compopt() { :; }
            COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMP_LINE="$*"; COMP_POINT=${#COMP_LINE}
            _complete_convbench
            printf '%s\\n' "${COMPREPLY[@]}"
            """);
    List<String> command = new ArrayList<>(List.of("bash", ask.toString(), completion.toString()));
    command.addAll(List.of(typed));
    Process bash = new ProcessBuilder(command).redirectErrorStream(true).start();
    String answer = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, bash.waitFor(), answer);
    return answer.lines().map(String::strip).toList();
  }
}
