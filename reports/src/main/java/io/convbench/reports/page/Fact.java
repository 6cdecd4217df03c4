package io.convbench.reports.page;

/**
 * A name and what is to be said of it.
 *
 * @param name short
 * @param value text
 * @param note less prominent words after it; empty for none
 */
public record Fact(String name, String value, String note) {

  Fact(String name, String value) {
    this(name, value, "");
  }
}
