package io.convbench.datasets;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** MD5, in which the conformance data name pixels. */
public final class Md5 {

  private final MessageDigest digest;

  /** Starts with nothing. */
  public Md5() {
    try {
      digest = MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Adds bytes. */
  public Md5 add(byte[] bytes) {
    digest.update(bytes);
    return this;
  }

  /** The hash of all bytes added. */
  public String hex() {
    return HexFormat.of().formatHex(digest.digest());
  }
}
