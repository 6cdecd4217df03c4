package io.convbench.results;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.convbench.foundation.file.WholeFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How a run was asked for.
 *
 * @param suite the suite's name
 * @param arguments of {@code convbench}, as they were given
 */
public record Invocation(String suite, List<String> arguments) {

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  public Invocation {
    Objects.requireNonNull(suite, "suite");
    arguments = List.copyOf(arguments);
  }

  /** The command as a shell takes it. */
  public String commandLine() {
    return commandLine("convbench", arguments);
  }

  /** A program with these arguments, as a shell takes it. */
  public static String commandLine(String program, List<String> arguments) {
    return Stream.concat(Stream.of(program), arguments.stream())
        .map(Invocation::quoted)
        .collect(Collectors.joining(" "));
  }

  /** Whether a run's {@code invocation.json} is there and whole. */
  public static boolean isReadable(Path file) {
    try {
      read(file);
      return true;
    } catch (IOException missing) {
      return false;
    }
  }

  /**
   * Reads {@code invocation.json}.
   *
   * @throws IOException when it cannot be read or is not such a file, in one line
   */
  public static Invocation read(Path file) throws IOException {
    try {
      String text = BoundedText.read(file, BoundedText.MOST_BYTES_OF_FACTS);
      Invocation invocation = JSON.readValue(text, Invocation.class);
      if (invocation == null) {
        throw new JsonMappingException(null, "it holds null");
      }
      return invocation;
    } catch (JsonProcessingException e) {
      throw new IOException(file + " is not an invocation.json of convbench", e);
    }
  }

  /**
   * Writes {@code invocation.json}, whole or not at all.
   *
   * @throws IOException when it cannot be written
   */
  public void write(Path file) throws IOException {
    WholeFile.write(file, JSON.writeValueAsString(this) + "\n");
  }

  /** One word as a shell takes it. */
  public static String quoted(String argument) {
    return PLAIN.matcher(argument).matches()
        ? argument
        : "'" + argument.replace("'", "'\\''") + "'";
  }
}
