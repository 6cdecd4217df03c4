package io.convbench.harness.cell;

import java.nio.file.Path;

/**
 * The labelled images on which accuracy is measured.
 *
 * @param folder images, flat or one folder a class
 * @param labels CSV of file and class index; null for one folder a class
 * @param protocol id of the resize and crop protocol
 * @param limit how many images, from the first; 0 for all
 */
public record ImageSelection(Path folder, Path labels, String protocol, int limit) {}
