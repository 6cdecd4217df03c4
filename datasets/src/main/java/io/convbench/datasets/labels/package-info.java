/**
 * Which image shows which of ImageNet's 1000 classes: the class index, label files, folders and
 * tars of images. Nothing here decodes an image.
 */
package io.convbench.datasets.labels;
