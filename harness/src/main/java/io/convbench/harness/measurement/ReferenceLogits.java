package io.convbench.harness.measurement;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.convbench.harness.modelfile.Precision;
import io.convbench.results.Logits;
import io.convbench.results.statistics.LogitDistance;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * Keras's own logits of both seeded images with seeded weights, made with Keras 3.15.1 on
 * TensorFlow 2.21.0 (CPU, float32), or PyTorch's of a network that Keras does not have; how they
 * were made stands beside the files.
 *
 * @param architecture Keras's name
 * @param source whose they are, e.g. {@code Keras} or {@code torchvision}
 * @param inputSize side of the images in pixels
 * @param logits by image, before softmax in class order; two images after each other
 * @param roundingErrors by half precision: the {@link #error} of Keras's own logits when weights,
 *     input and the output of every layer are rounded to it; without those that nobody computed
 */
record ReferenceLogits(
    String architecture,
    String source,
    int inputSize,
    float[] logits,
    Map<Precision, Double> roundingErrors) {

  /** Whose the logits are where their file does not say it. */
  private static final String KERAS = "Keras";

  /** The reference of this architecture, if Keras's logits are available. */
  static Optional<ReferenceLogits> of(String architecture) throws IOException {
    try (InputStream in =
        ReferenceLogits.class.getResourceAsStream("logits/" + architecture + ".json")) {
      if (in == null) {
        return Optional.empty();
      }
      JsonNode json = new ObjectMapper().readTree(in);
      JsonNode values = json.get("logits");
      int classes = values.get(0).size();
      float[] logits = new float[SeededImages.COUNT * classes];
      for (int i = 0; i < logits.length; i++) {
        logits[i] = values.get(i / classes).get(i % classes).floatValue();
      }
      Map<Precision, Double> errors = new EnumMap<>(Precision.class);
      for (Map.Entry<String, JsonNode> error : json.path("roundingError").properties()) {
        errors.put(Precision.named(error.getKey()), error.getValue().doubleValue());
      }
      return Optional.of(
          new ReferenceLogits(
              architecture,
              json.path("reference").asText(KERAS),
              json.get("inputSize").intValue(),
              logits,
              errors));
    }
  }

  /**
   * How far other logits are from Keras's: max |difference| / standard deviation of Keras's logits,
   * the worse of both images.
   *
   * @param others as many logits in the same order
   * @return 0 when equal; NaN when a logit is not a number
   */
  double error(float[] others) {
    return LogitDistance.of(others, logits, logits, SeededImages.COUNT).error();
  }

  /** Other logits beside Keras's, to be kept. */
  Logits beside(float[] others) {
    return new Logits(SeededImages.COUNT, others, logits);
  }

  /**
   * How far the logits of both images are apart: max |difference| / the larger standard deviation.
   * Whatever is the same for both images has an error of at least half of it.
   */
  double distance() {
    int classes = logits.length / SeededImages.COUNT;
    float[] first = Arrays.copyOf(logits, classes);
    float[] second = Arrays.copyOfRange(logits, classes, 2 * classes);
    return Math.min(
        LogitDistance.of(first, second, first, 1).error(),
        LogitDistance.of(first, second, second, 1).error());
  }
}
