package io.convbench.harness.cli;

import io.convbench.foundation.input.InvalidInputException;
import io.convbench.suites.catalogue.WebAddress;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.TypeConversionException;

/** Arguments that picocli would ignore or refuse in Java's words. */
final class Arguments {

  private Arguments() {}

  /**
   * A path.
   *
   * @throws TypeConversionException when it is empty, which Java takes for the working folder
   */
  static Path path(String given) {
    if (given.isBlank()) {
      throw new TypeConversionException("'%s' names no file or folder".formatted(given));
    }
    try {
      return Path.of(given);
    } catch (InvalidPathException e) {
      throw new TypeConversionException(
          "'%s' names no file or folder: %s".formatted(given, e.getReason()));
    }
  }

  /**
   * An address of a server, whose secrets no message shows.
   *
   * @throws TypeConversionException when it is none
   */
  static WebAddress address(String given) {
    try {
      return WebAddress.parse(given);
    } catch (InvalidInputException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }

  /**
   * Looks for lists that end in a comma: nothing stands behind it, and alone it is a list of
   * nothing, as if the option had not been given.
   *
   * @throws ParameterException when there is one
   */
  static void requireWholeLists(ParseResult parsed) {
    for (CommandLine command : parsed.asCommandLineList()) {
      command.getParseResult().matchedArgs().forEach(given -> requireWhole(command, given));
    }
  }

  private static void requireWhole(CommandLine command, ArgSpec argument) {
    for (String given : argument.originalStringValues()) {
      if (!argument.splitRegex().isEmpty() && given.endsWith(argument.splitRegex())) {
        String name =
            argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
        throw new ParameterException(
            command,
            "%s %s: names nothing after its last comma".formatted(name, given),
            argument,
            given);
      }
    }
  }
}
