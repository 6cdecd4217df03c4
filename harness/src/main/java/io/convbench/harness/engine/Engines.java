package io.convbench.harness.engine;

import java.util.List;
import java.util.stream.Collectors;

/** The engines that convbench knows; a new one is added to this list. */
public final class Engines {

  private static final List<Engine> ALL =
      List.of(new PyTorch(), new OnnxRuntime(), new TensorFlow());

  private Engines() {}

  /** All engines. */
  public static List<Engine> all() {
    return ALL;
  }

  /**
   * The engine of this id, in any case.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static Engine named(String id) {
    return ALL.stream()
        .filter(engine -> engine.id().equalsIgnoreCase(id))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "unknown engine '%s': choose from %s"
                        .formatted(
                            id, ALL.stream().map(Engine::id).collect(Collectors.joining(", ")))));
  }
}
