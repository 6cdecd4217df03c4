package io.convbench.foundation.hash;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** The algorithms by which files are known. */
public enum HashAlgorithm {
  /** Most of Keras's published hashes: proof against damage, not against forgery. */
  MD5("MD5", 32),
  /** What convbench records itself, and Keras's younger hashes. */
  SHA256("SHA-256", 64);

  private final String label;
  private final int hexDigits;

  HashAlgorithm(String label, int hexDigits) {
    this.label = label;
    this.hexDigits = hexDigits;
  }

  /** The name as people and {@link MessageDigest} know it. */
  public String label() {
    return label;
  }

  /** A computation of this hash. */
  public MessageDigest digest() {
    try {
      return MessageDigest.getInstance(label);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has " + label, e);
    }
  }

  /** The hash of bytes, in lower-case hexadecimal. */
  public String hex(byte[] bytes) {
    return HexFormat.of().formatHex(digest().digest(bytes));
  }

  /** The hash of a text's bytes in UTF-8, in lower-case hexadecimal. */
  public String hex(String text) {
    return hex(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The algorithm with hashes of so many hexadecimal digits, as Keras tells them apart. */
  static HashAlgorithm ofLength(int hexDigits) {
    return Arrays.stream(values())
        .filter(algorithm -> algorithm.hexDigits == hexDigits)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "a hash of %s digits: 32 (MD5) or 64 (SHA-256) expected".formatted(hexDigits)));
  }
}
