package io.convbench.suites.weights;

import java.util.Optional;

/**
 * Where weights come from, as result rows and model files state it.
 *
 * @param label {@code seeded} or the weight file's name
 * @param sha256 the weight file's SHA-256 in lower-case hexadecimal; empty for seeded
 */
public record WeightsOrigin(String label, Optional<String> sha256) {

  /**
   * @throws IllegalArgumentException when the label is blank or the hash is not one
   */
  public WeightsOrigin {
    if (label.isBlank() || sha256.filter(hash -> !hash.matches("[0-9a-f]{64}")).isPresent()) {
      throw new IllegalArgumentException(
          "weights called \"%s\" with SHA-256 %s".formatted(label, sha256.orElse("none")));
    }
  }
}
