package io.convbench.harness.run;

/**
 * How a run is gone on with.
 *
 * @param retryFailed whether everything that failed is tried again, not only what a change may have
 *     cured
 * @param anyway whether it may go on with another machine or version than it was started with
 */
public record Resumption(boolean retryFailed, boolean anyway) {}
