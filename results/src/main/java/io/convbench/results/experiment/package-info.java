/**
 * What experiments with trained networks showed: settings, the errors of every epoch, and findings
 * with their spread over seeds. Nothing here trains or draws.
 */
package io.convbench.results.experiment;
