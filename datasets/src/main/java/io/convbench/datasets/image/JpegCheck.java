package io.convbench.datasets.image;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds damage that libjpeg hides: it fills what is missing with grey and decodes broken codes into
 * coloured noise, and tells only the error stream.
 *
 * <p>Truncation is found in every JPEG; broken codes in sequential Huffman ones, which nearly all
 * photographs are. A progressive file's codes are not checked, and a flipped bit that leaves every
 * code valid cannot be found: JPEG has no checksum.
 */
final class JpegCheck {

  private final ImageBytes bytes;
  private final ExtraneousBytes extraneous = new ExtraneousBytes();
  private final Set<Integer> scanned = new HashSet<>();
  private final HuffmanTable[] dcTables = new HuffmanTable[4];
  private final HuffmanTable[] acTables = new HuffmanTable[4];
  private JpegFrame frame;
  private int restartInterval;

  private JpegCheck(ImageBytes bytes) {
    this.bytes = bytes;
  }

  /**
   * Walks the file from start to end.
   *
   * @return what belongs to no segment and no code
   * @throws DamagedImageException when it is truncated or its codes are broken
   */
  static ExtraneousBytes run(ImageBytes bytes) throws DamagedImageException {
    JpegCheck check = new JpegCheck(bytes);
    check.walk();
    return check.extraneous;
  }

  private void walk() throws DamagedImageException {
    JpegSegments segments = new JpegSegments(bytes, extraneous);
    while (!endsInExtraneousBytes(segments) && segments.next()) {
      if (segments.isFrame()) {
        frame = JpegFrame.read(bytes, segments.marker(), segments.payload());
      } else if (segments.marker() == JpegSegments.DHT) {
        readTables(segments.payload(), segments.end());
      } else if (segments.marker() == JpegSegments.DRI) {
        restartInterval = bytes.u16BigEndian(segments.payload());
      } else if (segments.marker() == JpegSegments.SOS) {
        checkScan(segments);
      }
    }
  }

  /** Without its end marker a file is whole if each component was, with more bytes behind them. */
  private boolean endsInExtraneousBytes(JpegSegments segments) {
    boolean ends =
        segments.end() == bytes.length()
            && extraneous.reach(bytes.length())
            && scanned.size() == frame.components().size();
    if (ends) {
      extraneous.endIsMissing();
    }
    return ends;
  }

  private void readTables(int from, int to) throws DamagedImageException {
    int at = from;
    while (at < to) {
      int target = bytes.u8(at);
      HuffmanTable table = new HuffmanTable(bytes, at + 1);
      HuffmanTable[] tables = target >> 4 == 0 ? dcTables : acTables;
      tables[target & 3] = table;
      at += 17 + table.symbolCount();
    }
  }

  private void checkScan(JpegSegments segments) throws DamagedImageException {
    if (frame == null || !frame.sequentialHuffman()) {
      return;
    }
    List<HuffmanScan.Block> unit = unit(segments.payload());
    if (unit.isEmpty()) {
      return;
    }
    HuffmanScan scan = new HuffmanScan(bytes.data(), segments.end(), extraneous);
    scan.check(unit, unitCount(segments.payload()), restartInterval);
    segments.continueAt(scan.position());
  }

  /** The blocks of one minimum coded unit; none when a table is absent and libjpeg has its own. */
  private List<HuffmanScan.Block> unit(int scanHeader) throws DamagedImageException {
    int count = bytes.u8(scanHeader);
    List<HuffmanScan.Block> unit = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      JpegFrame.Component component = component(bytes.u8(scanHeader + 1 + 2 * i));
      scanned.add(component.id());
      int selector = bytes.u8(scanHeader + 2 + 2 * i);
      HuffmanTable dc = dcTables[selector >> 4 & 3];
      HuffmanTable ac = acTables[selector & 3];
      if (dc == null || ac == null) {
        return List.of();
      }
      int blocks = count == 1 ? 1 : component.horizontal() * component.vertical();
      for (int b = 0; b < blocks; b++) {
        unit.add(new HuffmanScan.Block(dc, ac));
      }
    }
    return unit;
  }

  /**
   * How many units a scan has (T.81, A.2): one of a single component is not padded to whole ones.
   */
  private int unitCount(int scanHeader) throws DamagedImageException {
    int across = 8 * frame.maxHorizontal();
    int down = 8 * frame.maxVertical();
    if (bytes.u8(scanHeader) > 1) {
      return ceilDiv(frame.width(), across) * ceilDiv(frame.height(), down);
    }
    JpegFrame.Component only = component(bytes.u8(scanHeader + 1));
    return ceilDiv(frame.width() * only.horizontal(), across)
        * ceilDiv(frame.height() * only.vertical(), down);
  }

  private JpegFrame.Component component(int id) throws DamagedImageException {
    return frame.components().stream()
        .filter(component -> component.id() == id)
        .findFirst()
        .orElseThrow(
            () ->
                new DamagedImageException(
                    "a scan of the JPEG names component %s, which its frame lacks: it is corrupt"
                        .formatted(id)));
  }

  private static int ceilDiv(int value, int divisor) {
    return (value + divisor - 1) / divisor;
  }
}
