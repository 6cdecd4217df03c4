package io.convbench.datasets.pipeline;

import io.convbench.datasets.labels.LabeledImage;

/**
 * An image ready to be normalised.
 *
 * @param image where it came from, with its truth
 * @param side rows and columns in pixels
 * @param rgb uint8, rows x columns x (R, G, B)
 */
public record Crop(LabeledImage image, int side, byte[] rgb) implements CropResult {}
