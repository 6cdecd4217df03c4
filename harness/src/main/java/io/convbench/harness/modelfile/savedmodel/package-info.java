/**
 * TensorFlow SavedModels: the operations of a graph as protocol buffers, and its weights as a
 * checkpoint. Both are written here, because TensorFlow's own Java writes neither without its
 * native libraries.
 */
package io.convbench.harness.modelfile.savedmodel;
