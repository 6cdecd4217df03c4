/**
 * Native libraries out of jars, unpacked once into a folder that all runs and processes share. In
 * this module because images need such a library, and only the harness uses this module.
 */
package io.convbench.datasets.natives;
