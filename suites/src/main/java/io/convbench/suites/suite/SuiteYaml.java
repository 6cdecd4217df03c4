package io.convbench.suites.suite;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.convbench.suites.architecture.Architecture;
import io.convbench.suites.architecture.Architectures;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A suite definition as it stands in its YAML file; every key is required and no other is known.
 */
record SuiteYaml(
    @JsonProperty(required = true) String title,
    @JsonProperty(required = true) List<String> architectures,
    @JsonProperty(required = true) List<String> engines,
    @JsonProperty(required = true) List<String> devices,
    @JsonProperty(required = true) List<Integer> batches,
    @JsonProperty(required = true) List<String> precisions,
    @JsonProperty(required = true) List<String> measurements,
    @JsonProperty(required = true) String weights,
    @JsonProperty(required = true) Latency latency) {

  /** How long latency is measured. */
  record Latency(
      @JsonProperty(value = "warmup-seconds", required = true) double warmupSeconds,
      @JsonProperty(value = "measure-seconds", required = true) double measureSeconds) {}

  private static final String KERAS_TABLE = "keras-table";
  private static final String ALL = "all";

  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          .enable(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .build();

  /**
   * Reads a definition.
   *
   * @param origin what to call it in messages
   * @throws IOException when it is no YAML, or a key is missing, unknown or of the wrong kind
   * @throws IllegalArgumentException when an architecture is unknown or a list is empty
   */
  static Suite read(String name, String origin, String text) throws IOException {
    try {
      return YAML.readValue(text, SuiteYaml.class).suite(name, origin);
    } catch (UnrecognizedPropertyException e) {
      String known =
          e.getKnownPropertyIds().stream().map(Object::toString).collect(Collectors.joining(", "));
      throw new IOException(
          "%s: unknown key '%s': use %s".formatted(origin, e.getPropertyName(), known), e);
    } catch (JsonMappingException e) {
      throw new IOException("%s: %s%s".formatted(origin, key(e), e.getOriginalMessage()), e);
    } catch (JsonProcessingException e) {
      throw new IOException("%s is not YAML: %s".formatted(origin, e.getOriginalMessage()), e);
    }
  }

  private Suite suite(String name, String origin) {
    requireContent(origin, "architectures", architectures);
    requireContent(origin, "engines", engines);
    requireContent(origin, "devices", devices);
    requireContent(origin, "batches", batches);
    requireContent(origin, "precisions", precisions);
    requireContent(origin, "measurements", measurements);
    return new Suite(
        name,
        title,
        resolve(architectures),
        engines,
        devices,
        batches,
        precisions,
        measurements,
        weights,
        latency.warmupSeconds(),
        latency.measureSeconds());
  }

  private static List<Architecture> resolve(List<String> names) {
    if (names.equals(List.of(KERAS_TABLE))) {
      return Architectures.kerasTable();
    }
    return names.equals(List.of(ALL))
        ? Architectures.all()
        : names.stream().map(Architectures::named).toList();
  }

  private static void requireContent(String origin, String key, List<?> values) {
    if (values.isEmpty()) {
      throw new IllegalArgumentException(
          "%s: %s is empty: name at least one".formatted(origin, key));
    }
  }

  private static String key(JsonMappingException e) {
    String path =
        e.getPath().stream()
            .map(JsonMappingException.Reference::getFieldName)
            .filter(field -> field != null)
            .collect(Collectors.joining("."));
    return path.isEmpty() ? "" : path + ": ";
  }
}
