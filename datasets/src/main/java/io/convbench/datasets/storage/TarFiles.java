package io.convbench.datasets.storage;

import io.convbench.datasets.text.RelativeName;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.tar.TarFile;
import org.apache.commons.compress.compressors.CompressorException;
import org.apache.commons.compress.compressors.CompressorStreamFactory;

/** The files of an uncompressed tar, found by going from header to header; nothing is unpacked. */
public final class TarFiles {

  private static final int BLOCK_BYTES = 512;

  private static final Set<Byte> FILE_TYPES =
      Set.of(TarConstants.LF_NORMAL, TarConstants.LF_OLDNORM);

  private final Path archive;
  private final SortedMap<String, StoredFile> files = new TreeMap<>();
  private long end;

  private TarFiles(Path archive) {
    this.archive = archive;
  }

  /**
   * Lists a tar's files by name, sorted, without a leading {@code ./}; folders are left out.
   *
   * @throws IOException when it is no tar, compressed, truncated or damaged, or names a file twice
   */
  public static SortedMap<String, StoredFile> list(Path archive) throws IOException {
    TarFiles tar = new TarFiles(archive);
    tar.refuseCompressed();
    for (TarArchiveEntry entry : tar.entries()) {
      tar.add(entry);
    }
    // A tar ends in a block of zeros: without it, it may lack whole files.
    if (Files.size(archive) < tar.end + BLOCK_BYTES) {
      throw tar.damaged("it breaks off at its end");
    }
    return tar.files;
  }

  private void refuseCompressed() throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(archive))) {
      String compression = CompressorStreamFactory.detect(in);
      throw new IOException(
          "%s is compressed (%s), which allows no reading in place: uncompress or unpack it."
              .formatted(archive, compression));
    } catch (CompressorException uncompressed) {
      return;
    }
  }

  private List<TarArchiveEntry> entries() throws IOException {
    List<TarArchiveEntry> entries = entries(StandardCharsets.UTF_8);
    if (entries.stream().anyMatch(entry -> marks(entry) > 0)) {
      requireUtf8(entries);
    }
    return entries;
  }

  private List<TarArchiveEntry> entries(Charset names) throws IOException {
    try (TarFile tar = new TarFile(archive, names.name())) {
      return tar.getEntries();
    } catch (IOException broken) {
      throw damaged(broken.getMessage());
    }
  }

  /** Commons Compress puts question marks where a name is not in UTF-8, and says nothing. */
  private void requireUtf8(List<TarArchiveEntry> entries) throws IOException {
    // In which every byte is a letter.
    List<TarArchiveEntry> bytes = entries(StandardCharsets.ISO_8859_1);
    for (int i = 0; i < entries.size(); i++) {
      if (marks(entries.get(i)) != marks(bytes.get(i))) {
        throw new IOException(
            "%s holds %s, whose name is not in UTF-8: rename the file, as convmv does, and pack it"
                    .formatted(archive, entries.get(i).getName())
                + " anew.");
      }
    }
  }

  private static long marks(TarArchiveEntry entry) {
    return entry.getName().chars().filter(letter -> letter == '?').count();
  }

  private void add(TarArchiveEntry entry) throws IOException {
    if (!entry.isCheckSumOK()) {
      throw damaged("a wrong checksum before byte %s".formatted(entry.getDataOffset()));
    }
    long blocks = (entry.getSize() + BLOCK_BYTES - 1) / BLOCK_BYTES;
    end = entry.getDataOffset() + blocks * BLOCK_BYTES;
    if (entry.isDirectory()) {
      return;
    }
    String name = RelativeName.of(entry.getName());
    if (files.putIfAbsent(name, stored(entry)) != null) {
      throw new IOException(
          "%s holds %s twice: pack it anew, with every file once.".formatted(archive, name));
    }
  }

  private StoredFile stored(TarArchiveEntry entry) {
    boolean plain = FILE_TYPES.contains(entry.getLinkFlag()) && !entry.isSparse();
    return plain ? new TarEntry(archive, entry.getDataOffset(), entry.getSize()) : new TarSpecial();
  }

  private IOException damaged(String reason) {
    return new IOException(
        "%s cannot be read as tar (%s): fetch it again, or pass a folder of images."
            .formatted(archive, reason));
  }
}
