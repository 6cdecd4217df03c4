package io.convbench.harness.transfer;

/**
 * What a head learns from or is asked of.
 *
 * @param features of one image; not to be changed
 * @param classIndex its true class
 */
@SuppressWarnings("ArrayRecordComponent")
public record Example(float[] features, int classIndex) {}
