package io.convbench.harness.measurement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.convbench.suites.architecture.Architecture;
import io.convbench.suites.architecture.Architectures;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReferenceLogitsTest {

  @Test
  void existForEveryArchitecture() throws IOException {
    for (Architecture architecture : Architectures.all()) {
      ReferenceLogits reference = ReferenceLogits.of(architecture.name()).orElseThrow();

      assertEquals(architecture.inputSize(), reference.inputSize(), architecture.name());
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

    assertEquals(0.5, new ReferenceLogits("Toy", 8, keras, Map.of()).error(ours), 1e-9);
  }

  @Test
  void distanceIsTheImagesLargestDifferenceInTheLargerDeviations() {
    float[] keras = new float[2000];
    for (int i = 0; i < keras.length; i++) {
      int size = i < 1000 ? 1 : 2; // both means 0, standard deviations 1 and 2
      keras[i] = i % 2 == 0 ? size : -size;
    }

    assertEquals(0.5, new ReferenceLogits("Toy", 8, keras, Map.of()).distance(), 1e-9);
  }

  @Test
  void errorIsNotANumberWhenALogitIsNot() {
    float[] keras = new float[2000];
    keras[0] = 1;
    keras[1000] = 1;
    float[] ours = keras.clone();
    ours[3] = Float.NaN;

    assertTrue(Double.isNaN(new ReferenceLogits("Toy", 8, keras, Map.of()).error(ours)));
  }
}
