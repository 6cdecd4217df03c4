package io.convbench.harness.transfer;

/**
 * What a head learns from or is asked of.
 *
 * @param features of one image, as the cut network gives them, as many for each; not to be changed
 * @param classIndex its true class, from 0
 */
@SuppressWarnings("ArrayRecordComponent")
public record Example(float[] features, int classIndex) {}
