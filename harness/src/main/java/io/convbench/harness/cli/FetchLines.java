package io.convbench.harness.cli;

import io.convbench.suites.catalogue.WebAddress;
import io.convbench.suites.catalogue.WeightFile;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.OptionalLong;

/** A plain line at each tenth of a file, for logs. */
final class FetchLines implements FetchDisplay {

  private static final double MEBIBYTE = 1 << 20;

  private static final long STRIDE_OF_UNKNOWN_BYTES = 16 << 20;
  private static final long LEAST_STRIDE_BYTES = 1 << 20;

  private final PrintWriter err;
  private WeightFile file;
  private OptionalLong totalBytes = OptionalLong.empty();
  private long next;

  FetchLines(PrintWriter err) {
    this.err = err;
  }

  @Override
  public void transfers(WeightFile from, WebAddress address, long fromBytes, OptionalLong total) {
    file = from;
    totalBytes = total;
    next = fromBytes + stride();
    String all =
        total.isPresent()
            ? String.format(Locale.ROOT, "%.1f MiB", total.getAsLong() / MEBIBYTE)
            : "unknown size";
    says(
        fromBytes == 0
            ? "%s: %s from %s".formatted(from, all, address)
            : String.format(
                Locale.ROOT,
                "%s: %s from %s, resuming after %.1f MiB",
                from,
                all,
                address,
                fromBytes / MEBIBYTE));
  }

  @Override
  public void reached(long bytes) {
    if (bytes < next) {
      return;
    }
    next = bytes + stride();
    says(
        totalBytes.isPresent()
            ? "%s: %s %%".formatted(file, 100 * bytes / totalBytes.getAsLong())
            : String.format(Locale.ROOT, "%s: %.1f MiB", file, bytes / MEBIBYTE));
  }

  private long stride() {
    return totalBytes.isPresent()
        ? Math.max(LEAST_STRIDE_BYTES, totalBytes.getAsLong() / 10)
        : STRIDE_OF_UNKNOWN_BYTES;
  }

  @Override
  public void says(String line) {
    err.println(line);
    err.flush();
  }

  @Override
  public void close() {}
}
