package io.convbench.reports.decision;

import io.convbench.results.history.History;
import io.convbench.results.selection.PairedAccuracies;

/**
 * What to take.
 *
 * @param answers at typical budgets
 * @param controls by which a reader asks for others
 * @param json what the script chooses from
 */
public record Decision(Answers answers, Controls controls, String json) {

  /**
   * Decides on what was measured.
   *
   * @param paired compares accuracies
   */
  public static Decision of(History history, PairedAccuracies paired) {
    return new Decision(
        new Advisor(history, paired).answers(),
        Controls.of(history),
        DecisionData.json(history, paired));
  }
}
