package io.convbench.datasets.prepared;

import java.time.Instant;
import java.util.Optional;

/**
 * What a cache says of one of its sets.
 *
 * @param id its folder's name
 * @param images how many; empty of a set that is unfinished
 * @param bytes of all its files
 * @param lastUsed when a run or a preparation last found it whole, or wrote to it
 */
public record PreparedSet(String id, Optional<Integer> images, long bytes, Instant lastUsed) {}
