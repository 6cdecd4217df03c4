package io.convbench.suites.download;

import io.convbench.foundation.hash.FileHash;

/**
 * The hash that a file must have.
 *
 * @param hash what it is
 * @param published by Keras; else recorded here at the first download
 */
record ExpectedHash(FileHash hash, boolean published) {

  /** Where the hash comes from, as messages say it. */
  String source() {
    return published ? "published" : "recorded at the first download";
  }
}
