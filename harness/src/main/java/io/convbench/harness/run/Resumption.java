package io.convbench.harness.run;

/**
 * How a run is continued.
 *
 * @param retryFailed whether everything that failed is tried again, not only what a change may have
 *     cured
 * @param anyway whether it may continue on another machine or version than it was started with
 * @param asAsked whether what is measured comes from the run's own {@code invocation.json}, or from
 *     a command line where that is lost
 */
public record Resumption(boolean retryFailed, boolean anyway, boolean asAsked) {}
