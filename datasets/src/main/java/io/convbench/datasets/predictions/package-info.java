/**
 * What a classifier's scores say: ranks, probabilities and named predictions; files of predictions
 * made elsewhere; and whether labels or predictions number classes in another order. Nothing here
 * runs a network or counts hits.
 */
package io.convbench.datasets.predictions;
