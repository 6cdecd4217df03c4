package io.convbench.harness.cli;

import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code convbench completion}: a script by which a shell completes commands and options. */
@Command(
    name = "completion",
    description = {
      "Prints a script that completes convbench's commands, options and their values.",
      "bash: source <(convbench completion bash), or save it as"
          + " ~/.local/share/bash-completion/completions/convbench. zsh: source <(convbench completion"
          + " zsh) behind compinit in ~/.zshrc."
    },
    mixinStandardHelpOptions = true)
final class CompletionCommand implements Callable<Integer> {

  /** Shells. picocli's script for bash turns zsh's emulation of its completion on by itself. */
  enum Shell {
    BASH,
    ZSH;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Parameters(paramLabel = "SHELL", description = "${COMPLETION-CANDIDATES}")
  private Shell shell;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    String script = AutoComplete.bash("convbench", spec.root().commandLine());
    spec.commandLine().getOut().print(withAsciiDigits(script));
    spec.commandLine().getOut().flush();
    return 0;
  }

  /** picocli numbers variables by the user's locale, whose digits no shell takes in a name. */
  private static String withAsciiDigits(String script) {
    return script
        .codePoints()
        .map(one -> Character.isDigit(one) ? '0' + Character.digit(one, 10) : one)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
