/**
 * Crops made once and kept: a dataset and a protocol become a folder of uint8 crops that every
 * network reads through memory maps. Nothing here normalises pixels or knows a network.
 */
package io.convbench.datasets.prepared;
