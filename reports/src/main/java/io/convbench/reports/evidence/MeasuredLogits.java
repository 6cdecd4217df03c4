package io.convbench.reports.evidence;

import io.convbench.results.Logits;
import io.convbench.results.history.Configuration;

/**
 * What an architecture computed on an engine.
 *
 * @param architecture Keras's name
 * @param place how and on what it ran, whatever batch and threads
 * @param logits of the seeded images, beside Keras's
 */
public record MeasuredLogits(String architecture, Configuration place, Logits logits) {

  /** True when both are of the same images and classes. */
  boolean comparesWith(MeasuredLogits other) {
    return logits.images() == other.logits.images()
        && logits.engine().length == other.logits.engine().length;
  }
}
