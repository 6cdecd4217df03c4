package io.convbench.suites.download;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.convbench.foundation.file.DiskSpace;
import io.convbench.foundation.file.WholeFile;
import io.convbench.foundation.hash.FileHash;
import io.convbench.foundation.hash.HashAlgorithm;
import io.convbench.foundation.text.VisibleText;
import io.convbench.suites.catalogue.WebAddress;
import io.convbench.suites.weights.SafetensorsFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What has come of a file so far, hashed as it comes, and the version of which it is a part. Both
 * outlive the process, so that another one can go on.
 */
final class PartFile implements Closeable {

  /** HDF5 file format specification 3.0, section II.A. */
  private static final byte[] HDF5_SIGNATURE = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'};

  private static final int END_OF_FILE = 40;

  /** An address and a version; beyond this it is another file. */
  private static final int MOST_ORIGIN_BYTES = 1 << 16;

  private final Path file;
  private final Path origin;
  private final FileChannel channel;
  private final Map<HashAlgorithm, MessageDigest> digests = new EnumMap<>(HashAlgorithm.class);

  private PartFile(Path file, Path origin, FileChannel channel) {
    this.file = file;
    this.origin = origin;
    this.channel = channel;
    for (HashAlgorithm algorithm : HashAlgorithm.values()) {
      digests.put(algorithm, algorithm.digest());
    }
  }

  /** Opens what is there of this file, or begins with nothing. */
  static PartFile open(Path target) throws IOException {
    Path file = target.resolveSibling(target.getFileName() + ".part");
    Path origin = target.resolveSibling(target.getFileName() + ".part.origin");
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw new FetchUnavailableException(
          "%s is in the way and is not a plain file: delete it".formatted(file));
    }
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      PartFile part = new PartFile(file, origin, channel);
      part.hashWhatIsThere();
      return part;
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  private void hashWhatIsThere() throws IOException {
    ByteBuffer chunk = ByteBuffer.allocate(1 << 16);
    while (channel.read(chunk) >= 0) {
      update(chunk.flip());
      chunk.clear();
    }
  }

  /** Bytes that have come. */
  long length() throws IOException {
    return channel.position();
  }

  /**
   * What the address called the version that these bytes are a part of; empty when they are of
   * another address, or when it gave no name.
   */
  Optional<String> versionAt(WebAddress address) throws IOException {
    if (!Files.isRegularFile(origin) || Files.size(origin) > MOST_ORIGIN_BYTES) {
      return Optional.empty();
    }
    List<String> lines = Files.readAllLines(origin, StandardCharsets.ISO_8859_1);
    return lines.size() == 2
            && lines.get(0).equals(address.toString())
            && VisibleText.isVisible(lines.get(1))
        ? Optional.of(lines.get(1))
        : Optional.empty();
  }

  /** Drops what has come. */
  void restart() throws IOException {
    Files.deleteIfExists(origin);
    channel.truncate(0);
    digests.values().forEach(MessageDigest::reset);
  }

  /** Remembers of what version the following bytes are. */
  void belongsTo(WebAddress address, String version) throws IOException {
    Files.writeString(origin, address + "\n" + version + "\n", StandardCharsets.ISO_8859_1);
  }

  /**
   * Finds a disk that is too small before a gigabyte has come.
   *
   * @throws FetchUnavailableException when the rest does not fit
   */
  void requireSpaceFor(long totalBytes) throws IOException {
    long free = DiskSpace.usableBytes(file);
    long missing = totalBytes - length();
    if (missing > free) {
      throw new FetchUnavailableException(
          "%s needs %s more, its disk has %s: free disk space, or choose another folder"
              .formatted(file, Wording.mebibytes(missing), Wording.mebibytes(free)));
    }
  }

  void append(ByteBuffer bytes) throws IOException {
    update(bytes.duplicate());
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  private void update(ByteBuffer bytes) {
    digests.values().forEach(digest -> digest.update(bytes.duplicate()));
  }

  /** The hash of all bytes; to be asked once an algorithm, after the last byte. */
  FileHash hash(HashAlgorithm algorithm) {
    return FileHash.of(algorithm, digests.get(algorithm));
  }

  /** Tells a weight file from the page of a proxy, where no hash does. */
  boolean isHdf5() throws IOException {
    ByteBuffer start = ByteBuffer.allocate(HDF5_SIGNATURE.length);
    channel.read(start, 0);
    return Arrays.equals(start.array(), HDF5_SIGNATURE);
  }

  /** The same of weights in safetensors, which also says whether their end is there. */
  boolean isWholeSafetensors() {
    return SafetensorsFile.isWhole(file);
  }

  /**
   * Whether a HDF5 file is shorter than its header says. Only version 0 of the header is read,
   * which Keras's files have: the end of the file follows base and free-space address.
   */
  boolean isCutShort() throws IOException {
    ByteBuffer header = ByteBuffer.allocate(END_OF_FILE + Long.BYTES).order(LITTLE_ENDIAN);
    channel.read(header, 0);
    boolean readable = header.get(HDF5_SIGNATURE.length) == 0;
    return header.hasRemaining() || readable && length() < header.getLong(END_OF_FILE);
  }

  /** Puts the file under its name, forced to the disk before that. */
  void moveTo(Path target) throws IOException {
    channel.force(true);
    channel.close();
    WholeFile.place(file, target);
    Files.deleteIfExists(origin);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
