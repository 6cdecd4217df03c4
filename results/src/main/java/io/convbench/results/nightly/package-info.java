/**
 * A suite night after night: the folder that keeps the nights, the series of each figure, where a
 * level changed, and which nights say nothing because the machine was another. Nothing here
 * measures or draws.
 */
package io.convbench.results.nightly;
