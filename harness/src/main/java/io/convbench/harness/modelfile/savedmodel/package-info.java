/**
 * TensorFlow SavedModels: the operations of a graph as TensorFlow's protocol buffers, and its
 * weights as a checkpoint, whose table is written here, because TensorFlow's own Java writes none
 * without its native libraries.
 */
package io.convbench.harness.modelfile.savedmodel;
