package io.convbench.harness.cli;

import java.io.PrintWriter;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** How many images are decoded: a bar on a terminal, a plain line at each tenth in a log. */
final class PrepareProgress implements AutoCloseable {

  private final PrintWriter err;
  private final int total;
  private final ProgressBar bar;
  private int tenth;

  PrepareProgress(PrintWriter err, int total, boolean terminal) {
    this.err = err;
    this.total = total;
    this.bar =
        terminal
            ? new ProgressBarBuilder()
                .setTaskName("images")
                .setInitialMax(total)
                .setStyle(ProgressBarStyle.ASCII)
                .setConsumer(Terminal.bar())
                .showSpeed()
                .build()
            : null;
  }

  void reached(int images) {
    if (bar != null) {
      bar.stepTo(images);
      return;
    }
    int reached = (int) (10L * images / total);
    if (reached > tenth) {
      tenth = reached;
      err.printf("%s of %s images%n", images, total);
      err.flush();
    }
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }
}
