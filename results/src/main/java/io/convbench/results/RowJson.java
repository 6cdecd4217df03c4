package io.convbench.results;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.convbench.foundation.text.ParserWords;
import io.convbench.foundation.text.VisibleText;
import java.io.IOException;
import java.util.Map;

/**
 * A row as one JSON object on one line: header to value, absent values left out. It passes from a
 * cell's process to the run and into the journal, so that, unlike a CSV, it is always read by the
 * version that wrote it and an unknown column is an error.
 */
public final class RowJson {

  /** Reads one JSON value and nothing after it. */
  static final ObjectReader STRICT =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .build()
          .reader();

  private RowJson() {}

  /** The row in one line, without a line feed. */
  public static String write(Row row) {
    return toJson(row).toString();
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IOException when the text is not such an object, a column is unknown, or a value of the
   *     wrong kind, outside its column's range or with control characters
   */
  public static Row read(String json) throws IOException {
    try {
      return ofJson(STRICT.readTree(json));
    } catch (JsonProcessingException e) {
      throw new IOException(
          "a result row is not JSON: "
              + VisibleText.shortened(ParserWords.of(e.getOriginalMessage())),
          e);
    }
  }

  static ObjectNode toJson(Row row) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    row.values()
        .forEach(
            (column, value) -> {
              switch (column.type()) {
                case TEXT -> object.put(column.header(), (String) value);
                case INTEGER -> object.put(column.header(), (Long) value);
                case NUMBER -> object.put(column.header(), (Double) value);
              }
            });
    return object;
  }

  static Row ofJson(JsonNode object) throws IOException {
    if (!object.isObject()) {
      throw new IOException(
          "a result row is not a JSON object but '%s'"
              .formatted(VisibleText.shortened(object.toString())));
    }
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
                            .formatted(VisibleText.shortened(header))));
    if (!fits(column, value)) {
      throw new IOException(
          "column %s: %s is not %s"
              .formatted(header, VisibleText.shortened(value.toString()), column.phrase()));
    }
    try {
      return switch (column.type()) {
        case TEXT -> row.with(column, value.textValue());
        case INTEGER -> row.with(column, value.longValue());
        case NUMBER -> row.with(column, value.doubleValue());
      };
    } catch (IllegalArgumentException e) {
      throw new IOException(
          "column %s: %s".formatted(header, VisibleText.shortened(e.getMessage())), e);
    }
  }

  private static boolean fits(Column column, JsonNode value) {
    return switch (column.type()) {
      case TEXT -> value.isTextual() && VisibleText.isVisible(value.textValue());
      case INTEGER ->
          value.isIntegralNumber()
              && value.canConvertToLong()
              && column.range().holds(value.longValue());
      case NUMBER ->
          value.isNumber()
              && Double.isFinite(value.doubleValue())
              && column.range().holds(value.doubleValue());
    };
  }
}
