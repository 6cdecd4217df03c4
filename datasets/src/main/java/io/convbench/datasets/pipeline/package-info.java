/**
 * From a list of labelled images to uint8 crops one after another, in bounded memory. Nothing here
 * normalises pixels or knows a network.
 */
package io.convbench.datasets.pipeline;
