package io.convbench.results.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.convbench.results.statistics.ModeratedVariance.Sample;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModeratedVarianceTest {

  /**
   * Two samples of two degrees of freedom whose log variances are apart by a on both sides: their
   * scatter 2 a^2 - trigamma(1) is trigamma(1) = pi^2 / 6 for a = pi / sqrt(6), so that the prior
   * has 2 degrees of freedom, and by symmetry the variance in the middle.
   */
  @Test
  void findsThePriorFromTheScatterOfVariances() {
    double apart = Math.exp(Math.PI / Math.sqrt(6));
    Sample small = new Sample(4e-4 / apart, 2);
    Sample large = new Sample(4e-4 * apart, 2);

    ModeratedVariance prior = ModeratedVariance.of(List.of(small, large));

    assertEquals(2, prior.priorDegrees(), 1e-6);
    assertEquals(4e-4, prior.priorVariance(), 1e-10);
    assertEquals((2 * 4e-4 + 2 * small.value()) / 4, prior.of(small), 1e-10);
    // Student's t of 2 + 2 degrees of freedom, from its tables.
    assertEquals(2.776, prior.t(small), 1e-3);
  }

  @Test
  void takesVariancesThatDoNotScatterForOne() {
    Sample sample = new Sample(1e-4, 2);
    ModeratedVariance prior = ModeratedVariance.of(List.of(sample, sample, sample));

    assertEquals(Double.POSITIVE_INFINITY, prior.priorDegrees());
    // exp(-digamma(1) + log 1) = exp(0.5772): the mean of a logarithm is below that of the value.
    assertEquals(1e-4 * Math.exp(0.577216), prior.of(sample), 1e-9);
    assertEquals(1.96, prior.t(sample), 1e-3);
  }

  /** Student's t of 2 degrees of freedom, from its tables. */
  @Test
  void saysNothingOfOneSampleByItself() {
    Sample alone = new Sample(9e-4, 2);
    ModeratedVariance prior = ModeratedVariance.of(List.of(alone));

    assertEquals(9e-4, prior.of(alone));
    assertEquals(4.303, prior.t(alone), 1e-3);
  }

  @Test
  void takesAVarianceOfZero() {
    ModeratedVariance prior = ModeratedVariance.of(List.of(new Sample(0, 2), new Sample(1e-4, 2)));

    assertTrue(prior.of(new Sample(0, 2)) > 0);
  }
}
