package io.convbench.suites.weights;

import io.convbench.suites.SharedData;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** Files in which tensor k, in the file's own order, is filled with the number k. */
final class SharedWeightFiles {

  private SharedWeightFiles() {}

  /** Unpacks one of them; skips the test where the shared data are absent. */
  static Path unpack(String name, Path folder) throws IOException {
    Path packed = SharedData.require("conformance/hdf5/" + name + ".gz");
    Path file = folder.resolve(name);
    try (InputStream in = new GZIPInputStream(Files.newInputStream(packed))) {
      Files.copy(in, file);
    }
    return file;
  }
}
