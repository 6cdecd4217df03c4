/**
 * Named rules that turn a picture of any size into the square crop a network reads. One record per
 * rule; nothing here decodes files or normalises pixels.
 */
package io.convbench.datasets.protocol;
