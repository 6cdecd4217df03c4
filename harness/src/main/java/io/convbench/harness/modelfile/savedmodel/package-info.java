/**
 * TensorFlow SavedModels: the operations of a graph and the protocol buffers they are stored in.
 * The messages are written field by field, because TensorFlow's own classes would hold all weights
 * of a model in memory at once.
 */
package io.convbench.harness.modelfile.savedmodel;
