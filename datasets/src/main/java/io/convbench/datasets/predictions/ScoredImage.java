package io.convbench.datasets.predictions;

/**
 * One image's prediction beside its truth.
 *
 * @param truth index of the true class
 */
public record ScoredImage(int truth, RankedClasses prediction) {

  /** Whether the truth is among the first so many classes. */
  public boolean isHit(int rank) {
    int place = prediction.classes().indexOf(truth);
    return place >= 0 && place < rank;
  }

  /** The class ranked first. */
  public int first() {
    return prediction.classes().get(0);
  }
}
