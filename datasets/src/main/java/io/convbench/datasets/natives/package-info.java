/**
 * Native libraries out of jars, unpacked once into a folder that all runs and processes share. In
 * this room because images need such a library, and no other room is beneath it and the harness.
 */
package io.convbench.datasets.natives;
