package io.convbench.suites.architecture;

/** How numbers of channels are rounded to multiples of 8, as processors like them. */
final class Channels {

  private Channels() {}

  /** The nearest multiple of 8, at least 8. */
  static int nearest(double channels) {
    return Math.max(8, (int) (channels + 4) / 8 * 8);
  }

  /** The nearest multiple of 8, at least 8 and at least 90 % of what was asked for. */
  static int rounded(double channels) {
    int nearest = nearest(channels);
    return nearest < 0.9 * channels ? nearest + 8 : nearest;
  }
}
