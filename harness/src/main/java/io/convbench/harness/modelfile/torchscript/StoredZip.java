package io.convbench.harness.modelfile.torchscript;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import org.apache.commons.compress.archivers.zip.ResourceAlignmentExtraField;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;

/**
 * A zip of uncompressed entries, streamed: sizes and checksums are filled in when an entry ends.
 * Entries start at multiples of 64 bytes, as PyTorch's own writer aligns them for its vector loads.
 */
final class StoredZip implements Closeable {

  private static final int ALIGNMENT = 64;

  /** Writes an entry's bytes. */
  interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  private final ZipArchiveOutputStream zip;
  private final String folder;

  /**
   * @param folder put before every entry's name, with its slash
   */
  StoredZip(Path file, String folder) throws IOException {
    this.zip = new ZipArchiveOutputStream(file);
    this.folder = folder;
    zip.setMethod(ZipEntry.STORED);
  }

  void add(String name, byte[] bytes) throws IOException {
    add(name, out -> out.write(bytes));
  }

  void add(String name, Content content) throws IOException {
    ZipArchiveEntry entry = new ZipArchiveEntry(folder + name);
    entry.setTime(0);
    entry.addExtraField(new ResourceAlignmentExtraField(ALIGNMENT));
    zip.putArchiveEntry(entry);
    OutputStream out = new BufferedOutputStream(zip, 1 << 16);
    content.writeTo(out);
    out.flush();
    zip.closeArchiveEntry();
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
