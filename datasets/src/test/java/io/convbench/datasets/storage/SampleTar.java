package io.convbench.datasets.storage;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** A tar in the making. */
public final class SampleTar {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes);

  public SampleTar() {
    tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_GNU);
  }

  public SampleTar add(String name, byte[] content) throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(name, true);
    entry.setSize(content.length);
    return add(entry, content);
  }

  /** A file that holds its own name. */
  public SampleTar add(String name) throws IOException {
    return add(name, name.getBytes(StandardCharsets.UTF_8));
  }

  public SampleTar folder(String name) throws IOException {
    return add(new TarArchiveEntry(name + "/"), new byte[0]);
  }

  SampleTar link(byte kind, String name, String target) throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(name, kind);
    entry.setLinkName(target);
    return add(entry, new byte[0]);
  }

  byte[] bytes() throws IOException {
    tar.finish();
    return bytes.toByteArray();
  }

  public Path write(Path file) throws IOException {
    return Files.write(file, bytes());
  }

  private SampleTar add(TarArchiveEntry entry, byte[] content) throws IOException {
    tar.putArchiveEntry(entry);
    tar.write(content);
    tar.closeArchiveEntry();
    return this;
  }
}
