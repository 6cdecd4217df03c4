package io.convbench.suites.suite;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import io.convbench.foundation.input.InvalidInputException;
import io.convbench.foundation.text.ParserWords;
import io.convbench.suites.architecture.Architecture;
import io.convbench.suites.architecture.Architectures;
import java.io.IOException;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * Reads a suite's YAML: every key but {@code threads} and latency's {@code rounds} and {@code
 * within-seconds} is required and no other is known.
 */
final class SuiteYaml {

  private static final List<String> KEYS =
      List.of(
          "title",
          "architectures",
          "engines",
          "devices",
          "batches",
          "precisions",
          "threads",
          "measurements",
          "weights",
          "latency");

  private static final String KERAS_TABLE = "keras-table";
  private static final String ALL = "all";

  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private SuiteYaml() {}

  /**
   * Reads a definition.
   *
   * @param origin what to call it in messages
   * @throws IOException when it is not valid YAML, or it has an alias, or a key is missing, unknown
   *     or has a wrong value; the message is one line with origin, key, value and what is allowed
   */
  static Suite read(String name, String origin, String text) throws IOException {
    YamlSection suite = new YamlSection(origin, "", tree(origin, text), KEYS);
    YamlSection latency =
        suite.section(
            "latency", List.of("warmup-seconds", "measure-seconds", "rounds", "within-seconds"));
    return new Suite(
        name,
        suite.text("title"),
        architectures(origin, suite.texts("architectures")),
        suite.texts("engines"),
        suite.texts("devices"),
        suite.counts("batches"),
        suite.texts("precisions"),
        suite.has("threads") ? suite.counts("threads") : List.of(),
        suite.texts("measurements"),
        suite.text("weights"),
        latency.seconds("warmup-seconds"),
        latency.seconds("measure-seconds"),
        latency.has("rounds") ? latency.count("rounds") : Suite.DEFAULT_ROUNDS,
        latency.has("within-seconds")
            ? OptionalDouble.of(latency.seconds("within-seconds"))
            : OptionalDouble.empty());
  }

  private static JsonNode tree(String origin, String text) throws IOException {
    try {
      requireNoAlias(origin, text);
      return YAML.readTree(text);
    } catch (JsonProcessingException e) {
      JsonLocation at = e.getLocation();
      throw new IOException(
          "%s is not valid YAML at line %s, column %s: %s"
              .formatted(
                  origin,
                  at == null ? 1 : at.getLineNr(),
                  at == null ? 1 : at.getColumnNr(),
                  ParserWords.of(e.getOriginalMessage())),
          e);
    }
  }

  /** Jackson would take the anchor's name for the value. */
  private static void requireNoAlias(String origin, String text) throws IOException {
    try (YAMLParser parser = YAML.getFactory().createParser(text)) {
      while (parser.nextToken() != null) {
        if (parser.isCurrentAlias()) {
          throw new IOException(
              "%s has the alias *%s at line %s: write the value itself"
                  .formatted(
                      origin,
                      YamlSection.shortened(parser.getText()),
                      parser.currentTokenLocation().getLineNr()));
        }
      }
    }
  }

  private static List<Architecture> architectures(String origin, List<String> names)
      throws IOException {
    try {
      return names.stream().flatMap(SuiteYaml::architectures).distinct().toList();
    } catch (InvalidInputException e) {
      throw new IOException(
          "%s: architectures: %s; %s stands for the table's, %s for all"
              .formatted(origin, e.getMessage(), KERAS_TABLE, ALL),
          e);
    }
  }

  private static Stream<Architecture> architectures(String name) {
    return switch (name) {
      case KERAS_TABLE -> Architectures.kerasTable().stream();
      case ALL -> Architectures.all().stream();
      default -> Stream.of(Architectures.named(name));
    };
  }
}
