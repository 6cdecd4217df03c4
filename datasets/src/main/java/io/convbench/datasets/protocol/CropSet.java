package io.convbench.datasets.protocol;

import java.util.List;

/** Which crops are taken out of the resized picture. */
enum CropSet {

  /** The centre. */
  CENTER("crop", 1),

  /**
   * Centre, top left, top right, bottom left, bottom right, then the five mirrored: the order of
   * the author of Keras's accuracy table (github.com/taehoonlee/tensornets).
   */
  TEN("tencrop", 10);

  private final String id;
  private final int count;

  CropSet(String id, int count) {
    this.id = id;
    this.count = count;
  }

  /** The upper left pixel of a crop. */
  record Corner(int left, int top) {}

  /** As it stands in protocol ids. */
  String id() {
    return id;
  }

  int count() {
    return count;
  }

  /** Whether the crops come a second time, mirrored. */
  boolean mirrored() {
    return this == TEN;
  }

  /**
   * The upper left pixels, before mirroring.
   *
   * @param right the largest left there is, in pixels
   * @param bottom the largest top there is, in pixels
   */
  List<Corner> corners(int right, int bottom) {
    Corner center = new Corner(right / 2, bottom / 2);
    return this == CENTER
        ? List.of(center)
        : List.of(
            center,
            new Corner(0, 0),
            new Corner(right, 0),
            new Corner(0, bottom),
            new Corner(right, bottom));
  }
}
