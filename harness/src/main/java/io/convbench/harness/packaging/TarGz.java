package io.convbench.harness.packaging;

import java.io.Closeable;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/**
 * A tar.gz whose bytes depend on nothing but names and contents: entries are written in the order
 * of their names, with one time, no owner, and as executable or not.
 */
final class TarGz implements Closeable {

  /** The oldest that archives of every kind know, for tar warns of 1970. */
  private static final FileTime TIME = FileTime.from(Instant.parse("1980-01-01T00:00:00Z"));

  private static final int FOLDER = 0755;
  private static final int EXECUTABLE = 0755;
  private static final int PLAIN = 0644;

  /** Of a tar: what has been written of it is not kept back until there is more. */
  private static final int RECORD_BYTES = 512;

  private static final int BUFFER_BYTES = 1 << 16;

  private final Counting counting;
  private final TarArchiveOutputStream tar;
  private final GZIPOutputStream gzip;

  /**
   * @param out closed with this
   */
  TarGz(OutputStream out) throws IOException {
    counting = new Counting(out);
    gzip = new GZIPOutputStream(counting, BUFFER_BYTES, true);
    tar = new TarArchiveOutputStream(gzip, RECORD_BYTES, StandardCharsets.UTF_8.name());
    tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
    tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
  }

  /** A folder, without what is in it. */
  void folder(String name) throws IOException {
    TarArchiveEntry entry = entry(name + "/", TarConstants.LF_DIR);
    entry.setMode(FOLDER);
    tar.putArchiveEntry(entry);
    tar.closeArchiveEntry();
  }

  /** A file that is not on the disk. */
  void file(String name, byte[] content) throws IOException {
    TarArchiveEntry entry = entry(name, TarConstants.LF_NORMAL);
    entry.setMode(PLAIN);
    entry.setSize(content.length);
    tar.putArchiveEntry(entry);
    tar.write(content);
    tar.closeArchiveEntry();
  }

  /** A file, a link as it is, or a folder with all that is in it. */
  void tree(String name, Path path) throws IOException {
    if (Files.isSymbolicLink(path)) {
      TarArchiveEntry entry = entry(name, TarConstants.LF_SYMLINK);
      entry.setLinkName(Files.readSymbolicLink(path).toString());
      tar.putArchiveEntry(entry);
      tar.closeArchiveEntry();
    } else if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
      folder(name);
      for (Path each : sorted(path)) {
        tree(name + "/" + each.getFileName(), each);
      }
    } else {
      TarArchiveEntry entry = entry(name, TarConstants.LF_NORMAL);
      entry.setMode(Files.isExecutable(path) ? EXECUTABLE : PLAIN);
      entry.setSize(Files.size(path));
      tar.putArchiveEntry(entry);
      Files.copy(path, tar);
      tar.closeArchiveEntry();
    }
  }

  /** What is in a folder, in the order of names. */
  static List<Path> sorted(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  private static TarArchiveEntry entry(String name, byte kind) {
    TarArchiveEntry entry = new TarArchiveEntry(name, kind);
    entry.setLastModifiedTime(TIME);
    entry.setIds(0, 0);
    entry.setNames("", "");
    return entry;
  }

  /** Compressed bytes of what has been written so far. */
  long compressedBytes() throws IOException {
    gzip.flush();
    return counting.bytes;
  }

  @Override
  public void close() throws IOException {
    tar.close();
  }

  private static final class Counting extends FilterOutputStream {

    private long bytes;

    private Counting(OutputStream out) {
      super(out);
    }

    @Override
    public void write(int b) throws IOException {
      out.write(b);
      bytes++;
    }

    @Override
    public void write(byte[] b, int offset, int length) throws IOException {
      out.write(b, offset, length);
      bytes += length;
    }
  }
}
