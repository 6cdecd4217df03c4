package io.convbench.suites.weights;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * The HDF5 file that a path leads to: itself, or the one inside a {@code .keras} zip, unpacked to a
 * temporary file until closed. Told apart by content, since names lie.
 *
 * @param hdf5 the HDF5 file
 * @param temporary whether it is to be deleted
 */
record KerasArchive(Path hdf5, boolean temporary) implements Closeable {

  private static final String ENTRY = "model.weights.h5";

  /** What only the index of a sharded file has. */
  private static final String WEIGHT_MAP = "\"weight_map\"";

  private static final int BUFFER_BYTES = 1 << 16;

  /**
   * @param limitBytes how large the HDF5 file inside a zip may be
   * @throws IOException when the file is neither, cannot be unpacked or unfolds to more
   */
  static KerasArchive open(Path file, long limitBytes) throws IOException {
    String head = FileStart.head(file);
    Optional<FileStart> start = FileStart.of(head);
    if (start.equals(Optional.of(FileStart.ZIP))) {
      return unpack(file, limitBytes);
    }
    if (start.equals(Optional.of(FileStart.HDF5))) {
      return new KerasArchive(file, false);
    }
    if (head.startsWith("{") && head.contains(WEIGHT_MAP)) {
      String name = file.getFileName().toString().replaceFirst("(\\.weights)?\\.json$", "");
      throw new IOException(
          "%s is the index of sharded weights: %s".formatted(file, Shard.remedy(name)));
    }
    throw new IOException(
        "%s is not an HDF5 file (%s): %s"
            .formatted(
                file,
                start.map(kind -> "it is " + kind.words()).orElseGet(() -> FileStart.quoted(head)),
                start.flatMap(FileStart::advice).orElse("pass a .h5 or .keras file by Keras")));
  }

  @Override
  public void close() throws IOException {
    if (temporary) {
      Files.deleteIfExists(hdf5);
    }
  }

  private static KerasArchive unpack(Path file, long limitBytes) throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      ZipEntry entry = zip.getEntry(ENTRY);
      if (entry == null) {
        throw new IOException(
            "%s is a zip archive without %s: pass a .h5 or .keras file by Keras"
                .formatted(file, ENTRY));
      }
      if (entry.getSize() > limitBytes) {
        throw tooLarge(file, limitBytes);
      }
      return copy(file, zip, entry, limitBytes);
    } catch (ZipException | EOFException e) {
      throw new IOException(
          "%s is a damaged zip archive (%s): fetch or copy it again"
              .formatted(file, e.getMessage() == null ? "it ends too early" : e.getMessage()),
          e);
    }
  }

  private static KerasArchive copy(Path file, ZipFile zip, ZipEntry entry, long limitBytes)
      throws IOException {
    // Java's default is where the JVM was started to have them, this is where it has them now.
    Path place = Path.of(System.getProperty("java.io.tmpdir"));
    Path copy = Files.createTempFile(place, "convbench-weights", ".h5");
    boolean whole = false;
    try {
      whole = copy(zip, entry, limitBytes, copy);
    } catch (ZipException e) {
      throw e;
    } catch (IOException e) {
      throw new IOException(
          "cannot unpack %s of %s to %s: %s".formatted(ENTRY, file, copy, e.getMessage()), e);
    } finally {
      if (!whole) {
        Files.deleteIfExists(copy);
      }
    }
    if (!whole) {
      throw tooLarge(file, limitBytes);
    }
    return new KerasArchive(copy, true);
  }

  /** False when there is more than the limit, whatever the archive says of the entry's size. */
  private static boolean copy(ZipFile zip, ZipEntry entry, long limitBytes, Path copy)
      throws IOException {
    try (InputStream in = zip.getInputStream(entry);
        OutputStream out = Files.newOutputStream(copy)) {
      byte[] buffer = new byte[BUFFER_BYTES];
      long left = limitBytes;
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        left -= n;
        if (left < 0) {
          return false;
        }
        out.write(buffer, 0, n);
      }
      return true;
    }
  }

  private static IOException tooLarge(Path file, long limitBytes) {
    return new IOException(
        String.format(
            Locale.ROOT,
            "%s unpacks to more than %,d bytes, far above its architecture's weights:"
                + " fetch or save it again",
            file,
            limitBytes));
  }
}
