package io.convbench.suites.weights;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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
  private static final String ZIP_MAGIC = "PK\3\4";
  private static final String HDF5_MAGIC = "\u0089HDF\r\n\u001a\n";
  private static final String GZIP_MAGIC = "\u001f\u008b";

  /**
   * @throws IOException when the file is neither or cannot be unpacked
   */
  static KerasArchive open(Path file) throws IOException {
    String head = head(file);
    if (head.startsWith(ZIP_MAGIC)) {
      return unpack(file);
    }
    if (head.startsWith(HDF5_MAGIC)) {
      return new KerasArchive(file, false);
    }
    throw new IOException(
        "%s is no HDF5 file (%s): pass a .h5 or .keras file by Keras"
            .formatted(file, description(head)));
  }

  @Override
  public void close() throws IOException {
    if (temporary) {
      Files.deleteIfExists(hdf5);
    }
  }

  private static String head(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return new String(in.readNBytes(16), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      // these exceptions' own messages are just the path, or do not name it
      String reason =
          e instanceof NoSuchFileException
              ? "there is no such file"
              : e instanceof AccessDeniedException ? "permission denied" : e.getMessage();
      throw new IOException("cannot read %s: %s".formatted(file, reason), e);
    }
  }

  private static String description(String head) {
    if (head.isEmpty()) {
      return "it is empty";
    }
    if (head.startsWith(GZIP_MAGIC)) {
      return "it is compressed: gunzip it first";
    }
    return "it begins with \"%s\"".formatted(head.replaceAll("[^ -~]", "?"));
  }

  private static KerasArchive unpack(Path file) throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      ZipEntry entry = zip.getEntry(ENTRY);
      if (entry == null) {
        throw new IOException(
            "%s is a zip archive without %s: pass a .h5 or .keras file by Keras"
                .formatted(file, ENTRY));
      }
      return copy(file, zip, entry);
    } catch (ZipException e) {
      throw new IOException(
          "%s is a damaged zip archive (%s): fetch or copy it again"
              .formatted(file, e.getMessage()),
          e);
    }
  }

  private static KerasArchive copy(Path file, ZipFile zip, ZipEntry entry) throws IOException {
    // Java's default is where the JVM was started to have them, this is where it has them now.
    Path place = Path.of(System.getProperty("java.io.tmpdir"));
    Path copy = Files.createTempFile(place, "convbench-weights", ".h5");
    try (InputStream in = zip.getInputStream(entry)) {
      Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
      return new KerasArchive(copy, true);
    } catch (ZipException e) {
      Files.deleteIfExists(copy);
      throw e;
    } catch (IOException e) {
      Files.deleteIfExists(copy);
      throw new IOException(
          "cannot unpack %s of %s to %s: %s".formatted(ENTRY, file, copy, e.getMessage()), e);
    }
  }
}
