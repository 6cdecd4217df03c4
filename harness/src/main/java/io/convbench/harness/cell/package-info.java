/**
 * Cells: the unit of measurement. What identifies one, what a measurement is and says of itself,
 * and what a child JVM is told to measure. Nothing here starts a process or knows a single
 * measurement.
 */
package io.convbench.harness.cell;
