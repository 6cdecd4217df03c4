/**
 * The graph of an architecture: layers with Keras names, NHWC shapes and weight tensors in Keras
 * file order. Nothing here knows a particular architecture, a cost, a weight file or an engine.
 */
package io.convbench.suites.graph;
