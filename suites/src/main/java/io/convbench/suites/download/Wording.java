package io.convbench.suites.download;

import java.time.Duration;
import java.util.Locale;

/** Times and sizes as messages show them. */
final class Wording {

  private Wording() {}

  static String time(Duration duration) {
    return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
  }

  static String mebibytes(long bytes) {
    return String.format(Locale.ROOT, "%.1f MiB", bytes / (1024.0 * 1024));
  }
}
