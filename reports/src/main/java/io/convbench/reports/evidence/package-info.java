/**
 * What the files of a run's folder prove beside its rows: how far engines are apart, which
 * differences of accuracy are real. Reads through {@code results}; nothing here draws.
 */
package io.convbench.reports.evidence;
