/**
 * Experiments that show why networks are built as they are: which networks are trained, one child
 * JVM after the other, and what is kept of each. What they show is judged in {@code results}.
 */
package io.convbench.harness.experiment;
