package io.convbench.results.statistics;

import java.util.List;
import java.util.stream.DoubleStream;
import org.apache.commons.numbers.gamma.Digamma;
import org.apache.commons.numbers.gamma.Trigamma;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * What the variances of many small samples say of each one's: empirical Bayes by G. K. Smyth 2004,
 * "Linear models and empirical Bayes methods for assessing differential expression in microarray
 * experiments", Statistical Applications in Genetics and Molecular Biology 3(1), section 6.2. True
 * variances are taken to scatter as scaled inverse chi-squared around {@code priorVariance} with
 * {@code priorDegrees} degrees of freedom, both estimated from all samples.
 *
 * @param priorVariance around which the samples' true variances scatter
 * @param priorDegrees how many degrees of freedom that is worth: 0 where nothing can be said of one
 *     sample by another, infinite where all have the same variance
 */
public record ModeratedVariance(double priorVariance, double priorDegrees) {

  /** As far as one sample is concerned. */
  private static final ModeratedVariance NOTHING = new ModeratedVariance(0, 0);

  /** Degrees of freedom that are as good as infinite. */
  private static final double MOST_DEGREES = 1e6;

  private static final double LEVEL = 0.975;

  /**
   * A sample's own variance.
   *
   * @param value the unbiased estimate
   * @param degrees of freedom, one less than its values
   */
  public record Sample(double value, long degrees) {

    /** Of a single value, which says nothing of it. */
    public static final Sample NONE = new Sample(0, 0);

    /** A variance of 0 has no logarithm, and no clock is that good: a ten-thousandth of a value. */
    private static final double LEAST = 1e-8;

    /**
     * @throws IllegalArgumentException when the variance is negative, or is one without a degree of
     *     freedom
     */
    public Sample {
      if (!(value >= 0) || degrees < 0 || degrees == 0 && value != 0) {
        throw new IllegalArgumentException(
            "variance %s of %s degrees of freedom".formatted(value, degrees));
      }
    }

    /**
     * Of these values.
     *
     * @throws IllegalArgumentException when there are fewer than two
     */
    public static Sample of(double... values) {
      double mean = DoubleStream.of(values).average().orElse(0);
      double squares = DoubleStream.of(values).map(x -> (x - mean) * (x - mean)).sum();
      return new Sample(squares / (values.length - 1), values.length - 1L);
    }

    private double log() {
      double half = degrees / 2.0;
      return Math.log(Math.max(LEAST, value)) - Digamma.value(half) + Math.log(half);
    }
  }

  /** The prior of these samples of at least one degree of freedom each. */
  public static ModeratedVariance of(List<Sample> samples) {
    int count = samples.size();
    if (count < 2) {
      return NOTHING;
    }
    double mean = samples.stream().mapToDouble(Sample::log).average().orElseThrow();
    double scatter = 0;
    for (Sample sample : samples) {
      double distance = sample.log() - mean;
      scatter +=
          (distance * distance * count / (count - 1) - Trigamma.value(sample.degrees() / 2.0))
              / count;
    }
    if (scatter <= 0) {
      return new ModeratedVariance(Math.exp(mean), Double.POSITIVE_INFINITY);
    }
    double half = inverseTrigamma(scatter);
    return new ModeratedVariance(Math.exp(mean + Digamma.value(half) - Math.log(half)), 2 * half);
  }

  /** The variance of a sample as all samples let expect it. */
  public double of(Sample sample) {
    return Double.isInfinite(priorDegrees)
        ? priorVariance
        : (priorDegrees * priorVariance + sample.degrees() * sample.value())
            / (priorDegrees + sample.degrees());
  }

  /** How many degrees of freedom {@link #of(Sample)} has; 0 where nothing is known of it. */
  public double degrees(Sample sample) {
    return Math.min(MOST_DEGREES, priorDegrees + sample.degrees());
  }

  /**
   * Student's t at 97.5 % with the degrees of freedom of {@link #of(Sample)}.
   *
   * @throws IllegalArgumentException when there is none
   */
  public double t(Sample sample) {
    return TDistribution.of(degrees(sample)).inverseCumulativeProbability(LEVEL);
  }

  /**
   * The probability, two-sided, of a distance so large or larger where there is none: the moderated
   * t-test of the same paper, section 6.1.
   *
   * @param errors the distance in standard errors by {@link #of(Sample)}
   * @throws IllegalArgumentException when there is no degree of freedom
   */
  public double pValue(double errors, Sample sample) {
    return Math.min(1, 2 * TDistribution.of(degrees(sample)).survivalProbability(Math.abs(errors)));
  }

  /** Newton's iteration of the same paper's appendix. */
  private static double inverseTrigamma(double value) {
    double x = 0.5 + 1 / value;
    for (int i = 0; i < 50; i++) {
      double trigamma = Trigamma.value(x);
      double step = trigamma * (1 - trigamma / value) / tetragamma(x);
      x += step;
      if (-step / x < 1e-8) {
        break;
      }
    }
    return x;
  }

  /** The derivative of trigamma, by recurrence and its asymptotic series (DLMF 5.15.8, 5.15.9). */
  private static double tetragamma(double x) {
    double sum = 0;
    double y = x;
    while (y < 10) {
      sum -= 2 / (y * y * y);
      y++;
    }
    double square = 1 / (y * y);
    return sum - square * (1 + 1 / y + square * (0.5 - square * (1.0 / 6 - square * (1.0 / 6))));
  }
}
