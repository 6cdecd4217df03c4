package io.convbench.suites.suite;

import com.fasterxml.jackson.databind.JsonNode;
import io.convbench.foundation.text.NearestNames;
import io.convbench.foundation.text.VisibleText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;

/**
 * Keys and values of one section of a YAML file, read strictly: no key besides the known ones, no
 * value of another kind. A single value may stand for a list of one.
 */
final class YamlSection {

  private static final String WORDS = "one or more names";
  private static final String COUNTS = "whole numbers of 1 or more";

  /** A day. */
  private static final int MOST_SECONDS = 86_400;

  private static final String COUNT = "a whole number of 1 or more";
  private static final String SECONDS = "a number above 0, up to " + MOST_SECONDS;

  /** Values that people write are shorter than what a message shows of a value. */
  private static final int MOST_SHOWN = 100;

  private final String origin;
  private final String prefix;
  private final JsonNode node;

  /**
   * @param origin what to call the file in messages
   * @param prefix what to put before a key in messages
   * @param keys the known keys
   * @throws IOException when it is not a section or has an unknown key
   */
  YamlSection(String origin, String prefix, JsonNode node, List<String> keys) throws IOException {
    this.origin = origin;
    this.prefix = prefix;
    this.node = node;
    String known = String.join(", ", keys);
    if (!node.isObject()) {
      String where = prefix.isEmpty() ? origin : origin + ": " + prefix.strip();
      throw new IOException("%s has no keys with values: use %s".formatted(where, known));
    }
    for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!keys.contains(name)) {
        throw new IOException(
            "%s: %s%s is not a key of a suite%s: use %s"
                .formatted(origin, prefix, shortened(name), NearestNames.hint(name, keys), known));
      }
    }
  }

  boolean has(String key) {
    return node.has(key);
  }

  String text(String key) throws IOException {
    JsonNode value = value(key, "a text");
    return require(key, value, isText(value), "a text").textValue();
  }

  List<String> texts(String key) throws IOException {
    return list(key, YamlSection::isText, WORDS).stream().map(JsonNode::textValue).toList();
  }

  List<Integer> counts(String key) throws IOException {
    return list(key, YamlSection::isCount, COUNTS).stream().map(JsonNode::intValue).toList();
  }

  int count(String key) throws IOException {
    JsonNode value = value(key, COUNT);
    return require(key, value, isCount(value), COUNT).intValue();
  }

  double seconds(String key) throws IOException {
    JsonNode value = value(key, SECONDS);
    boolean valid =
        value.isNumber() && value.doubleValue() > 0 && value.doubleValue() <= MOST_SECONDS;
    return require(key, value, valid, SECONDS).doubleValue();
  }

  YamlSection section(String key, List<String> keys) throws IOException {
    String wanted = String.join(" and ", keys);
    return new YamlSection(origin, key + " ", value(key, wanted), keys);
  }

  private List<JsonNode> list(String key, Predicate<JsonNode> allowed, String wanted)
      throws IOException {
    JsonNode value = value(key, wanted);
    List<JsonNode> elements = new ArrayList<>();
    if (value.isArray()) {
      value.forEach(elements::add);
    } else {
      elements.add(value);
    }
    require(key, value, !elements.isEmpty(), wanted);
    for (JsonNode element : elements) {
      require(key, element, allowed.test(element), wanted);
    }
    return elements;
  }

  private JsonNode value(String key, String wanted) throws IOException {
    JsonNode value = node.get(key);
    if (value == null || value.isNull()) {
      throw new IOException("%s: %s%s is missing: give %s".formatted(origin, prefix, key, wanted));
    }
    return value;
  }

  private JsonNode require(String key, JsonNode value, boolean valid, String wanted)
      throws IOException {
    if (!valid) {
      throw new IOException(
          "%s: %s%s has %s: give %s"
              .formatted(origin, prefix, key, shortened(value.toString()), wanted));
    }
    return value;
  }

  /** A text as a message shows it: in one line, the start of a long one. */
  static String shortened(String text) {
    return text.length() <= MOST_SHOWN
        ? VisibleText.ofLine(text)
        : "%s... (%s characters)"
            .formatted(VisibleText.ofLine(text.substring(0, MOST_SHOWN)), text.length());
  }

  private static boolean isText(JsonNode value) {
    return value.isTextual() && !value.textValue().isBlank();
  }

  private static boolean isCount(JsonNode value) {
    return value.isInt() && value.intValue() >= 1;
  }
}
