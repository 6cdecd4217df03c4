package io.convbench.harness.engine;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** stub */
final class Natives {
  private final Path jar;
  private final Path cache;

  private Natives(Path jar, Path cache) {
    this.jar = jar;
    this.cache = cache;
  }

  static Natives of(Path jars, Path cache) throws IOException {
    try (DirectoryStream<Path> all = Files.newDirectoryStream(jars, "*.jar")) {
      return new Natives(all.iterator().next(), cache);
    }
  }

  Path unpack() throws IOException {
    Path folder = cache.resolve(jar.getFileName().toString().replace(".jar", ""));
    if (Files.exists(folder)) {
      return folder;
    }
    Path part = Files.createTempDirectory(Files.createDirectories(cache), "part");
    try (ZipInputStream zip =
        new ZipInputStream(new BufferedInputStream(Files.newInputStream(jar)))) {
      for (ZipEntry e = zip.getNextEntry(); e != null; e = zip.getNextEntry()) {
        if (e.getName().contains(".so")) {
          Files.copy(zip, part.resolve(Path.of(e.getName()).getFileName().toString()));
        }
      }
    }
    Files.move(part, folder);
    return folder;
  }
}
