/**
 * Cells: the unit of measurement. What identifies one, and what a child JVM is told to measure it.
 * Nothing here starts a process or an engine.
 */
package io.convbench.harness.cell;
