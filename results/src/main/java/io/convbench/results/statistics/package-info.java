/**
 * Statistics of measured values; every formula names its source. Nothing here knows rows or files.
 */
package io.convbench.results.statistics;
