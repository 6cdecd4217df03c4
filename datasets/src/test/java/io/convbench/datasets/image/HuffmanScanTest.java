package io.convbench.datasets.image;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Scans written by hand. Table: code 0 is symbol 0x00 (DC difference 0, or end of block), code 10
 * is symbol 0x01 (one extra bit), code 11 does not exist.
 */
class HuffmanScanTest {

  private final ExtraneousBytes extraneous = new ExtraneousBytes();

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

  @ParameterizedTest
  @ValueSource(ints = {1, 16, 17, 258, 5000})
  void passesOverExtraneousBytesBeforeAMarker(int count) throws DamagedImageException {
    int[] bytes = new int[count + 3];
    bytes[0] = 0xAF;
    bytes[count + 1] = 0xFF;
    bytes[count + 2] = 0xD9;
    HuffmanScan scan = scan(bytes);

    scan.check(unit(), 1, 0);

    assertEquals(count + 1, scan.position());
    assertEquals(
        Optional.of(count + " extraneous bytes in the JPEG, the first at byte 1"),
        extraneous.warning());
  }

  /** A stuffed 0xFF is two bytes of the file. */
  @Test
  void countsStuffedBytesAmongTheExtraneous() throws DamagedImageException {
    scan(0xAF, 0x55, 0xFF, 0x00, 0xC0, 0xFF, 0xD9).check(unit(), 1, 0);

    assertEquals(
        Optional.of("4 extraneous bytes in the JPEG, the first at byte 1"), extraneous.warning());
  }

  /** Blocks of 1010, of which the scan has lost two: 1010 1010, 1010 1111 where one was wanted. */
  @Test
  void refusesCodesOfBlocksLeftOver() {
    DamagedImageException refusal =
        assertThrows(
            DamagedImageException.class, () -> scan(0xAA, 0xAF, 0xFF, 0xD9).check(unit(), 1, 0));

    assertTrue(refusal.getMessage().contains("codes are broken"), refusal.getMessage());
  }

  /** Two blocks of four bits, then seven of two, which are in zeros that replace the rest. */
  @Test
  void refusesCodesReadFromZerosThatFillUpAFile() {
    DamagedImageException refusal =
        assertThrows(
            DamagedImageException.class,
            () -> scan(0xAA, 0x00, 0x00, 0x00, 0x00, 0x00, 0xFF, 0xD9).check(unit(), 9, 0));

    assertEquals(
        "the JPEG's codes end in zeros at byte 3 of 8: its end was lost, fetch it again",
        refusal.getMessage());
  }

  @Test
  void passesOverExtraneousBytesBeforeARestartMarker() throws DamagedImageException {
    scan(0x3F, 0x11, 0x22, 0xFF, 0xD0, 0x3F, 0x33, 0xFF, 0xD9).check(unit(), 2, 1);

    assertEquals(
        Optional.of("3 extraneous bytes in the JPEG, the first at byte 1"), extraneous.warning());
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

  private HuffmanScan scan(int... bytes) {
    byte[] data = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      data[i] = (byte) bytes[i];
    }
    return new HuffmanScan(data, 0, extraneous);
  }

  private static List<HuffmanScan.Block> unit() throws DamagedImageException {
    byte[] counts = new byte[18];
    counts[0] = 1;
    counts[1] = 1;
    counts[17] = 1;
    HuffmanTable table = new HuffmanTable(new ImageBytes(counts), 0);
    return List.of(new HuffmanScan.Block(table, table));
  }
}
