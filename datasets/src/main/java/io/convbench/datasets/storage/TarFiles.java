package io.convbench.datasets.storage;

import io.convbench.datasets.content.FileKind;
import io.convbench.datasets.text.RelativeName;
import io.convbench.foundation.text.VisibleText;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
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
final class TarFiles {

  private static final int BLOCK_BYTES = TarHeaders.BLOCK_BYTES;

  private static final Set<Byte> FILE_TYPES =
      Set.of(TarConstants.LF_NORMAL, TarConstants.LF_OLDNORM);

  private final Path archive;
  private final SortedMap<String, StoredFile> files = new TreeMap<>();
  private final Set<String> folders = new HashSet<>();
  private long end;

  private TarFiles(Path archive) {
    this.archive = archive;
  }

  /**
   * Lists a tar's files by name, sorted, without a leading {@code ./}, and its folders.
   *
   * @throws IOException when it is not a tar, compressed, truncated or damaged, names a file twice,
   *     or would take too much memory to list
   */
  static Listing list(Path archive) throws IOException {
    TarFiles tar = new TarFiles(archive);
    tar.refuseOthers();
    try {
      TarHeaders.check(archive);
    } catch (IOException refused) {
      throw tar.damaged(refused.getMessage());
    }
    for (TarArchiveEntry entry : tar.entries()) {
      tar.add(entry);
    }
    // A tar ends in a block of zeros: without it, it may lack whole files.
    if (Files.size(archive) < tar.end + BLOCK_BYTES) {
      throw tar.damaged("it is truncated");
    }
    return new Listing(tar.files, tar.folders, Set.of());
  }

  private void refuseOthers() throws IOException {
    byte[] start = new PlainFile(archive).start(FileKind.BYTES);
    if (TarHeaders.begins(start)) {
      return;
    }
    refuseCompressed();
    FileKind kind = FileKind.of(start);
    if (kind.isImage()) {
      throw new IOException(
          "%s is %s, not a folder or tar of images: pass the folder that contains it."
              .formatted(archive, kind.words()));
    }
    if (kind.isPacked() && kind != FileKind.TAR) {
      throw new IOException(
          "%s is %s, which is not read in place: unpack it and pass the folder."
              .formatted(archive, kind.words()));
    }
    if (kind == FileKind.UNKNOWN) {
      throw damaged("it does not begin like one");
    }
    if (kind != FileKind.TAR) {
      throw new IOException(
          "%s is %s: pass a folder of images, or a tar of them.".formatted(archive, kind.words()));
    }
  }

  private void refuseCompressed() throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(archive))) {
      String compression = CompressorStreamFactory.detect(in);
      throw new IOException(
          "%s is compressed (%s), and cannot be read in place: uncompress or unpack it."
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
    } catch (IOException | IllegalArgumentException broken) {
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
                    .formatted(archive, VisibleText.shortened(entries.get(i).getName()))
                + " again.");
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
    String name = RelativeName.of(entry.getName());
    if (entry.isDirectory()) {
      addFolder(name);
      return;
    }
    addFolder(name.substring(0, name.lastIndexOf('/') + 1));
    if (files.putIfAbsent(name, stored(entry)) != null) {
      throw new IOException(
          "%s holds %s twice: pack it again, with every file once."
              .formatted(archive, VisibleText.shortened(name)));
    }
  }

  private void addFolder(String name) {
    if (name.length() > 1) {
      folders.add(name);
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
