/**
 * What a classifier's scores say: ranks, probabilities, named predictions, and how they compare
 * with the truth. Nothing here runs a network.
 */
package io.convbench.datasets.predictions;
