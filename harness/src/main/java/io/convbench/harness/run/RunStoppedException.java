package io.convbench.harness.run;

/** Says that Ctrl-C or a signal stopped a run, of which the journal keeps what was measured. */
public final class RunStoppedException extends InterruptedException {

  private static final long serialVersionUID = 1;

  private final int ended;
  private final int total;

  /**
   * @param ended cells that have their row
   * @param total cells of the plan
   */
  RunStoppedException(int ended, int total) {
    super("stopped after %s of %s cells".formatted(ended, total));
    this.ended = ended;
    this.total = total;
  }

  /** Cells that have their row. */
  public int ended() {
    return ended;
  }

  /** Cells of the plan. */
  public int total() {
    return total;
  }
}
