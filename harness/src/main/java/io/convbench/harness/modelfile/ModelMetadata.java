package io.convbench.harness.modelfile;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a model file is and where it comes from, as it says itself.
 *
 * @param architecture Keras's name
 * @param form with or without folded batch norms
 * @param precision of weights and computation; images and logits are float32 in any
 * @param weights {@code seeded} or the weight file's name
 * @param weightsSha256 the weight file's hash; empty for seeded
 */
public record ModelMetadata(
    String architecture,
    ModelForm form,
    Precision precision,
    String weights,
    Optional<String> weightsSha256) {

  /** What wrote the file. */
  public static final String PRODUCER = "convbench";

  /** Key and value in a fixed order, for formats that store pairs of texts. */
  public Map<String, String> asMap() {
    Map<String, String> map = new LinkedHashMap<>();
    map.put("producer", PRODUCER);
    map.put("architecture", architecture);
    map.put("form", form.word());
    map.put("precision", precision.id());
    map.put("weights", weights);
    weightsSha256.ifPresent(hash -> map.put("weights_sha256", hash));
    return map;
  }
}
