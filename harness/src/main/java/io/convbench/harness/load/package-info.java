/**
 * The load generator: queries that arrive as the scenarios of MLPerf Inference say, their times and
 * the searches for the largest rate and the best batch. Clock and sessions are behind {@link
 * io.convbench.harness.load.Streams}; nothing here knows an engine.
 */
package io.convbench.harness.load;
