package io.convbench.harness.transfer;

import io.convbench.foundation.file.DiskSpace;
import io.convbench.foundation.file.LockedFile;
import io.convbench.foundation.hash.HashAlgorithm;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * Features that one cut network gave, by the hash of the image: a file to which each extraction
 * adds. One process at a time has it; others wait.
 *
 * <p>The file is a sequence of records of equal length: SHA-256 of the image's file (32 bytes),
 * CRC-32C of all that follows (4 bytes, big-endian), features (float32, big-endian). A record with
 * another checksum is as if it were not there.
 */
public final class FeatureFile implements Closeable {

  /** To be raised when the same key gives other features. */
  private static final int FORMAT = 1;

  private static final int HASH_BYTES = 32;
  private static final int HASH_DIGITS = 16;

  private final LockedFile lock;
  private final Path file;
  private final FileChannel channel;
  private final int features;
  private final Map<String, float[]> known;

  private FeatureFile(
      LockedFile lock, Path file, FileChannel channel, int features, Map<String, float[]> known) {
    this.lock = lock;
    this.file = file;
    this.channel = channel;
    this.features = features;
    this.known = known;
  }

  /**
   * Opens the file of a network, made where it is missing.
   *
   * @param folder of all such files
   * @param network its name, which the file's begins with
   * @param key all that the features depend on but the image: cut, weights, crop, engine
   * @param features numbers of one image
   * @throws IOException when it cannot be read or written
   */
  public static FeatureFile open(Path folder, String network, String key, int features)
      throws IOException {
    Files.createDirectories(folder);
    String hash =
        HashAlgorithm.SHA256
            .hex("format %s, %s features, %s".formatted(FORMAT, features, key))
            .substring(0, HASH_DIGITS);
    String name = "%s-%s".formatted(network, hash);
    LockedFile lock = LockedFile.waitFor(folder.resolve(name + ".lock"));
    try {
      Path file = folder.resolve(name + ".features");
      Map<String, float[]> known = Files.exists(file) ? read(file, features) : new HashMap<>();
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      // What a kill left of a record would shift all that follow.
      long whole = channel.size() / recordBytes(features) * recordBytes(features);
      channel.truncate(whole).position(whole);
      return new FeatureFile(lock, file, channel, features, known);
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  /** Reads the records that are whole. */
  static Map<String, float[]> read(Path file, int features) throws IOException {
    Map<String, float[]> known = new HashMap<>();
    byte[] record = new byte[recordBytes(features)];
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      while (in.readNBytes(record, 0, record.length) == record.length) {
        ByteBuffer bytes = ByteBuffer.wrap(record);
        byte[] hash = new byte[HASH_BYTES];
        bytes.get(hash);
        int checksum = bytes.getInt();
        float[] values = new float[features];
        bytes.asFloatBuffer().get(values);
        if (checksum == checksum(hash, values)) {
          known.put(HexFormat.of().formatHex(hash), values);
        }
      }
    }
    return known;
  }

  /** The features of an image, where they were extracted before. */
  public Optional<float[]> of(String imageSha256) {
    return Optional.ofNullable(known.get(imageSha256));
  }

  /**
   * Adds the features of an image.
   *
   * @throws IOException when they cannot be written
   */
  public void add(String imageSha256, float[] values) throws IOException {
    byte[] hash = HexFormat.of().parseHex(imageSha256);
    ByteBuffer record = ByteBuffer.allocate(recordBytes(features));
    record.put(hash).putInt(checksum(hash, values));
    record.asFloatBuffer().put(values);
    record.rewind();
    try {
      while (record.hasRemaining()) {
        channel.write(record);
      }
    } catch (IOException e) {
      throw DiskSpace.named(file, e);
    }
    known.put(imageSha256, values);
  }

  private static int recordBytes(int features) {
    return HASH_BYTES + Integer.BYTES + Float.BYTES * features;
  }

  private static int checksum(byte[] hash, float[] values) {
    ByteBuffer bytes = ByteBuffer.allocate(HASH_BYTES + Float.BYTES * values.length);
    bytes.put(hash).asFloatBuffer().put(values);
    CRC32C crc = new CRC32C();
    crc.update(bytes.array());
    return (int) crc.getValue();
  }

  @Override
  public void close() throws IOException {
    try {
      channel.close();
    } finally {
      lock.close();
    }
  }
}
