package io.convbench.datasets.image;

import io.convbench.datasets.storage.PlainFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Decodes image files to RGB as Keras's {@code load_img} (Pillow, {@code convert("RGB")}) shows
 * them: by content and not by name, EXIF orientation not applied, alpha dropped, grey and palette
 * spread to RGB, the first frame of a GIF. JPEGs decode bit for bit as in Pillow.
 *
 * <p>Three deliberate departures from Pillow. Grey PNGs of 16 bits keep their high byte, where
 * Pillow clips at 255 and shows white. A JPEG whose Huffman codes are broken is refused, where
 * Pillow shows noise. Only JPEG, PNG, GIF, BMP and WebP are read.
 */
public final class ImageDecoder {

  private ImageDecoder() {}

  /** Loads the native libraries, which else the first image waits for. */
  public static void load() {
    OpenCv.require();
    TurboJpeg.present();
  }

  /** What decodes JPEGs here: the pixels are the same, the speed is not. */
  public static String jpegLibrary() {
    return usesSystemTurboJpeg() ? "the system's libjpeg-turbo" : "OpenCV's libjpeg-turbo";
  }

  /** Whether the system's libjpeg-turbo decodes JPEGs, the faster one. */
  public static boolean usesSystemTurboJpeg() {
    return TurboJpeg.present();
  }

  /**
   * Decodes a file.
   *
   * @throws UnreadableImageException when it cannot be read, is damaged, truncated, no image, in a
   *     form that cannot be shown right, or larger than 178,956,970 pixels by its header, which is
   *     read before anything is allocated
   */
  public static RgbImage decode(Path file) throws UnreadableImageException {
    byte[] content;
    try {
      content = new PlainFile(file).read();
    } catch (IOException failure) {
      throw new UnreadableImageException(
          file.toString(), new DamagedImageException(failure.getMessage(), failure));
    }
    return decode(file.toString(), content);
  }

  /**
   * Decodes a file that has been read.
   *
   * @param file name for messages
   * @param content the file's bytes
   * @throws UnreadableImageException as {@link #decode(Path)}
   */
  public static RgbImage decode(String file, byte[] content) throws UnreadableImageException {
    try {
      return decode(new ImageBytes(content));
    } catch (DamagedImageException damage) {
      throw new UnreadableImageException(file, damage);
    } catch (OutOfMemoryError noRoom) {
      // One large array did not fit; the heap itself is sound.
      throw new UnreadableImageException(
          file, new DamagedImageException("too large for the heap: raise -Xmx", noRoom));
    }
  }

  private static RgbImage decode(ImageBytes bytes) throws DamagedImageException {
    ImageHeader header = ImageHeader.read(bytes);
    RgbImage image = decode(bytes, header.format());
    if (image.width() != header.width() || image.height() != header.height()) {
      throw new DamagedImageException(
          "its header claims %s x %s pixels but its picture has %s x %s: save it anew as PNG"
              .formatted(header.width(), header.height(), image.width(), image.height()));
    }
    return image;
  }

  private static RgbImage decode(ImageBytes bytes, ImageFormat format)
      throws DamagedImageException {
    if (format == ImageFormat.GIF) {
      return GifDecoder.decode(bytes.data());
    }
    if (format == ImageFormat.JPEG) {
      JpegCheck.run(bytes);
      return decodeJpeg(bytes.data(), JpegFrame.find(bytes));
    }
    return OpenCvDecoder.decode(bytes.data());
  }

  private static RgbImage decodeJpeg(byte[] content, JpegFrame frame) throws DamagedImageException {
    if (frame.components().size() == 4) {
      return CmykDecoder.decode(content);
    }
    Optional<RgbImage> sound = TurboJpeg.decode(content, frame);
    return sound.isPresent() ? sound.get() : OpenCvDecoder.decode(content);
  }
}
