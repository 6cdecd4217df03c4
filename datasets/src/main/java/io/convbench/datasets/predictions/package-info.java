/**
 * What a classifier's scores say: ranks, probabilities, named predictions. Nothing here runs a
 * network.
 */
package io.convbench.datasets.predictions;
