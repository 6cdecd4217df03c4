/**
 * Image files as 8-bit RGB pixels, as Keras's loader would show them: decoding, header and damage
 * checks, and OpenCV's resize. Nothing here knows labels or crop protocols.
 */
package io.convbench.datasets.image;
