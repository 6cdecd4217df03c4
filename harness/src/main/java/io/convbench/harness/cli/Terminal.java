package io.convbench.harness.cli;

import java.util.OptionalInt;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBarConsumer;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * The terminal that a person sits at. The library of progress bars is not asked for its width: that
 * gives Ctrl-C back to the system, which then ends this JVM without letting it tidy up.
 */
final class Terminal {

  private static final int MOST_COLUMNS = 110;

  private Terminal() {}

  /** Columns that a line may have without being wrapped; empty where output goes elsewhere. */
  static OptionalInt columns() {
    return System.console() == null
        ? OptionalInt.empty()
        : OptionalInt.of(
            Math.min(MOST_COLUMNS, new UsageMessageSpec().autoWidth(true).width() - 1));
  }

  /** Where a bar is drawn. */
  static ProgressBarConsumer bar() {
    return new ConsoleProgressBarConsumer(System.err, columns().orElse(MOST_COLUMNS));
  }
}
