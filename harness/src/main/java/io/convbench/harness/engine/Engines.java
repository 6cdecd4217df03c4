package io.convbench.harness.engine;

import io.convbench.foundation.input.InvalidInputException;
import io.convbench.foundation.text.NearestNames;
import java.util.List;
import java.util.stream.Stream;

/** The engines that convbench knows; a new one is added to this list. */
public final class Engines {

  private static final List<Engine> ALL =
      List.of(new PyTorch(), new OnnxRuntime(), new TensorFlow());

  private Engines() {}

  /** All engines. */
  public static List<Engine> all() {
    return ALL;
  }

  /** Their ids. */
  public static List<String> ids() {
    return ALL.stream().map(Engine::id).toList();
  }

  /**
   * The engine of this id, in any case; with a plugin that of this JVM.
   *
   * @throws InvalidInputException when there is none
   */
  public static Engine named(String id) {
    return Stream.concat(
            ALL.stream(), ExecutionProvider.ofThisJvm().stream().flatMap(Engines::with))
        .filter(engine -> engine.id().equalsIgnoreCase(id))
        .findFirst()
        .orElseThrow(() -> new InvalidInputException(NearestNames.unknown("engine", id, ids())));
  }

  /** Engines with this plugin: of all that take one. */
  public static Stream<Engine> with(ExecutionProvider plugin) {
    return ALL.stream().flatMap(engine -> engine.with(plugin).stream());
  }
}
