package io.convbench.datasets.image;

import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import io.convbench.datasets.natives.NativeCache;
import java.io.IOException;
import java.util.Optional;
import org.opencv.core.CvType;
import org.opencv.core.Mat;

/**
 * The common JPEGs through the system's libjpeg-turbo (its TurboJPEG interface, version 2 or 3),
 * where there is one: it has the vector instructions that OpenCV's own copy was built without, and
 * gives the same pixels.
 */
final class TurboJpeg {

  private static final int TJPF_RGB = 0;

  /** libjpeg's own accuracy, and an end at the first warning. */
  private static final int FLAGS = 4096 | 8192; // TJFLAG_ACCURATEDCT | TJFLAG_STOPONWARNING

  private TurboJpeg() {}

  /** Whether the system has the library. */
  static boolean present() {
    return Library.LOADED;
  }

  /**
   * Decodes a sound JPEG of Huffman codes, 8 bits, grey or three colours.
   *
   * @return empty where the library is missing, for any other JPEG, and where libjpeg-turbo as much
   *     as warns: OpenCV then says what becomes of it, so that it is the same on every machine
   */
  static Optional<RgbImage> decode(byte[] content, JpegFrame frame) {
    if (!present() || !isCommon(frame)) {
      return Optional.empty();
    }
    OpenCv.require();
    Mat rgb = new Mat(frame.height(), frame.width(), CvType.CV_8UC3);
    if (decode(content, frame, new Pointer(rgb.dataAddr()))) {
      return Optional.of(new RgbImage(rgb));
    }
    rgb.release();
    return Optional.empty();
  }

  private static boolean isCommon(JpegFrame frame) {
    int components = frame.components().size();
    return frame.marker() >= 0xC0
        && frame.marker() <= 0xC2
        && frame.precision() == 8
        && (components == 1 || components == 3);
  }

  private static boolean decode(byte[] content, JpegFrame frame, Pointer rgb) {
    // Created each time, which costs microseconds: nothing to share, nothing left behind.
    Pointer decompressor = Library.tjInitDecompress();
    try {
      int status =
          Library.tjDecompress2(
              decompressor,
              content,
              new NativeLong(content.length),
              rgb,
              frame.width(),
              3 * frame.width(),
              frame.height(),
              TJPF_RGB,
              FLAGS);
      return status == 0;
    } finally {
      Library.tjDestroy(decompressor);
    }
  }

  /** Functions of {@code turbojpeg.h}. */
  private static final class Library {

    static final boolean LOADED = load();

    private Library() {}

    private static boolean load() {
      try {
        NativeCache.requireJna();
        Native.register("turbojpeg");
        return true;
      } catch (IOException | LinkageError absent) {
        return false;
      }
    }

    static native Pointer tjInitDecompress();

    static native int tjDecompress2(
        Pointer decompressor,
        byte[] jpeg,
        NativeLong jpegBytes,
        Pointer pixels,
        int width,
        int bytesPerRow,
        int height,
        int pixelFormat,
        int flags);

    static native int tjDestroy(Pointer decompressor);
  }
}
