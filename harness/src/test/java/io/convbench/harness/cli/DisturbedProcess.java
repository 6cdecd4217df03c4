package io.convbench.harness.cli;

import io.convbench.results.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

/** A run's journal as if something had disturbed its first process, which took ten minutes. */
final class DisturbedProcess {

  private DisturbedProcess() {}

  /**
   * Writes it, with nothing behind that process.
   *
   * @return the process's line
   */
  static String in(RunFolder run) throws IOException {
    List<String> journal = Files.readAllLines(run.journal());
    String disturbed =
        journal
            .get(1)
            .replaceFirst(
                "\"verdict\":\"\\w+\"(,\"verdict_reasons\":\"[^\"]*\")?",
                "\"verdict\":\"invalid\",\"verdict_reasons\":\"a test\"")
            .replaceFirst("\"duration_s\":[0-9.]+", "\"duration_s\":600.0");
    Files.write(run.journal(), List.of(journal.get(0), disturbed));
    return disturbed;
  }
}
