package io.convbench.results;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;

/**
 * What a command tells other programs: one JSON object that says its format and version first.
 * {@code docs/schema} describes each.
 */
public final class JsonDocument {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final ObjectNode content = JsonNodeFactory.instance.objectNode();

  /**
   * A document without content.
   *
   * @param format its name, behind {@code convbench-}
   * @param version raised when a reader of the version before would misread it; new members do not
   *     raise it
   */
  public JsonDocument(String format, int version) {
    content.put("format", "convbench-" + format).put("version", version);
  }

  /** The object, to add to. */
  public ObjectNode content() {
    return content;
  }

  /** Indented, ended by a line feed. */
  @Override
  public String toString() {
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(content) + "\n";
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("a tree cannot be written", e);
    }
  }
}
