package io.convbench.harness.cli;

import io.convbench.datasets.natives.SharedLibrary;
import io.convbench.foundation.input.InvalidInputException;
import io.convbench.harness.engine.Engine;
import io.convbench.harness.engine.Engines;
import io.convbench.harness.engine.ExecutionProvider;
import io.convbench.harness.engine.NamedLibraries;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** Native libraries of the user's own for engines, by options or by DJL's variables. */
final class LibraryOptions {

  private static final String LIBRARY = "--library";
  private static final String BINDING = "--binding";
  private static final String PROVIDER = "--onnxruntime-provider";

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
              + " fit, e.g. pytorch=libdjl_torch.so (default: one beside those of --library, else the"
              + " installation's).")
  private List<String> bindings = List.of();

  @Option(
      names = PROVIDER,
      paramLabel = "NAME=LIBRARY",
      description =
          "A plugin execution provider of ONNX Runtime, e.g. openvino=.../libonnxruntime_providers"
              + "_openvino_plugin.so. It runs as the engine onnxruntime+NAME, beside onnxruntime or,"
              + " where --engine names it, alone (default: none).")
  private List<String> providers = List.of();

  /**
   * The engines of these names.
   *
   * @throws InvalidInputException when there is no such engine, or no such provider is named
   */
  List<Engine> named(List<String> names) {
    return names.stream().map(this::named).distinct().toList();
  }

  private Engine named(String name) {
    return plugins().stream()
        .filter(engine -> engine.id().equalsIgnoreCase(name))
        .findFirst()
        .orElseGet(() -> withoutPlugin(name));
  }

  private static Engine withoutPlugin(String name) {
    int plus = name.indexOf('+');
    if (plus > 0) {
      throw new InvalidInputException(
          "no library is named for the engine '%s': pass %s %s=LIBRARY"
              .formatted(name, PROVIDER, name.substring(plus + 1)));
    }
    return Engines.named(name);
  }

  /** Engines that have one of the providers. */
  private List<Engine> plugins() {
    Map<String, Path> named = new LinkedHashMap<>();
    for (String value : providers) {
      String[] parts = parts(PROVIDER, value, "openvino=LIBRARY");
      put(PROVIDER, named, parts[0], Path.of(parts[1]));
    }
    return named.entrySet().stream()
        .map(each -> provider(each.getKey(), each.getValue()))
        .flatMap(Engines::with)
        .toList();
  }

  private static ExecutionProvider provider(String name, Path library) {
    return told(PROVIDER + " " + name, () -> new ExecutionProvider(name, library));
  }

  /**
   * Engines with the libraries that are named for them; behind an engine, unless one of its plugins
   * is among them, those with its plugins.
   *
   * @param engines that are to run
   * @param environment the user's variables
   * @throws InvalidInputException when an option names something else than libraries of one of
   *     these engines
   */
  List<Engine> applied(List<Engine> engines, Map<String, String> environment) {
    List<Engine> plugins = plugins();
    requireAsked(plugins, engines);
    Map<String, Path> folders = byEngine(LIBRARY, libraries, engines);
    Map<String, Path> files = byEngine(BINDING, bindings, engines);
    boolean alone = engines.stream().anyMatch(engine -> engine.provider().isPresent());
    List<Engine> applied = new ArrayList<>();
    for (Engine engine : engines) {
      Engine own =
          applied(
              engine,
              Optional.ofNullable(folders.get(engine.jars())),
              Optional.ofNullable(files.get(engine.jars())),
              environment);
      applied.add(own);
      if (!alone) {
        plugins.forEach(plugin -> own.with(plugin.provider().get()).ifPresent(applied::add));
      }
    }
    return applied;
  }

  private static void requireAsked(List<Engine> plugins, List<Engine> engines) {
    for (Engine plugin : plugins) {
      if (engines.stream().noneMatch(engine -> engine.jars().equals(plugin.jars()))) {
        throw notAsked(PROVIDER + " " + plugin.provider().get().name(), plugin.jars(), engines);
      }
    }
  }

  private static InvalidInputException notAsked(
      String option, String engine, List<Engine> engines) {
    return new InvalidInputException(
        "%s: %s is not asked for (%s): add it to --engine, or leave this out"
            .formatted(
                option,
                engine,
                engines.stream().map(Engine::id).collect(Collectors.joining(", "))));
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
                    .formatted(BINDING, engine.jars(), file, LIBRARY, engine.jars()));
          });
      return engine;
    }
    binding.ifPresent(
        file -> told(BINDING + " " + engine.jars(), () -> SharedLibrary.readForThisMachine(file)));
    String source = named.isPresent() ? LIBRARY + " " + engine.jars() : variable;
    return told(source, () -> engine.with(new NamedLibraries(folder.get(), binding)));
  }

  /** What is made of an option, which is named where it cannot be. */
  private static <T> T told(String option, Supplier<T> made) {
    try {
      return made.get();
    } catch (InvalidInputException e) {
      throw new InvalidInputException("%s: %s".formatted(option, e.getMessage()), e);
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

  private static Map<String, Path> byEngine(
      String option, List<String> values, List<Engine> engines) {
    Map<String, Path> paths = new LinkedHashMap<>();
    for (String value : values) {
      String[] parts =
          parts(option, value, option.equals(LIBRARY) ? "pytorch=DIR" : "pytorch=FILE");
      String engine = Engines.named(parts[0]).jars();
      if (engines.stream().noneMatch(each -> each.jars().equals(engine))) {
        throw notAsked("%s %s".formatted(option, value), engine, engines);
      }
      put(option, paths, engine, Path.of(parts[1]));
    }
    return paths;
  }

  private static String[] parts(String option, String value, String example) {
    int equals = value.indexOf('=');
    if (equals < 1 || equals == value.length() - 1) {
      throw new InvalidInputException(
          "%s %s: use a name and a path, e.g. %s".formatted(option, value, example));
    }
    return new String[] {value.substring(0, equals), value.substring(equals + 1)};
  }

  private static void put(String option, Map<String, Path> paths, String name, Path path) {
    Path before = paths.put(name, path);
    if (before != null) {
      throw new InvalidInputException(
          "%s names %s and %s for %s: name one".formatted(option, before, path, name));
    }
  }
}
