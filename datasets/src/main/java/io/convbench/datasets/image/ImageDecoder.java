package io.convbench.datasets.image;

import io.convbench.datasets.storage.PlainFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Decodes image files to RGB as Keras's {@code load_img} (Pillow, {@code convert("RGB")}) shows
 * them: by content and not by name, EXIF orientation not applied, alpha dropped, grey and palette
 * spread to RGB, the first frame of a GIF. JPEGs decode bit for bit as in Pillow. A JPEG with
 * extraneous bytes among its codes is shown, with a warning.
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

  /** Why no image can be decoded here, in one line; empty when images can. Loads OpenCV. */
  public static Optional<String> obstacle() {
    return OpenCv.obstacle();
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
    return read(file).picture();
  }

  /**
   * Decodes a file that has been read.
   *
   * @param file name for messages
   * @param content the file's bytes
   * @throws UnreadableImageException as {@link #decode(Path)}
   */
  public static RgbImage decode(String file, byte[] content) throws UnreadableImageException {
    return read(file, content).picture();
  }

  /**
   * Decodes a file, and says what the decoder warned of.
   *
   * @throws UnreadableImageException as {@link #decode(Path)}
   */
  public static DecodedImage read(Path file) throws UnreadableImageException {
    byte[] content;
    try {
      content = new PlainFile(file).read();
    } catch (IOException failure) {
      throw new UnreadableImageException(
          file.toString(), new DamagedImageException(failure.getMessage(), failure));
    }
    return read(file.toString(), content);
  }

  /**
   * Decodes a file that has been read, and says what the decoder warned of.
   *
   * @param file name for messages
   * @param content the file's bytes
   * @throws UnreadableImageException as {@link #decode(Path)}
   */
  public static DecodedImage read(String file, byte[] content) throws UnreadableImageException {
    try {
      return decode(new ImageBytes(content));
    } catch (DamagedImageException damage) {
      throw new UnreadableImageException(file, damage);
    } catch (OutOfMemoryError outOfHeap) {
      // One large array did not fit; the heap itself is sound.
      throw new UnreadableImageException(
          file, new DamagedImageException("too large for the heap: raise -Xmx", outOfHeap));
    }
  }

  private static DecodedImage decode(ImageBytes bytes) throws DamagedImageException {
    ImageHeader header = ImageHeader.read(bytes);
    DecodedImage image = decode(bytes, header);
    RgbImage picture = image.picture();
    if (picture.width() != header.width() || picture.height() != header.height()) {
      throw new DamagedImageException(
          "its header claims %s x %s pixels but the image has %s x %s: save it again as PNG"
              .formatted(header.width(), header.height(), picture.width(), picture.height()));
    }
    return image;
  }

  private static DecodedImage decode(ImageBytes bytes, ImageHeader header)
      throws DamagedImageException {
    if (header.format() == ImageFormat.GIF) {
      return new DecodedImage(GifDecoder.decode(bytes.data(), header), Optional.empty());
    }
    if (header.format() == ImageFormat.JPEG) {
      return decodeJpeg(bytes);
    }
    return OpenCvDecoder.decode(bytes.data());
  }

  /** Extraneous bytes are taken out, so that no decoder stumbles over them. */
  private static DecodedImage decodeJpeg(ImageBytes bytes) throws DamagedImageException {
    ExtraneousBytes extraneous = JpegCheck.run(bytes);
    byte[] content = extraneous.removedFrom(bytes.data());
    JpegFrame frame = JpegFrame.find(new ImageBytes(content));
    if (frame.components().size() == 4) {
      return new DecodedImage(CmykDecoder.decode(content), extraneous.warning());
    }
    Optional<RgbImage> sound = TurboJpeg.decode(content, frame);
    if (sound.isPresent()) {
      return new DecodedImage(sound.get(), extraneous.warning());
    }
    DecodedImage image = OpenCvDecoder.decode(content);
    return new DecodedImage(image.picture(), extraneous.warning().or(image::warning));
  }
}
