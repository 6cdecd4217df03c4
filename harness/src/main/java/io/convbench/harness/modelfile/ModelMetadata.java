package io.convbench.harness.modelfile;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a model file says of its origin.
 *
 * @param architecture Keras's name
 * @param form with or without folded batch norms
 * @param weights {@code seeded} or the weight file's name
 * @param weightsSha256 the weight file's hash; empty for seeded
 */
public record ModelMetadata(
    String architecture, ModelForm form, String weights, Optional<String> weightsSha256) {

  /** What wrote the file. */
  public static final String PRODUCER = "convbench";

  /** Key and value in a fixed order, for formats that store pairs of texts. */
  public Map<String, String> asMap() {
    Map<String, String> map = new LinkedHashMap<>();
    map.put("producer", PRODUCER);
    map.put("architecture", architecture);
    map.put("form", form.word());
    map.put("weights", weights);
    weightsSha256.ifPresent(hash -> map.put("weights_sha256", hash));
    return map;
  }
}
