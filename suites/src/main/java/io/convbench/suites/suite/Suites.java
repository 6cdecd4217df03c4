package io.convbench.suites.suite;

import io.convbench.foundation.input.InvalidInputException;
import io.convbench.foundation.text.NearestNames;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Finds suite definitions: those that come with convbench by name, others by their file. */
public final class Suites {

  /** The suite of a run that names none. */
  public static final String DEFAULT = "keras";

  private static final String FOLDER = "/io/convbench/suites/definitions/";

  /** Sixty times the largest of convbench's own; what it unfolds to is bounded by that. */
  private static final int MOST_BYTES = 1 << 16;

  private static final List<String> NAMES =
      List.of(DEFAULT, "keras-all", "all", "engines", "depth");

  private Suites() {}

  /** The names of the definitions that come with convbench. */
  public static List<String> names() {
    return NAMES;
  }

  /**
   * The suite of a name, or of a YAML file.
   *
   * @param nameOrFile a name of {@link #names}, or a path ending in .yaml or .yml
   * @throws IOException when the file is missing or is not a suite definition
   * @throws InvalidInputException when the name is unknown, or is no path
   */
  public static Suite find(String nameOrFile) throws IOException {
    if (nameOrFile.endsWith(".yaml") || nameOrFile.endsWith(".yml")) {
      return read(path(nameOrFile));
    }
    String name = nameOrFile.toLowerCase(Locale.ROOT);
    if (!NAMES.contains(name)) {
      throw new InvalidInputException(
          "no suite is called \"%s\"%s: use %s, or pass a YAML file"
              .formatted(
                  nameOrFile, NearestNames.hint(nameOrFile, NAMES), String.join(", ", NAMES)));
    }
    try (InputStream in = Suites.class.getResourceAsStream(FOLDER + name + ".yaml")) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return SuiteYaml.read(name, "suite " + name, text);
    }
  }

  private static Path path(String file) {
    try {
      return Path.of(file);
    } catch (InvalidPathException e) {
      throw new InvalidInputException(
          "'%s' names no file (%s): pass a suite's YAML file or a suite's name (%s)"
              .formatted(file, e.getReason(), String.join(", ", NAMES)));
    }
  }

  private static String text(Path file) throws IOException {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(MOST_BYTES + 1);
    }
    if (bytes.length > MOST_BYTES) {
      throw new IOException(
          "%s is larger than %s KiB: pass a suite's YAML file".formatted(file, MOST_BYTES >> 10));
    }
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
  }

  private static Suite read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IOException(
          "%s is not a file: pass a suite's YAML file or a suite's name (%s)"
              .formatted(file, String.join(", ", NAMES)));
    }
    String name = file.getFileName().toString().replaceFirst("\\.ya?ml$", "");
    try {
      return SuiteYaml.read(name, file.toString(), text(file));
    } catch (CharacterCodingException e) {
      throw new IOException(file + " is not UTF-8 text: pass a suite's YAML file", e);
    } catch (AccessDeniedException e) {
      throw new IOException("cannot read %s: permission denied".formatted(file), e);
    }
  }
}
