package io.convbench.harness.measurement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.convbench.harness.cell.UnmeasurableException;
import io.convbench.harness.modelfile.Precision;
import io.convbench.results.Column;
import io.convbench.results.Row;
import io.convbench.results.Status;
import io.convbench.suites.architecture.Architecture;
import io.convbench.suites.architecture.Architectures;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
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
        Optional.of("the engine departs from the reference: error 0.0011 is above 0.001000"),
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
  void allowsHalfAsMuchAgainAsKerasOwnRounding() {
    ReferenceLogits toy = toy(Map.of(Precision.FP16, 0.02, Precision.BF16, 0.16));

    assertEquals(1e-3, Conformance.limit(Precision.FP32, toy));
    assertEquals(0.03, Conformance.limit(Precision.FP16, toy), 1e-12);
    // Twice fp16's: 2^-10 where bits are cut off, 2^-11 where they are rounded.
    assertEquals(0.06, Conformance.limit(Precision.TF32, toy), 1e-12);
    // 1.5 x 0.16 would pass an engine that ignores the images.
    assertEquals(0.2, Conformance.limit(Precision.BF16, toy), 2e-4);
  }

  @Test
  void isUnavailableWhereRoundingHidesWhatAnEngineComputes() {
    ReferenceLogits toy = toy(Map.of(Precision.BF16, 0.3));

    assertEquals(
        "rounding to bf16 alone moves the logits of Toy by 0.30 standard deviations, as far as"
            + " another image does: an engine's own error cannot be measured",
        assertThrows(UnmeasurableException.class, () -> Conformance.limit(Precision.BF16, toy))
            .getMessage());
    assertEquals(
        "the reference logits of Toy do not say how far fp16 rounds them",
        assertThrows(UnmeasurableException.class, () -> Conformance.limit(Precision.FP16, toy))
            .getMessage());
  }

  /** Standard deviations 1 and 1; one logit differs by 0.4. */
  private static ReferenceLogits toy(Map<Precision, Double> roundingErrors) {
    float[] logits = new float[2000];
    for (int i = 0; i < logits.length; i++) {
      logits[i] = i % 2 == 0 ? 1 : -1;
    }
    logits[1000] = 1.4f;
    return new ReferenceLogits("Toy", "Keras", 8, logits, roundingErrors);
  }

  private static final Set<String> TOO_DEEP_FOR_BF16 =
      Set.of(
          "NASNetLarge", "EfficientNetB5", "EfficientNetB6", "EfficientNetV2M", "EfficientNetV2L");

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
        // Of these bf16 can say nothing, and says so.
        if (!(TOO_DEEP_FOR_BF16.contains(architecture.name()) && precision == Precision.BF16)) {
          assertTrue(
              error > Conformance.limit(precision, reference),
              () -> architecture.name() + " " + precision + " " + error);
        }
      }
    }
  }
}
