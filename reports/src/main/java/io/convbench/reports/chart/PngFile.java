package io.convbench.reports.chart;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/**
 * A PNG of opaque colours (ISO/IEC 15948), each row as its differences from the one above: charts
 * are made of areas, and ImageIO takes twice the time to try every filter for every row.
 */
final class PngFile {

  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  private static final byte[] EIGHT_BITS_OF_RED_GREEN_BLUE = {8, 2, 0, 0, 0};
  private static final byte UP = 2;
  private static final int BUFFER_BYTES = 1 << 16;

  private PngFile() {}

  /**
   * The file's bytes.
   *
   * @param image of {@link BufferedImage#TYPE_INT_RGB}
   */
  static byte[] of(BufferedImage image) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.write(SIGNATURE);
      chunk(out, "IHDR", header(image));
      chunk(out, "IDAT", data(image));
      chunk(out, "IEND", new byte[0]);
    } catch (IOException e) {
      throw new UncheckedIOException("an array stream failed", e);
    }
    return bytes.toByteArray();
  }

  private static void chunk(DataOutputStream out, String type, byte[] content) throws IOException {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 check = new CRC32();
    check.update(name);
    check.update(content);
    out.writeInt(content.length);
    out.write(name);
    out.write(content);
    out.writeInt((int) check.getValue());
  }

  private static byte[] header(BufferedImage image) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(image.getWidth());
      out.writeInt(image.getHeight());
      out.write(EIGHT_BITS_OF_RED_GREEN_BLUE);
    }
    return bytes.toByteArray();
  }

  private static byte[] data(BufferedImage image) throws IOException {
    int[] pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
    int width = image.getWidth();
    byte[] row = new byte[1 + 3 * width];
    row[0] = UP;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Deflater deflater = new Deflater();
    try (DeflaterOutputStream out = new DeflaterOutputStream(bytes, deflater, BUFFER_BYTES)) {
      for (int start = 0; start < pixels.length; start += width) {
        int to = 1;
        for (int i = start; i < start + width; i++) {
          int colour = pixels[i];
          int above = start == 0 ? 0 : pixels[i - width];
          row[to++] = (byte) ((colour >> 16) - (above >> 16));
          row[to++] = (byte) ((colour >> 8) - (above >> 8));
          row[to++] = (byte) (colour - above);
        }
        out.write(row);
      }
    } finally {
      deflater.end();
    }
    return bytes.toByteArray();
  }
}
