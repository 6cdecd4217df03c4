package io.convbench.datasets.storage;

import java.io.IOException;

/** A link or another entry of a tar that has no content of its own there. */
public record TarSpecial() implements StoredFile {

  @Override
  public byte[] read() throws IOException {
    throw new IOException("it is a link or special file in the tar: pack it with --dereference");
  }

  @Override
  public String stamp() {
    return "none";
  }
}
