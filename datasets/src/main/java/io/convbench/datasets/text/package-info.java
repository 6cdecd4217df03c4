/**
 * Text and CSV files that people hand in, gzipped or not. Nothing here knows what the columns mean.
 */
package io.convbench.datasets.text;
