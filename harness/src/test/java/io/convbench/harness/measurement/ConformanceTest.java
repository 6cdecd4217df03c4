package io.convbench.harness.measurement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.convbench.harness.modelfile.Precision;
import io.convbench.suites.architecture.Architecture;
import io.convbench.suites.architecture.Architectures;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What the limits let pass. */
class ConformanceTest {

  @Test
  void allowsAsManyRoundingsAsADeepNetworkHas() throws IOException {
    ReferenceLogits reference = ReferenceLogits.of("ResNet50").orElseThrow();

    assertEquals(1e-3, Conformance.limit(Precision.FP32, reference));
    assertEquals(0.25, Conformance.limit(Precision.FP16, reference));
  }

  @Test
  void refusesLogitsThatIgnoreTheImageInEveryPrecision() throws IOException {
    for (Architecture architecture : Architectures.all()) {
      ReferenceLogits reference = ReferenceLogits.of(architecture.name()).orElseThrow();
      float[] keras = reference.logits();
      float[] between = new float[keras.length];
      for (int i = 0; i < between.length; i++) {
        // The best that one answer for both images can do.
        between[i] = (keras[i % 1000] + keras[1000 + i % 1000]) / 2;
      }
      double error = reference.error(between);
      for (Precision precision : Precision.values()) {
        assertTrue(
            error > Conformance.limit(precision, reference),
            () -> architecture.name() + " " + precision + " " + error);
      }
    }
  }
}
