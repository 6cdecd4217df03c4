package io.convbench.datasets.image;

import org.opencv.core.Core;

/** Loads OpenCV's native library once per process, on first use. */
final class OpenCv {

  private OpenCv() {}

  /** Returns when the library is there; any number of threads may ask. */
  static void require() {
    Holder.load();
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
