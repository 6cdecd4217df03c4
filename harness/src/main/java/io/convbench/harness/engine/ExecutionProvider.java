package io.convbench.harness.engine;

import io.convbench.datasets.natives.SharedLibrary;
import io.convbench.foundation.input.InvalidInputException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A plugin execution provider of ONNX Runtime, which computes what it supports of a model in place
 * of ONNX Runtime's own provider.
 *
 * @param name as ONNX Runtime calls it, without {@code ExecutionProvider}, in lower case
 * @param library that registers it; absolute
 */
public record ExecutionProvider(String name, Path library) {

  /** Of an engine's name, between ONNX Runtime's and the provider's. */
  static final String PLUS = "+";

  private static final String ENDING = "executionprovider";
  private static final Pattern NAME = Pattern.compile("[a-z0-9_]{1,40}");

  /** Names the provider of a child JVM, as {@code name=library}. */
  private static final String PROPERTY = "convbench.onnxruntime.provider";

  /**
   * @throws InvalidInputException when the name is none, or the library is not one for this machine
   */
  public ExecutionProvider {
    name = shortName(name);
    if (!NAME.matcher(name).matches()) {
      throw new InvalidInputException(
          "'%s' is not the name of an execution provider: use letters, digits and _, e.g. openvino"
              .formatted(name));
    }
    library = library.toAbsolutePath().normalize();
    SharedLibrary.readForThisMachine(library);
  }

  /** A provider's name as it is in engines' names: {@code openvino}. */
  static String shortName(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.endsWith(ENDING) ? lower.substring(0, lower.length() - ENDING.length()) : lower;
  }

  /** System properties by which a child JVM knows it. */
  Map<String, String> properties() {
    return Map.of(PROPERTY, name + "=" + library);
  }

  /** The one that this JVM was started with. */
  static Optional<ExecutionProvider> ofThisJvm() {
    return Optional.ofNullable(System.getProperty(PROPERTY))
        .map(text -> text.split("=", 2))
        .map(parts -> new ExecutionProvider(parts[0], Path.of(parts[1])));
  }
}
