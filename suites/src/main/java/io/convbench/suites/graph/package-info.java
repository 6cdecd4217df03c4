/**
 * The graph of an architecture: layers with the names and in the order of its framework, NHWC
 * shapes and weight tensors in Keras's dimensions. Nothing here knows a particular architecture, a
 * cost, a weight file or an engine.
 */
package io.convbench.suites.graph;
