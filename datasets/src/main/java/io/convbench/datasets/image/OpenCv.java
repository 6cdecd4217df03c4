package io.convbench.datasets.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.opencv.core.Core;
import org.opencv.core.CvException;

/** Loads OpenCV's native library once per process, on first use. */
final class OpenCv {

  private OpenCv() {}

  /**
   * Returns when the library is there; any number of threads may ask.
   *
   * @throws UncheckedIOException when it does not unpack and load
   */
  static void require() {
    try {
      Holder.load();
    } catch (LinkageError e) {
      String reason =
          "OpenCV's library does not unpack and load: make room in %s, or name another folder by JAVA_TOOL_OPTIONS=-Djava.io.tmpdir=DIR"
              .formatted(System.getProperty("java.io.tmpdir"));
      throw new UncheckedIOException(reason, new IOException(e));
    }
  }

  /** OpenCV's messages go on with where in its sources they arose. */
  static String firstLine(CvException failure) {
    return failure.getMessage().lines().findFirst().orElse("unknown failure");
  }

  private static final class Holder {
    static {
      nu.pattern.OpenCV.loadLocally();
      // Readers bring their own threads, one image each.
      Core.setNumThreads(1);
    }

    private Holder() {}

    static void load() {}
  }
}
