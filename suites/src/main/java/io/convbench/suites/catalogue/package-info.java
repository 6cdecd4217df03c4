/**
 * Keras's official weight files and timm's: which there are, where they are, and by which hash and
 * size they are known. Nothing here opens a connection or reads a tensor.
 */
package io.convbench.suites.catalogue;
