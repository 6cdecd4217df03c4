package io.convbench.harness.cli;

import io.convbench.suites.catalogue.WebAddress;
import io.convbench.suites.catalogue.WeightFile;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.OptionalLong;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A bar in MiB with speed and time left; what else there is to say stands above it. */
final class FetchBar implements FetchDisplay {

  private static final long MEBIBYTE = 1 << 20;

  private final PrintWriter err;
  private ProgressBar bar;

  FetchBar(PrintWriter err) {
    this.err = err;
  }

  @Override
  public void transfers(
      WeightFile file, WebAddress address, long fromBytes, OptionalLong totalBytes) {
    close();
    bar =
        new ProgressBarBuilder()
            .setTaskName(file.architecture().name())
            .setInitialMax(totalBytes.orElse(-1))
            .startsFrom(fromBytes, Duration.ZERO)
            .setUnit(" MiB", MEBIBYTE)
            .setStyle(ProgressBarStyle.ASCII)
            .setConsumer(Terminal.bar())
            .showSpeed()
            .build();
  }

  @Override
  public void reached(long bytes) {
    bar.stepTo(bytes);
  }

  @Override
  public void says(String line) {
    close();
    err.println(line);
    err.flush();
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }
}
