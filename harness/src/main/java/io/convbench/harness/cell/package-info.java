/**
 * Cells: the unit of measurement. What identifies one, how it is asked of a child JVM and how the
 * answer, a crash or a hang becomes a result row.
 */
package io.convbench.harness.cell;
