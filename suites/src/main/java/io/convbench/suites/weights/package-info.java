/**
 * The values of a graph's weight tensors: computed from a seed or read from Keras's files and from
 * safetensors, one tensor at a time, and the exact rewrites of both graph and values. Nothing here
 * knows an engine, its layout or its model file.
 */
package io.convbench.suites.weights;
