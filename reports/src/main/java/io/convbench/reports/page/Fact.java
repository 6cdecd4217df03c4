package io.convbench.reports.page;

/**
 * A name and what is to be said of it.
 *
 * @param name short
 * @param value text
 */
public record Fact(String name, String value) {}
