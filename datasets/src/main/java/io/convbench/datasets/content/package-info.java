/**
 * What a file is, told by its first bytes and never by its name. Nothing here decodes a file or
 * knows where it is.
 */
package io.convbench.datasets.content;
