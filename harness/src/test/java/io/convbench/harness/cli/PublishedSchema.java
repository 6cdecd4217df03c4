package io.convbench.harness.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/**
 * A JSON Schema of {@code docs/schema}. Readers must bear members that it does not know; here they
 * are mistakes, so that none stays undescribed.
 */
final class PublishedSchema {

  static final ObjectMapper JSON = new ObjectMapper();
  static final Path FOLDER = Path.of("..", "docs", "schema");

  private PublishedSchema() {}

  static JsonNode assertValid(String name, String document) throws IOException {
    JsonNode schema = JSON.readTree(Files.readString(FOLDER.resolve(name + ".json")));
    JsonNode read = JSON.readTree(document);
    assertEquals(Set.of(), of(schema).validate(read), document);
    return read;
  }

  private static JsonSchema of(JsonNode schema) {
    close(schema);
    return JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(schema);
  }

  private static void close(JsonNode schema) {
    if (schema.path("properties").isObject()) {
      ((ObjectNode) schema).put("additionalProperties", false);
    }
    schema.forEach(PublishedSchema::close);
  }
}
