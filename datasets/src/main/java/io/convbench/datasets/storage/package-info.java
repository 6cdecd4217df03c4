/**
 * Where the bytes of images are: files of a folder, entries of a tar. Nothing here knows what an
 * image shows or who labelled it.
 */
package io.convbench.datasets.storage;
