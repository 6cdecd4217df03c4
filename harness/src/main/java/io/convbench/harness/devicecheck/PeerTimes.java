package io.convbench.harness.devicecheck;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.convbench.foundation.text.ParserWords;
import io.convbench.foundation.text.VisibleText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Times of the same model file in PyTorch's own Python, as {@code docs/gpu/peer.py} writes them.
 *
 * @param torch its version
 * @param device on which it computed
 * @param batches one per batch
 */
record PeerTimes(String torch, String device, List<OfBatch> batches) {

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new Jdk8Module())
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .build();

  /**
   * Medians of one batch.
   *
   * @param batch images
   * @param samples timed passes
   * @param p50Ms by Python's clock, from a batch on the device to logits in the host's memory
   * @param deviceP50Ms by CUDA events around the pass; empty on the processor
   */
  record OfBatch(int batch, int samples, double p50Ms, OptionalDouble deviceP50Ms) {}

  PeerTimes {
    batches = List.copyOf(batches);
  }

  static PeerTimes read(Path file) throws IOException {
    try {
      return Optional.ofNullable(JSON.readValue(file.toFile(), PeerTimes.class))
          .orElseThrow(
              () -> new IOException("%s is not what peer.py writes: null".formatted(file)));
    } catch (JsonProcessingException e) {
      throw new IOException(
          "%s is not what peer.py writes: %s"
              .formatted(file, VisibleText.shortened(ParserWords.of(e.getOriginalMessage()))),
          e);
    }
  }

  Optional<OfBatch> of(long batch) {
    return batches.stream().filter(one -> one.batch() == batch).findFirst();
  }
}
