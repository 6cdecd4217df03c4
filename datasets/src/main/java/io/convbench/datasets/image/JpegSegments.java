package io.convbench.datasets.image;

import java.util.Locale;

/** Steps through a JPEG's marker segments (ITU-T T.81, B.1). */
final class JpegSegments {

  static final int DHT = 0xC4;
  static final int EOI = 0xD9;
  static final int SOS = 0xDA;
  static final int DRI = 0xDD;
  static final int APP14 = 0xEE;

  private final ImageBytes bytes;
  private final ExtraneousBytes extraneous;
  private int position = 2;
  private int marker;
  private int payload;
  private boolean inScan;

  JpegSegments(ImageBytes bytes) {
    this(bytes, new ExtraneousBytes());
  }

  /**
   * @param extraneous receives the bytes between segments, those behind a scan's header aside
   */
  JpegSegments(ImageBytes bytes, ExtraneousBytes extraneous) {
    this.bytes = bytes;
    this.extraneous = extraneous;
  }

  /**
   * Moves to the next segment.
   *
   * @return false at the end-of-image marker
   * @throws DamagedImageException when the file ends before that marker
   */
  boolean next() throws DamagedImageException {
    do {
      marker = nextMarker();
    } while (standsAlone());
    if (marker == EOI) {
      return false;
    }
    payload = position + 2;
    int length = u16(position);
    if (length < 2) {
      throw new DamagedImageException(
          String.format(
              Locale.ROOT,
              "the JPEG's segment 0x%02X has length %s: the file is corrupt, fetch it again",
              marker,
              length));
    }
    position += length;
    inScan = marker == SOS;
    return true;
  }

  /** Second byte of the current segment's marker. */
  int marker() {
    return marker;
  }

  /** Where the current segment's content starts, after its length. */
  int payload() {
    return payload;
  }

  /** Where the current segment ends; after SOS, where the entropy-coded data start. */
  int end() {
    return position;
  }

  /** Goes on from a place inside the file, such as the end of a scan's data. */
  void continueAt(int place) {
    position = place;
    inScan = false;
  }

  boolean isFrame() {
    // C4, C8 and CC are Huffman tables, an extension and arithmetic conditioning.
    return marker >= 0xC0 && marker <= 0xCF && marker != DHT && marker != 0xC8 && marker != 0xCC;
  }

  /** Bytes that belong to no segment are skipped, as libjpeg does: scan data among them. */
  private int nextMarker() throws DamagedImageException {
    int from = position;
    while (true) {
      while (u8(position) != 0xFF) {
        position++;
      }
      int to = position;
      while (u8(position) == 0xFF) {
        position++;
      }
      int found = u8(position++);
      if (found != 0) {
        if (!inScan) {
          extraneous.add(from, to);
        }
        return found;
      }
    }
  }

  private boolean standsAlone() {
    return marker == 0x01 || marker >= 0xD0 && marker <= 0xD8;
  }

  private int u16(int at) throws DamagedImageException {
    return u8(at) << 8 | u8(at + 1);
  }

  private int u8(int at) throws DamagedImageException {
    if (at >= bytes.length()) {
      throw new DamagedImageException(
          "the JPEG ends after %s bytes without its end marker: it is truncated, fetch it again"
              .formatted(bytes.length()));
    }
    return bytes.data()[at] & 0xFF;
  }
}
