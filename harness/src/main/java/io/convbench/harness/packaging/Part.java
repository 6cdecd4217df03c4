package io.convbench.harness.packaging;

/**
 * A part of a package.
 *
 * @param name in words
 * @param bytes what it takes in the archive, compressed
 */
public record Part(String name, long bytes) {}
