package io.convbench.datasets.image;

import org.opencv.core.Core;
import org.opencv.core.CvException;

/** Loads OpenCV's native library once per process, on first use. */
final class OpenCv {

  private OpenCv() {}

  /** Returns when the library is there; any number of threads may ask. */
  static void require() {
    Holder.load();
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
