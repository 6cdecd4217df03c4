package io.convbench.datasets.image;

import java.nio.charset.StandardCharsets;

/** A file's bytes, read as unsigned numbers; reading past the end is damage, not a bug. */
record ImageBytes(byte[] data) {

  int length() {
    return data.length;
  }

  int u8(int at) throws DamagedImageException {
    if (at >= data.length) {
      throw new DamagedImageException(
          "the file ends after %s bytes, inside its header: it is truncated, fetch it again"
              .formatted(data.length));
    }
    return data[at] & 0xFF;
  }

  int u16BigEndian(int at) throws DamagedImageException {
    return u8(at) << 8 | u8(at + 1);
  }

  int u16(int at) throws DamagedImageException {
    return u8(at) | u8(at + 1) << 8;
  }

  int u24(int at) throws DamagedImageException {
    return u16(at) | u8(at + 2) << 16;
  }

  long u32BigEndian(int at) throws DamagedImageException {
    return (long) u16BigEndian(at) << 16 | u16BigEndian(at + 2);
  }

  int i32(int at) throws DamagedImageException {
    return u16(at) | u16(at + 2) << 16;
  }

  boolean has(int at, String latin1) {
    byte[] expected = latin1.getBytes(StandardCharsets.ISO_8859_1);
    if (at + expected.length > data.length) {
      return false;
    }
    for (int i = 0; i < expected.length; i++) {
      if (data[at + i] != expected[i]) {
        return false;
      }
    }
    return true;
  }
}
