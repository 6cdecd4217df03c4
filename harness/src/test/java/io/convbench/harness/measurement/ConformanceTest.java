package io.convbench.harness.measurement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.convbench.harness.modelfile.Precision;
import io.convbench.results.Column;
import io.convbench.results.Row;
import io.convbench.results.Status;
import io.convbench.suites.architecture.Architecture;
import io.convbench.suites.architecture.Architectures;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the limits let pass. */
class ConformanceTest {

  @Test
  void failsAnEngineThatDepartsByMoreThanTheLimit() {
    assertEquals(Optional.of(Status.OK), Conformance.verdict(1e-3, 1e-3).status());

    Row row = Conformance.verdict(1.1e-3, 1e-3);

    assertEquals(Optional.of(Status.FAILED), row.status());
    assertEquals(
        Optional.of("the engine departs from Keras: error 0.0011 is above 0.001000"),
        row.text(Column.REASON));
    assertEquals(OptionalDouble.of(1.1e-3), row.number(Column.CONFORMANCE_ERROR));
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY})
  void failsAnEngineWhoseLogitsAreNoNumbers(double error) {
    Row row = Conformance.verdict(error, 1e-3);

    assertEquals(Optional.of(Status.FAILED), row.status());
    assertEquals(OptionalDouble.empty(), row.number(Column.CONFORMANCE_ERROR));
  }

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
