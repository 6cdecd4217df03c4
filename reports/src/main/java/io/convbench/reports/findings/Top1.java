package io.convbench.reports.findings;

/**
 * A top-1 accuracy to draw.
 *
 * @param fraction of the images
 * @param measured true when measured here; false for a published figure
 */
public record Top1(double fraction, boolean measured) {}
