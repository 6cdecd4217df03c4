/**
 * What the rows of a run say together: one candidate per architecture and configuration, joined
 * from its cells. Nothing here draws or writes.
 */
package io.convbench.reports.findings;
