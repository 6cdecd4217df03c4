/**
 * The revolution of depth: which networks won ILSVRC, what the papers say of them, and which of a
 * history's networks are of their families. What others published stands here with its source;
 * measured figures come from the history.
 */
package io.convbench.reports.depth;
