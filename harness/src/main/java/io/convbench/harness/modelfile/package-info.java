/**
 * Model files: what an engine loads, written from a graph and its weights. One writer per format;
 * nothing here runs a model.
 */
package io.convbench.harness.modelfile;
