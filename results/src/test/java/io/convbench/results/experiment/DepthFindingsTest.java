package io.convbench.results.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.convbench.results.experiment.DepthFindings.Comparison;
import io.convbench.results.experiment.DepthFindings.Verdict;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DepthFindingsTest {

  @Test
  void findsThePapersDegradationOfPlainNetworksAlone() {
    DepthFindings findings =
        findings(
            new double[] {0.10, 0.11, 0.12},
            new double[] {0.40, 0.42, 0.41},
            new double[] {0.10, 0.11, 0.12},
            new double[] {0.06, 0.06, 0.08});

    Comparison plain = findings.comparisons(false).get(0);
    assertEquals(56, plain.deepest());
    assertEquals(8, plain.shallower());
    assertEquals(0.3, plain.difference().mean(), 1e-12);
    assertEquals(Verdict.HIGHER, plain.verdict());
    assertEquals(Verdict.LOWER, findings.comparisons(true).get(0).verdict());
    assertTrue(findings.isDegraded(false));
    assertFalse(findings.isDegraded(true));
    assertEquals(0.41 - 0.2 / 3, findings.plainMinusResidual().orElseThrow().mean(), 1e-12);
  }

  /** Differences of 10, 20 and 0 points: 10 with an interval of 25 either way. */
  @Test
  void doesNotTellWhatSeedsMayDo() {
    DepthFindings findings =
        findings(
            new double[] {0.10, 0.10, 0.10},
            new double[] {0.20, 0.30, 0.10},
            new double[] {0.10, 0.10, 0.10},
            new double[] {0.10, 0.10, 0.10});

    assertEquals(Verdict.CANNOT_TELL, findings.comparisons(false).get(0).verdict());
    assertFalse(findings.isDegraded(false));
  }

  @Test
  void comparesTheSameSeedsOnly() {
    DepthFindings findings =
        new DepthFindings(
            Trainings.settings(),
            List.of(
                Trainings.of(false, 8, 1, 0.1),
                Trainings.of(false, 56, 1, 0.3),
                Trainings.of(false, 56, 2, 0.5)));

    assertEquals(0.2, findings.comparisons(false).get(0).difference().mean(), 1e-12);
    assertEquals(List.of(), findings.comparisons(true));
    assertTrue(findings.plainMinusResidual().isEmpty());
    assertEquals(2, findings.results().size());
  }

  @Test
  void takesTheLastTenthOfTheEpochs() {
    assertEquals(0.2, Trainings.of(true, 8, 1, 0.2).trainingError());
    assertEquals(0.3, Trainings.of(true, 8, 1, 0.2).testError(), 1e-12);
  }

  private static DepthFindings findings(
      double[] plain8, double[] plain56, double[] residual8, double[] residual56) {
    List<DepthTraining> trainings = new ArrayList<>();
    for (int seed = 1; seed <= 3; seed++) {
      trainings.add(Trainings.of(false, 8, seed, plain8[seed - 1]));
      trainings.add(Trainings.of(false, 56, seed, plain56[seed - 1]));
      trainings.add(Trainings.of(true, 8, seed, residual8[seed - 1]));
      trainings.add(Trainings.of(true, 56, seed, residual56[seed - 1]));
    }
    return new DepthFindings(Trainings.settings(), trainings);
  }
}
