package io.convbench.datasets.image;

import io.convbench.datasets.content.FileKind;

/**
 * What a file says of itself before anything is decoded.
 *
 * @param format by content
 * @param width columns in pixels
 * @param height rows in pixels
 */
record ImageHeader(ImageFormat format, long width, long height) {

  /** Pillow's limit, above which it refuses an image as a decompression bomb. */
  static final long MAX_PIXELS = 178_956_970;

  /** Among the flags of a WebP's extended header. */
  private static final int ANIMATED = 0x02;

  ImageHeader {
    if (format == null) {
      throw new IllegalArgumentException("a header needs a format");
    }
  }

  /**
   * Reads the header.
   *
   * @throws DamagedImageException when it is not an image, is cut off, or claims no pixels or more
   *     than {@link #MAX_PIXELS}
   */
  static ImageHeader read(ImageBytes bytes) throws DamagedImageException {
    if (bytes.length() == 0) {
      throw new DamagedImageException("the file is empty: fetch it again");
    }
    ImageHeader header = sniff(bytes);
    header.checkSize();
    return header;
  }

  private void checkSize() throws DamagedImageException {
    if (width < 1 || height < 1) {
      throw new DamagedImageException(
          "its header claims %s x %s pixels: there is nothing to show".formatted(width, height));
    }
    if (width > MAX_PIXELS / height) {
      throw new DamagedImageException(
          "its header claims %s x %s pixels, above the limit of %s: shrink the image"
              .formatted(width, height, MAX_PIXELS));
    }
  }

  private static ImageHeader sniff(ImageBytes bytes) throws DamagedImageException {
    if (bytes.has(0, "\u00FF\u00D8\u00FF")) {
      JpegFrame frame = JpegFrame.find(bytes);
      return new ImageHeader(ImageFormat.JPEG, frame.width(), frame.height());
    }
    if (bytes.has(0, "\u0089PNG\r\n\u001A\n")) {
      return new ImageHeader(ImageFormat.PNG, bytes.u32BigEndian(16), bytes.u32BigEndian(20));
    }
    if (bytes.has(0, "GIF87a") || bytes.has(0, "GIF89a")) {
      return new ImageHeader(ImageFormat.GIF, bytes.u16(6), bytes.u16(8));
    }
    if (bytes.has(0, "BM")) {
      return bmp(bytes);
    }
    if (bytes.has(0, "RIFF") && bytes.has(8, "WEBP")) {
      return webp(bytes);
    }
    FileKind kind = FileKind.of(bytes.data());
    throw new DamagedImageException(
        (kind == FileKind.UNKNOWN
                ? "it is not a JPEG, PNG, GIF, BMP or WebP image: "
                : "it is %s, not a JPEG, PNG, GIF, BMP or WebP image: ".formatted(kind.words()))
            + kind.adviceForImage());
  }

  private static ImageHeader bmp(ImageBytes bytes) throws DamagedImageException {
    int headerSize = bytes.i32(14);
    if (headerSize == 12) {
      return new ImageHeader(ImageFormat.BMP, bytes.u16(18), bytes.u16(20));
    }
    // A negative height means rows from top to bottom.
    long height = Math.abs((long) bytes.i32(22));
    return new ImageHeader(ImageFormat.BMP, bytes.i32(18), height);
  }

  private static ImageHeader webp(ImageBytes bytes) throws DamagedImageException {
    if (bytes.has(12, "VP8X")) {
      if ((bytes.u8(20) & ANIMATED) != 0) {
        throw new DamagedImageException(
            "it is an animated WebP, which convbench does not read: save one of its frames as PNG");
      }
      return new ImageHeader(ImageFormat.WEBP, bytes.u24(24) + 1L, bytes.u24(27) + 1L);
    }
    if (bytes.has(12, "VP8L")) {
      int packed = bytes.i32(21);
      return new ImageHeader(
          ImageFormat.WEBP, (packed & 0x3FFF) + 1L, (packed >>> 14 & 0x3FFF) + 1L);
    }
    return new ImageHeader(ImageFormat.WEBP, bytes.u16(26) & 0x3FFF, bytes.u16(28) & 0x3FFF);
  }
}
