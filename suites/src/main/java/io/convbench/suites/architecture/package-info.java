/**
 * The architectures: one description each, written as a table of its paper, and the catalogue that
 * finds them by name. Each description yields a graph; nothing here knows weights' values or
 * engines.
 */
package io.convbench.suites.architecture;
