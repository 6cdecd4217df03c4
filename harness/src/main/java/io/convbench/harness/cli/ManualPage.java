package io.convbench.harness.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * A command's page for {@code man}, in the macros of man(7): what {@code --help} says. picocli's
 * own generator writes AsciiDoc, which needs a Ruby to become such a page.
 */
final class ManualPage {

  private static final int SECTION = 1;

  /** So begins the footer of a command whose exit codes mean something of its own. */
  private static final String EXIT_CODES = "Exit codes: ";

  private final CommandLine command;
  private final CommandSpec spec;
  private final StringBuilder page = new StringBuilder();

  private ManualPage(CommandLine command) {
    this.command = command;
    this.spec = command.getCommandSpec();
  }

  /** The commands that have a page: the line's, and those below it. */
  static List<CommandLine> commands(CommandLine line) {
    List<CommandLine> all = new ArrayList<>(List.of(line));
    subcommands(line).forEach(sub -> all.addAll(commands(sub)));
    return all;
  }

  private static List<CommandLine> subcommands(CommandLine line) {
    return line.getSubcommands().values().stream()
        .distinct()
        .filter(sub -> !sub.getCommandSpec().helpCommand() && !hidden(sub))
        .toList();
  }

  private static boolean hidden(CommandLine line) {
    return line.getCommandSpec().usageMessage().hidden();
  }

  /** The page's name, e.g. {@code convbench-weights-list}. */
  static String name(CommandLine command) {
    return command.getCommandSpec().qualifiedName("-");
  }

  /** The file's, e.g. {@code convbench-weights-list.1}. */
  static String fileName(CommandLine command) {
    return name(command) + "." + SECTION;
  }

  /**
   * The page.
   *
   * @param version of convbench, which stands at its foot
   */
  static String of(CommandLine command, String version) {
    return new ManualPage(command).write(version);
  }

  private String write(String version) {
    List<String> description = description(spec);
    page.append(
        ".TH \"%s\" \"%s\" \"\" \"%s\" \"convbench\"\n"
            .formatted(escaped(name(command)), SECTION, escaped(version)));
    section("NAME");
    paragraph(name(command) + " - " + first(description));
    section("SYNOPSIS");
    page.append(".nf\n");
    help().synopsis(0).lines().forEach(this::line);
    page.append(".fi\n");
    if (!description.isEmpty()) {
      section("DESCRIPTION");
      description.forEach(this::paragraph);
    }
    List<PositionalParamSpec> parameters =
        spec.positionalParameters().stream().filter(one -> !one.hidden()).toList();
    if (!parameters.isEmpty()) {
      section("ARGUMENTS");
      parameters.forEach(one -> item(bold(one.paramLabel()), one));
    }
    section("OPTIONS");
    spec.options().stream().filter(one -> !one.hidden()).forEach(one -> item(option(one), one));
    if (!subcommands(command).isEmpty()) {
      section("COMMANDS");
      for (CommandLine sub : subcommands(command)) {
        page.append(".TP\n").append(bold(name(sub))).append("(").append(SECTION).append(")\n");
        line(first(description(sub.getCommandSpec())));
      }
    }
    String own = footer(spec);
    boolean codes = own.startsWith(EXIT_CODES);
    if (!own.isEmpty() && !codes) {
      section("NOTES");
      paragraph(own);
    }
    section("EXIT STATUS");
    paragraph(codes ? own : footer(spec.root()));
    return page.toString();
  }

  private Help help() {
    return new Help(spec, Help.defaultColorScheme(Ansi.OFF));
  }

  /** What a command does; picocli leaves its texts as formats, in which % is doubled. */
  private static List<String> description(CommandSpec of) {
    return Stream.of(of.usageMessage().description())
        .map(text -> String.format(Locale.ROOT, text))
        .toList();
  }

  private static String footer(CommandSpec of) {
    return String.format(Locale.ROOT, String.join(" ", of.usageMessage().footer()).strip());
  }

  private static String first(List<String> lines) {
    return lines.isEmpty() ? "" : lines.get(0);
  }

  private static String option(OptionSpec option) {
    String names =
        Stream.of(option.names()).map(ManualPage::bold).collect(Collectors.joining(", "));
    return option.arity().max() == 0
        ? names
        : names + "=\\fI" + escaped(option.paramLabel()) + "\\fR";
  }

  private void item(String heading, ArgSpec what) {
    page.append(".TP\n").append(heading).append('\n');
    line(String.join(" ", what.description()));
  }

  private void section(String heading) {
    page.append(".SH \"").append(heading).append("\"\n");
  }

  private void paragraph(String text) {
    page.append(".PP\n");
    line(text);
  }

  private void line(String text) {
    page.append(escaped(text)).append('\n');
  }

  private static String bold(String text) {
    return "\\fB" + escaped(text) + "\\fR";
  }

  /** Signs that mean something to the formatter stand for themselves. */
  private static String escaped(String text) {
    String plain = text.replace("\\", "\\e").replace("-", "\\-").replace("\"", "\\(dq");
    return plain.startsWith(".") || plain.startsWith("'") ? "\\&" + plain : plain;
  }
}
