/**
 * The measurements, one class each: given a cell's request, in a JVM of its own, each returns the
 * values of its result row. They know engines and graphs, but not plans, runs or processes.
 */
package io.convbench.harness.measurement;
