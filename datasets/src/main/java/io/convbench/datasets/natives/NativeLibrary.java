package io.convbench.datasets.natives;

import io.convbench.foundation.hash.FileHash;
import io.convbench.foundation.hash.HashAlgorithm;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * One unpacked library as it was when it was unpacked.
 *
 * @param name of its file
 * @param bytes size
 * @param crc32 checksum, the jar's own
 * @param modifiedMillis time of its last change, since 1970
 * @param sha256 hash in hexadecimal
 */
record NativeLibrary(String name, long bytes, long crc32, long modifiedMillis, String sha256) {

  /**
   * @throws IllegalArgumentException when the name leads out of the folder
   */
  NativeLibrary {
    if (name.isEmpty() || name.contains("/") || name.contains("\\") || name.equals("..")) {
      throw new IllegalArgumentException(
          "'%s' is not the name of a library's file".formatted(name));
    }
  }

  /**
   * Unpacks an entry of a jar.
   *
   * @throws IOException when the jar is damaged or the file cannot be written
   */
  static NativeLibrary unpack(ZipFile jar, ZipEntry entry, Path folder) throws IOException {
    Path file = folder.resolve(nameOf(entry));
    CRC32 crc = new CRC32();
    MessageDigest sha256 = HashAlgorithm.SHA256.digest();
    try (InputStream in = new CheckedInputStream(jar.getInputStream(entry), crc)) {
      Files.copy(new DigestInputStream(in, sha256), file);
    }
    if (crc.getValue() != entry.getCrc()) {
      throw new IOException("%s in %s is damaged".formatted(entry.getName(), jar.getName()));
    }
    return new NativeLibrary(
        nameOf(entry),
        Files.size(file),
        crc.getValue(),
        Files.getLastModifiedTime(file).toMillis(),
        HexFormat.of().formatHex(sha256.digest()));
  }

  /** An entry's name without its folders. */
  static String nameOf(ZipEntry entry) {
    return entry.getName().substring(entry.getName().lastIndexOf('/') + 1);
  }

  /** True when the entry holds this library, by the jar's own checksum. */
  boolean isOf(ZipEntry entry) {
    return name.equals(nameOf(entry)) && crc32 == entry.getCrc() && bytes == entry.getSize();
  }

  /** True when the file's size and time are those recorded; its content is not read. */
  boolean unchanged(Path folder) throws IOException {
    Path file = folder.resolve(name);
    return Files.isRegularFile(file)
        && Files.size(file) == bytes
        && Files.getLastModifiedTime(file).toMillis() == modifiedMillis;
  }

  /** True when the file's content is what was unpacked. */
  boolean intact(Path folder) throws IOException {
    return FileHash.of(HashAlgorithm.SHA256, folder.resolve(name)).hex().equals(sha256);
  }
}
