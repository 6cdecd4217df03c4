package io.convbench.harness.cli;

import io.convbench.datasets.natives.NativeCache;
import io.convbench.foundation.input.InvalidInputException;
import io.convbench.harness.run.Caches;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * What a JVM takes from the shell that started it, settled before any command runs, so that no
 * command depends on it.
 *
 * @param environment variables
 * @param properties the JVM's own, of which {@code user.home} is put right
 */
record Surroundings(Map<String, String> environment, Properties properties) {

  private static final String HOME = "user.home";
  private static final String NAMES = "sun.jnu.encoding";

  /** In which nobody can make a folder: what libraries keep goes where temporary files go. */
  private static final Path NOWHERE = Path.of("/dev/null");

  /** What Java puts where bytes are not a letter. */
  private static final String NO_LETTER = "\uFFFD";

  /**
   * Writes the same digits and letters for every user, and lets libraries find the user's folder as
   * convbench does.
   *
   * @param arguments of the command line
   * @return why names would be lost, in one line; empty when they are not
   */
  Optional<String> settle(List<String> arguments) {
    Locale.setDefault(Locale.ROOT);
    properties.setProperty(HOME, home().toString());
    natives().ifPresent(folder -> properties.setProperty(NativeCache.PROPERTY, folder.toString()));
    return lost(arguments);
  }

  /** Where decoders' libraries are unpacked; a command that needs them says what is wrong. */
  private Optional<Path> natives() {
    try {
      return Optional.of(Caches.ofUser(environment).engines());
    } catch (InvalidInputException none) {
      return Optional.empty();
    }
  }

  private Path home() {
    try {
      return Caches.home(environment, properties.getProperty(HOME));
    } catch (InvalidInputException none) {
      return NOWHERE;
    }
  }

  private Optional<String> lost(List<String> arguments) {
    String encoding = properties.getProperty(NAMES);
    if (!encoding.equals("UTF-8")) {
      return Optional.of(
          "this JVM reads names of files as %s, not as UTF-8: start ./convbench, or set LC_ALL=C.UTF-8"
              .formatted(encoding));
    }
    if (properties.getProperty("user.dir").contains(NO_LETTER)) {
      return Optional.of(
          "the name of the working folder %s is not in UTF-8: rename it, or start elsewhere"
              .formatted(properties.getProperty("user.dir")));
    }
    return arguments.stream()
        .filter(argument -> argument.contains(NO_LETTER))
        .findFirst()
        .map("'%s' is not in UTF-8: rename the file, as convmv does"::formatted);
  }
}
