/**
 * Runs: a suite and the command line's choices become a plan of cells; each cell is measured in its
 * own JVM, journalled, and in the end written as CSV and report.
 */
package io.convbench.harness.run;
