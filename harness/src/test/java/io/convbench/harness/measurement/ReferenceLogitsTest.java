package io.convbench.harness.measurement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.convbench.suites.architecture.Architecture;
import io.convbench.suites.architecture.Architectures;
import io.convbench.suites.architecture.Framework;
import io.convbench.suites.cost.Cost;
import io.convbench.suites.graph.WeightTensor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReferenceLogitsTest {

  @Test
  void existForEveryArchitecture() throws IOException {
    for (Architecture architecture : Architectures.all()) {
      ReferenceLogits reference = ReferenceLogits.of(architecture.name()).orElseThrow();

      assertEquals(architecture.inputSize(), reference.inputSize(), architecture.name());
      assertEquals(
          architecture.framework() == Framework.KERAS,
          reference.source().equals("Keras"),
          "whose logits the file of %s says they are: %s"
              .formatted(architecture, reference.source()));
    }
  }

  /** So that a new architecture is compared with its framework's own counts by its reference. */
  @ParameterizedTest
  @MethodSource("io.convbench.suites.architecture.Architectures#all")
  void haveTheNetworksOwnCountsAndGain(Architecture architecture) throws IOException {
    JsonNode json;
    try (InputStream in =
        ReferenceLogits.class.getResourceAsStream("logits/%s.json".formatted(architecture))) {
      json = new ObjectMapper().readTree(in);
    }
    List<WeightTensor> tensors = architecture.graph().tensors();
    assertEquals(json.get("tensors").intValue(), tensors.size());
    assertEquals(
        json.get(json.has("macs") ? "parametersWithStatistics" : "parameters").longValue(),
        tensors.stream().mapToLong(tensor -> tensor.shape().elements()).sum());
    if (json.has("macs")) {
      assertEquals(json.get("macs").longValue(), Cost.of(architecture.graph()).macs());
    }
    // older files have none
    assertEquals(json.path("gain").asDouble(architecture.seededGain()), architecture.seededGain());
  }

  @Test
  void areOfArchitecturesAlone() throws IOException {
    Path resources = Path.of("src/main/resources");
    String folder = ReferenceLogits.class.getPackageName().replace('.', '/') + "/logits";
    try (Stream<Path> files = Files.list(resources.resolve(folder))) {
      assertEquals(
          Set.copyOf(Architectures.names()),
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith(".json"))
              .map(name -> name.replace(".json", ""))
              .collect(Collectors.toSet()));
    }
  }

  @Test
  void areAbsentForWhatKerasWasNotRunWith() throws IOException {
    assertTrue(ReferenceLogits.of("MobileNet_0.33").isEmpty());
  }

  @Test
  void errorIsTheLargestDifferenceInStandardDeviations() {
    float[] keras = new float[2000];
    for (int i = 0; i < keras.length; i++) {
      keras[i] = i % 2 == 0 ? 2 : -2; // mean 0, standard deviation 2
    }
    float[] ours = keras.clone();
    ours[17] += 0.5f;
    ours[1500] -= 1f; // the second image is the worse one: 1 / 2

    assertEquals(0.5, new ReferenceLogits("Toy", "Keras", 8, keras, Map.of()).error(ours), 1e-9);
  }

  @Test
  void distanceIsTheImagesLargestDifferenceInTheLargerDeviations() {
    float[] keras = new float[2000];
    for (int i = 0; i < keras.length; i++) {
      int size = i < 1000 ? 1 : 2; // both means 0, standard deviations 1 and 2
      keras[i] = i % 2 == 0 ? size : -size;
    }

    assertEquals(0.5, new ReferenceLogits("Toy", "Keras", 8, keras, Map.of()).distance(), 1e-9);
  }

  @Test
  void errorIsNotANumberWhenALogitIsNot() {
    float[] keras = new float[2000];
    keras[0] = 1;
    keras[1000] = 1;
    float[] ours = keras.clone();
    ours[3] = Float.NaN;

    assertTrue(Double.isNaN(new ReferenceLogits("Toy", "Keras", 8, keras, Map.of()).error(ours)));
  }
}
