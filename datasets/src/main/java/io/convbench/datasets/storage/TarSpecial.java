package io.convbench.datasets.storage;

import java.io.IOException;

/** A link or another entry of a tar that has no content of its own there. */
public record TarSpecial() implements StoredFile {

  @Override
  public byte[] read() throws IOException {
    throw new IOException(
        "it is a link, sparse or special file in the tar:"
            + " pack it with --dereference --hard-dereference and without --sparse");
  }

  @Override
  public byte[] start(int bytes) throws IOException {
    return read();
  }

  @Override
  public String stamp() {
    return "none";
  }
}
