package io.convbench.datasets.image;

import java.util.ArrayList;
import java.util.List;

/**
 * A JPEG's frame header (ITU-T T.81, B.2.2).
 *
 * @param marker second byte of the SOF marker: 0xC0 baseline, 0xC1 extended, 0xC2 progressive, ...
 * @param precision bits per sample
 * @param width columns in pixels
 * @param height rows in pixels
 * @param components in file order
 */
record JpegFrame(int marker, int precision, int width, int height, List<Component> components) {

  JpegFrame {
    components = List.copyOf(components);
  }

  /** One colour component and its sampling factors. */
  record Component(int id, int horizontal, int vertical) {}

  /**
   * The first frame header of a file.
   *
   * @throws DamagedImageException when there is none before the pixels
   */
  static JpegFrame find(ImageBytes bytes) throws DamagedImageException {
    JpegSegments segments = new JpegSegments(bytes);
    while (segments.next()) {
      if (segments.isFrame()) {
        return read(bytes, segments.marker(), segments.payload());
      }
      if (segments.marker() == JpegSegments.SOS) {
        break;
      }
    }
    throw new DamagedImageException("the JPEG has no frame header: fetch it again");
  }

  static JpegFrame read(ImageBytes bytes, int marker, int at) throws DamagedImageException {
    int count = bytes.u8(at + 5);
    List<Component> components = new ArrayList<>();
    for (int c = 0; c < count; c++) {
      int entry = at + 6 + 3 * c;
      int sampling = bytes.u8(entry + 1);
      components.add(new Component(bytes.u8(entry), sampling >> 4, sampling & 15));
    }
    int height = bytes.u16BigEndian(at + 1);
    return new JpegFrame(marker, bytes.u8(at), bytes.u16BigEndian(at + 3), height, components);
  }

  /** Whether the entropy-coded data are Huffman codes in sequential order, 8 bits a sample. */
  boolean sequentialHuffman() {
    return (marker == 0xC0 || marker == 0xC1) && precision == 8 && samplingIsSane();
  }

  int maxHorizontal() {
    return components.stream().mapToInt(Component::horizontal).max().orElse(1);
  }

  int maxVertical() {
    return components.stream().mapToInt(Component::vertical).max().orElse(1);
  }

  private boolean samplingIsSane() {
    return !components.isEmpty()
        && components.stream().allMatch(c -> inRange(c.horizontal()) && inRange(c.vertical()));
  }

  private static boolean inRange(int factor) {
    return factor >= 1 && factor <= 4;
  }
}
