package io.convbench.datasets.image;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

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

  private static final long MAX_FILE_BYTES = 1L << 30;

  private ImageDecoder() {}

  /**
   * Decodes a file.
   *
   * @throws UnreadableImageException when it is missing, a folder, damaged, truncated, no image, in
   *     a form that cannot be shown right, or larger than 178,956,970 pixels by its header, which
   *     is read before anything is allocated
   * @throws IOException when the file cannot be read
   */
  public static RgbImage decode(Path file) throws IOException {
    return decode(file.toString(), read(file));
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
          "its header claims %d x %d pixels but its picture has %d x %d: save it anew as PNG"
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
      if (JpegFrame.find(bytes).components().size() == 4) {
        return CmykDecoder.decode(bytes.data());
      }
    }
    return OpenCvDecoder.decode(bytes.data());
  }

  /**
   * Reads a file that may be decoded.
   *
   * @throws UnreadableImageException when it is missing, a folder, not readable or above 1 GiB
   * @throws IOException when reading fails
   */
  public static byte[] read(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw unreadable(file, "it is a folder, not an image: name a file in it");
    }
    try {
      if (Files.size(file) > MAX_FILE_BYTES) {
        throw unreadable(file, "it is larger than 1 GiB, the limit for one image");
      }
      return Files.readAllBytes(file);
    } catch (NoSuchFileException missing) {
      throw unreadable(file, "there is no such file");
    } catch (AccessDeniedException forbidden) {
      throw unreadable(file, "there is no permission to read it");
    }
  }

  private static UnreadableImageException unreadable(Path file, String reason) {
    return new UnreadableImageException(file.toString(), new DamagedImageException(reason));
  }
}
