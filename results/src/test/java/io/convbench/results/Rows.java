package io.convbench.results;

import java.util.List;

/** Rows for tests. */
final class Rows {

  /** Texts with everything that CSV or JSON has to escape. */
  static final List<String> AWKWARD =
      List.of(
          "a, \"quoted\" b",
          "two\nlines",
          "a\r\nb",
          " spaces around ",
          "#comment",
          "tab\there",
          "back\\slash",
          "NaN",
          "null",
          "0042",
          "'",
          "Überlänge 猫 🐈",
          "\u0001");

  private Rows() {}

  /** A row in which every column has a value, each different. */
  static Row full() {
    Row row = Row.empty();
    for (Column column : Column.all()) {
      row =
          switch (column.type()) {
            case TEXT ->
                switch (column) {
                  case STATUS -> row;
                  case RUN_ID, ENVIRONMENT -> row.with(column, "20261123-215739-0c4f");
                  case VERDICT -> row.with(column, "noisy");
                  default -> row.with(column, "text of " + column);
                };
            case INTEGER -> row.with(column, Long.MAX_VALUE - column.ordinal());
            case NUMBER -> row.with(column, Math.sqrt(column.ordinal()) * 1e-7);
          };
    }
    return row.with(Column.STATUS, "failed");
  }

  /** A row that says which cell it is of, and nothing else. */
  static Row ofArchitecture(String name) {
    return Row.empty().with(Column.ARCHITECTURE, name);
  }
}
