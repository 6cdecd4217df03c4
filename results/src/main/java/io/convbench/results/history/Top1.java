package io.convbench.results.history;

/**
 * A top-1 accuracy to compare by.
 *
 * @param fraction of the images
 * @param measured true when measured here; false for a published figure
 * @param atOtherSize true for a published figure of another input size than the one that ran
 */
public record Top1(double fraction, boolean measured, boolean atOtherSize) {}
