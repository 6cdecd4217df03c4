package io.convbench.results.nightly;

import java.time.Instant;

/**
 * That a person knows of a change of a series and lives with it.
 *
 * @param time when it was accepted
 * @param key the series
 * @param since the first night of the new level
 */
public record Acceptance(Instant time, String key, String since) {}
