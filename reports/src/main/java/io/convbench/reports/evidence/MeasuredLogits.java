package io.convbench.reports.evidence;

import io.convbench.reports.findings.Configuration;
import io.convbench.results.Logits;

/**
 * What an architecture computed on an engine.
 *
 * @param architecture Keras's name
 * @param place engine, device and precision
 * @param logits of the seeded images, beside Keras's
 */
public record MeasuredLogits(String architecture, Configuration place, Logits logits) {

  /** True when both are of the same images and classes. */
  boolean comparesWith(MeasuredLogits other) {
    return logits.images() == other.logits.images()
        && logits.engine().length == other.logits.engine().length;
  }
}
