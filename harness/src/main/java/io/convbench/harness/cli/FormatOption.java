package io.convbench.harness.cli;

import java.util.Locale;
import picocli.CommandLine.Option;

/** {@code --format}: for people, or for programs as {@code docs/schema} describes it. */
final class FormatOption {

  /** What a command prints. */
  enum Format {
    TEXT,
    JSON;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "${COMPLETION-CANDIDATES}; docs/schema describes the JSON (default: text).")
  private Format format;

  boolean isJson() {
    return format == Format.JSON;
  }
}
