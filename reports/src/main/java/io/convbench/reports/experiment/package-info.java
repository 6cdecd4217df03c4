/** Experiments in words, for terminal and page. */
package io.convbench.reports.experiment;
