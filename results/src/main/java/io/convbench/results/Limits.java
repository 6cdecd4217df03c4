package io.convbench.results;

/**
 * What a process may use of its machine. A limit that is not set is {@link #NONE}.
 *
 * @param affinityCores processors that it may run on, by its affinity and its cpusets
 * @param quotaCores processor time over time that CPU quotas of its control groups allow, in cores:
 *     1.5 lets three threads run half of the time
 * @param memoryBytes that all processes of its control groups may hold together
 */
public record Limits(int affinityCores, double quotaCores, long memoryBytes) {

  /** Where no limit is set. */
  public static final long NONE = -1;

  /**
   * @throws IllegalArgumentException when there is no core, or no time on one
   */
  public Limits {
    if (affinityCores < 1 || !Double.isFinite(quotaCores) || quotaCores == 0) {
      throw new IllegalArgumentException(
          "limits of %s cores and %s cores' time: both are above 0, or %s where no quota is set"
              .formatted(affinityCores, quotaCores, NONE));
    }
  }

  /** Without any limit on a machine of so many cores. */
  public static Limits of(int cores) {
    return new Limits(cores, NONE, NONE);
  }

  /** True when a quota allows less time than the processors have. */
  public boolean hasQuota() {
    return quotaCores > 0 && quotaCores < affinityCores;
  }

  /** True when the memory has a limit. */
  public boolean hasMemoryLimit() {
    return memoryBytes >= 0;
  }

  /** Cores that the process can keep busy, a part of one counted as one. */
  public int cores() {
    return hasQuota() ? (int) Math.ceil(quotaCores) : affinityCores;
  }
}
