package io.convbench.datasets.image;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Scans written by hand. Table: code 0 is symbol 0x00 (DC difference 0, or end of block), code 10
 * is symbol 0x01 (one extra bit), code 11 does not exist.
 */
class HuffmanScanTest {

  @Test
  void followsCodesToTheMarker() throws DamagedImageException {
    // Block: DC 10 + bit 1, AC end of block 0; padded with ones: 1010 1111.
    HuffmanScan scan = scan(0xAF, 0xFF, 0xD9);
    scan.check(unit(), 1, 0);
    assertEquals(1, scan.position());
  }

  @Test
  void refusesAnUnknownCode() {
    assertThrows(DamagedImageException.class, () -> scan(0xC0, 0xFF, 0xD9).check(unit(), 1, 0));
  }

  @Test
  void passesOverAFewSpareBytes() {
    assertDoesNotThrow(() -> scan(0xAF, 0x00, 0xFF, 0x00, 0xFF, 0xD9).check(unit(), 1, 0));
  }

  @Test
  void refusesManyBytesLeftOver() {
    int[] bytes = new int[40];
    bytes[0] = 0xAF;
    bytes[38] = 0xFF;
    bytes[39] = 0xD9;
    assertThrows(DamagedImageException.class, () -> scan(bytes).check(unit(), 1, 0));
  }

  @Test
  void refusesCodesBeyondTheMarker() {
    // Each block is two bits here (DC 0, end of block): four in a byte, five wanted.
    assertDoesNotThrow(() -> scan(0x00, 0xFF, 0xD9).check(unit(), 4, 0));
    assertThrows(DamagedImageException.class, () -> scan(0x00, 0xFF, 0xD9).check(unit(), 5, 0));
  }

  @Test
  void expectsRestartMarkersInOrder() {
    assertDoesNotThrow(
        () -> scan(0x3F, 0xFF, 0xD0, 0x3F, 0xFF, 0xD1, 0x3F, 0xFF, 0xD9).check(unit(), 3, 1));
    assertThrows(
        DamagedImageException.class,
        () -> scan(0x3F, 0xFF, 0xD1, 0x3F, 0xFF, 0xD9).check(unit(), 2, 1));
  }

  private static HuffmanScan scan(int... bytes) {
    byte[] data = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      data[i] = (byte) bytes[i];
    }
    return new HuffmanScan(data, 0);
  }

  private static List<HuffmanScan.Block> unit() throws DamagedImageException {
    byte[] counts = new byte[18];
    counts[0] = 1;
    counts[1] = 1;
    counts[17] = 1;
    HuffmanTable table = HuffmanTable.read(new ImageBytes(counts), 0, true);
    return List.of(new HuffmanScan.Block(table, table));
  }
}
