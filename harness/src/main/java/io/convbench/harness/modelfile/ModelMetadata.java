package io.convbench.harness.modelfile;

import io.convbench.foundation.input.InvalidInputException;
import io.convbench.foundation.text.VisibleText;
import io.convbench.harness.build.Build;
import io.convbench.suites.architecture.Head;
import io.convbench.suites.architecture.Preprocessing;
import io.convbench.suites.graph.Shape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a model file is and where it comes from, as it says itself.
 *
 * @param architecture Keras's name
 * @param head what the network ends in
 * @param folding with or without folded batch norms
 * @param precision of weights and computation, one of {@link Precision#allStored}; images and
 *     logits are float32 in any
 * @param weights {@code seeded} or the weight file's name
 * @param weightsSha256 the weight file's hash; empty for seeded
 * @param preprocessing how pixels become the input
 * @param classNames what each logit stands for, in order; empty where nobody knows
 */
public record ModelMetadata(
    String architecture,
    Head head,
    BatchNormFolding folding,
    Precision precision,
    String weights,
    Optional<String> weightsSha256,
    Preprocessing preprocessing,
    List<String> classNames) {

  /** What wrote the file. */
  public static final String PRODUCER = "convbench";

  /**
   * @throws InvalidInputException when model files do not hold weights in the precision
   */
  public ModelMetadata {
    if (precision != precision.stored()) {
      throw new InvalidInputException(
          "%s is how a GPU multiplies %s, no file holds it: use %s"
              .formatted(
                  precision.id(),
                  precision.stored().id(),
                  Precision.allStored().stream()
                      .map(Precision::id)
                      .collect(Collectors.joining(", "))));
    }
    classNames = List.copyOf(classNames);
  }

  /** Version and commit of what wrote the file. */
  public static String producerVersion() {
    Build build = Build.current();
    return "%s (commit %s)".formatted(build.version(), build.commit());
  }

  /**
   * Key and value in a fixed order, for formats that store pairs of texts. The class names are one
   * text of as many lines; what is not visible in them is escaped.
   *
   * @param image the input's shape, (height, width, channels)
   */
  public Map<String, String> asMap(Shape image) {
    Map<String, String> map = new LinkedHashMap<>();
    map.put("producer", PRODUCER);
    map.put("producer_version", producerVersion());
    map.put("architecture", architecture);
    map.put("form", folding.word());
    map.put("precision", precision.id());
    map.put("weights", weights);
    weightsSha256.ifPresent(hash -> map.put("weights_sha256", hash));
    map.put(
        "input",
        "images: float32 (N, %s, %s, %s), preprocessed"
            .formatted(image.height(), image.width(), image.channels()));
    map.put("preprocessing", preprocessing.description());
    map.put("output", "%s: %s".formatted(head.output(), head.description()));
    if (!classNames.isEmpty()) {
      map.put(
          "class_names",
          classNames.stream().map(VisibleText::ofLine).collect(Collectors.joining("\n")));
    }
    return map;
  }
}
