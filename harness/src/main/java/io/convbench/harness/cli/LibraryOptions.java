package io.convbench.harness.cli;

import io.convbench.foundation.input.InvalidInputException;
import io.convbench.harness.engine.Engine;
import io.convbench.harness.engine.Engines;
import io.convbench.harness.engine.NamedLibraries;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** Native libraries of the user's own for engines, by options or by DJL's variables. */
final class LibraryOptions {

  private static final String LIBRARY = "--library";
  private static final String BINDING = "--binding";

  @Option(
      names = LIBRARY,
      paramLabel = "ENGINE=DIR",
      description =
          "Native libraries in place of the installation's, e.g. pytorch=.../site-packages/torch or"
              + " an unpacked libtorch; once for each engine (default: as DJL's variables say, e.g."
              + " PYTORCH_LIBRARY_PATH).")
  private List<String> libraries = List.of();

  @Option(
      names = BINDING,
      paramLabel = "ENGINE=FILE",
      description =
          "The library by which Java calls those of --library, where the installation's does not"
              + " fit, e.g. pytorch=libdjl_torch.so.")
  private List<String> bindings = List.of();

  /**
   * Engines with the libraries that are named for them.
   *
   * @param engines that are to run
   * @param environment the user's variables
   * @throws InvalidInputException when an option names something else than libraries of one of
   *     these engines
   */
  List<Engine> applied(List<Engine> engines, Map<String, String> environment) {
    Map<Engine, Path> folders = byEngine(LIBRARY, libraries, engines);
    Map<Engine, Path> files = byEngine(BINDING, bindings, engines);
    return engines.stream()
        .map(
            engine ->
                applied(
                    engine,
                    Optional.ofNullable(folders.get(engine)),
                    Optional.ofNullable(files.get(engine)),
                    environment))
        .toList();
  }

  private static Engine applied(
      Engine engine, Optional<Path> named, Optional<Path> binding, Map<String, String> variables) {
    String variable = engine.libraryVariable().orElse("");
    Optional<Path> folder = named.or(() -> first(variables.get(variable)));
    if (folder.isEmpty()) {
      binding.ifPresent(
          file -> {
            throw new InvalidInputException(
                "%s %s=%s: name the libraries that it is for, too, by %s %s=DIR"
                    .formatted(BINDING, engine.id(), file, LIBRARY, engine.id()));
          });
      return engine;
    }
    try {
      return engine.with(new NamedLibraries(folder.get(), binding));
    } catch (InvalidInputException e) {
      String source = named.isPresent() ? LIBRARY + " " + engine.id() : variable;
      throw new InvalidInputException("%s: %s".formatted(source, e.getMessage()), e);
    }
  }

  /** As DJL reads a list of folders or libraries: the first that exists, or the whole list. */
  private static Optional<Path> first(String list) {
    if (list == null || list.isEmpty()) {
      return Optional.empty();
    }
    return Arrays.stream(list.split(File.pathSeparator))
        .map(Path::of)
        .filter(Files::exists)
        .findFirst()
        .map(path -> Files.isRegularFile(path) ? path.toAbsolutePath().getParent() : path)
        .or(() -> Optional.of(Path.of(list)));
  }

  private static Map<Engine, Path> byEngine(
      String option, List<String> values, List<Engine> engines) {
    Map<Engine, Path> paths = new LinkedHashMap<>();
    for (String value : values) {
      int equals = value.indexOf('=');
      if (equals < 1 || equals == value.length() - 1) {
        throw new InvalidInputException(
            "%s %s: name an engine and a path, e.g. pytorch=%s"
                .formatted(option, value, option.equals(LIBRARY) ? "DIR" : "FILE"));
      }
      Engine engine = Engines.named(value.substring(0, equals));
      if (!engines.contains(engine)) {
        throw new InvalidInputException(
            "%s %s: %s is not asked for (%s): add it to --engine, or leave this out"
                .formatted(
                    option,
                    value,
                    engine.id(),
                    engines.stream().map(Engine::id).collect(Collectors.joining(", "))));
      }
      Path path = Path.of(value.substring(equals + 1));
      Path before = paths.put(engine, path);
      if (before != null) {
        throw new InvalidInputException(
            "%s names %s and %s for %s: name one".formatted(option, before, path, engine.id()));
      }
    }
    return paths;
  }
}
