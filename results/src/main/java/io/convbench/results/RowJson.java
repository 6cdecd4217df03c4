package io.convbench.results;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Map;

/** A row as one JSON object: header to value, absent values left out. */
public final class RowJson {

  private static final ObjectMapper JSON = new ObjectMapper();

  private RowJson() {}

  /** The row in one line. */
  public static String write(Row row) {
    try {
      return JSON.writeValueAsString(toJson(row));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a row of plain values cannot be written", e);
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IOException when the text is no such object, or a column is unknown
   */
  public static Row read(String json) throws IOException {
    return ofJson(JSON.readTree(json));
  }

  static ObjectNode toJson(Row row) {
    ObjectNode object = JSON.createObjectNode();
    row.values().forEach((column, value) -> object.putPOJO(column.header(), value));
    return object;
  }

  static Row ofJson(JsonNode object) throws IOException {
    Row row = Row.empty();
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      row = with(row, field.getKey(), field.getValue());
    }
    return row;
  }

  private static Row with(Row row, String header, JsonNode value) throws IOException {
    Column column =
        Column.ofHeader(header)
            .orElseThrow(
                () ->
                    new IOException(
                        "unknown column '%s': written by another version of convbench"
                            .formatted(header)));
    boolean fits =
        switch (column.type()) {
          case TEXT -> value.isTextual();
          case INTEGER -> value.isIntegralNumber();
          case NUMBER -> value.isNumber();
        };
    if (!fits) {
      throw new IOException("%s holds %s, not %s".formatted(header, value, column.type()));
    }
    return switch (column.type()) {
      case TEXT -> row.with(column, value.textValue());
      case INTEGER -> row.with(column, value.longValue());
      case NUMBER -> row.with(column, value.doubleValue());
    };
  }
}
