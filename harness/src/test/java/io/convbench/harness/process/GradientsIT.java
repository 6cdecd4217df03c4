package io.convbench.harness.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.convbench.harness.engine.Engine;
import io.convbench.harness.engine.Engines;
import io.convbench.harness.gpu.VisibleGpus;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Losses, gradients, three steps of descent and moving statistics against PyTorch in Python, by
 * {@code gradients.json}, which {@code gradients.py} made.
 */
class GradientsIT {

  private static final double TOLERANCE = 2e-4;

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"plain", "residual"})
  void trainsAsPyTorchDoesInPython(String kind) throws Exception {
    Engine engine = Engines.named("pytorch");
    Path file = folder.resolve(kind + ".json");
    WorkerLauncher jvm =
        new WorkerLauncher(
            ConformanceChild.installation(folder, GradientsTask.class),
            TestCaches.engines(),
            Duration.ofMinutes(10));
    assertEquals(
        Optional.empty(),
        jvm.unmeasured()
            .run(
                engine,
                VisibleGpus.NONE,
                1,
                GradientsTask.class,
                List.of(kind, file.toString()),
                folder.resolve("log"))
            .failure());

    JsonNode expected = reference().get(kind);
    JsonNode actual = new ObjectMapper().readTree(file.toFile());
    assertNumbers(expected.get("losses"), actual.get("losses"), kind + " losses");
    for (String what : List.of("gradients", "values")) {
      assertEquals(7 * 3 + 2, expected.get(what).size());
      assertEquals(expected.get(what).size(), actual.get(what).size());
      for (Map.Entry<String, JsonNode> tensor : expected.get(what).properties()) {
        assertNumbers(
            tensor.getValue(),
            actual.get(what).get(tensor.getKey()),
            "%s %s of %s".formatted(kind, what, tensor.getKey()));
      }
    }
    assertNumbers(expected.get("logits"), actual.get("logits"), kind + " logits");
  }

  private static JsonNode reference() throws IOException {
    try (InputStream in = GradientsIT.class.getResourceAsStream("gradients.json")) {
      return new ObjectMapper().readTree(in);
    }
  }

  private static void assertNumbers(JsonNode expected, JsonNode actual, String what) {
    assertEquals(expected.size(), actual.size(), what);
    for (int i = 0; i < expected.size(); i++) {
      assertEquals(expected.get(i).asDouble(), actual.get(i).asDouble(), TOLERANCE, what + " " + i);
    }
  }
}
