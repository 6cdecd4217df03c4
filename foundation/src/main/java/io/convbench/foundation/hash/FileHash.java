package io.convbench.foundation.hash;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * The hash of a file's bytes.
 *
 * @param algorithm how it was computed
 * @param hex the hash in lower-case hexadecimal
 */
public record FileHash(HashAlgorithm algorithm, String hex) {

  private static final Pattern HEX = Pattern.compile("[0-9a-f]*");
  private static final int CHUNK_BYTES = 1 << 16;

  /**
   * @throws IllegalArgumentException when the digits are not hexadecimal or too few or many
   */
  public FileHash {
    if (!HEX.matcher(hex).matches() || HashAlgorithm.ofLength(hex.length()) != algorithm) {
      throw new IllegalArgumentException(
          "\"%s\" is not a %s in lower-case hexadecimal".formatted(hex, algorithm.label()));
    }
  }

  /**
   * A hash as Keras publishes it, the algorithm known by the length.
   *
   * @throws IllegalArgumentException when it is neither MD5 nor SHA-256
   */
  public static FileHash parse(String hex) {
    return new FileHash(HashAlgorithm.ofLength(hex.length()), hex);
  }

  /** What this computation came to; resets it. */
  public static FileHash of(HashAlgorithm algorithm, MessageDigest digest) {
    return new FileHash(algorithm, HexFormat.of().formatHex(digest.digest()));
  }

  /** The hash of a file of any size, read in chunks. */
  public static FileHash of(HashAlgorithm algorithm, Path file) throws IOException {
    MessageDigest digest = algorithm.digest();
    byte[] chunk = new byte[CHUNK_BYTES];
    try (InputStream in = Files.newInputStream(file)) {
      for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
        digest.update(chunk, 0, read);
      }
    }
    return of(algorithm, digest);
  }

  @Override
  public String toString() {
    return algorithm.label() + " " + hex;
  }
}
