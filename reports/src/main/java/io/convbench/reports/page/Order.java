package io.convbench.reports.page;

/** How a column is sorted, and which end its readers look for. */
public enum Order {
  /** By text. */
  TEXT,
  /** By number, with no better end. */
  NUMBER,
  /** By number; the first click brings the largest to the top. */
  MORE_IS_BETTER,
  /** By number; the first click brings the smallest to the top. */
  LESS_IS_BETTER;

  /** True for numbers. */
  public boolean numeric() {
    return this != TEXT;
  }

  /** True when the largest is to be seen first. */
  public boolean largestFirst() {
    return this == MORE_IS_BETTER;
  }
}
