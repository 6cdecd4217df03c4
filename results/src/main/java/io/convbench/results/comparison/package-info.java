/**
 * What changed from one run to another: the figures of a run's cells, how each kind of figure is
 * judged, and the verdicts. Nothing here measures or draws.
 */
package io.convbench.results.comparison;
