package io.convbench.datasets.natives;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.convbench.foundation.file.DiskSpace;
import io.convbench.foundation.file.LockedFile;
import io.convbench.foundation.file.WholeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.commons.io.file.PathUtils;

/**
 * The native libraries of a jar, unpacked into a folder that all runs and processes share. A
 * manifest there records what was unpacked. At every start it is compared with the jar's own
 * checksums and the files' sizes and times, which costs a millisecond; their SHA-256 are compared
 * on demand.
 */
public final class Natives {

  private static final Pattern LIBRARY = Pattern.compile(".*\\.(so(\\.\\d+)*|dylib|dll)");
  private static final String MANIFEST = "manifest.json";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path jar;
  private final String within;
  private final Path folder;

  private Natives(Path jar, String within, Path folder) {
    this.jar = jar;
    this.within = within;
    this.folder = folder;
  }

  /**
   * The natives of one platform in a jar. Their folder's name ends in a checksum of theirs, so that
   * another version's, or another platform's, are not in each other's way.
   *
   * @param within what the names of their entries start with
   * @param cache in which they get their folder
   * @throws IOException when the jar cannot be read
   */
  public static Natives of(Path jar, String within, Path cache) throws IOException {
    CRC32 contents = new CRC32();
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      for (ZipEntry entry : libraries(zip, within)) {
        String line = "%s %s\n".formatted(NativeLibrary.nameOf(entry), entry.getCrc());
        contents.update(line.getBytes(StandardCharsets.UTF_8));
      }
    }
    String name = String.format(Locale.ROOT, "%s-%08x", baseName(jar), contents.getValue());
    return new Natives(jar, within, cache.resolve(name));
  }

  /**
   * The natives of the only jar in a folder.
   *
   * @throws IOException when it holds none
   */
  public static Natives ofOnlyJar(Path jars, Path cache) throws IOException {
    List<Path> found = List.of();
    if (Files.isDirectory(jars)) {
      try (Stream<Path> files = Files.list(jars)) {
        found = files.filter(file -> file.toString().endsWith(".jar")).toList();
      }
    }
    if (found.size() != 1) {
      throw new IOException(
          "%s holds %s jars of natives, not 1: build again with 'mvn clean package'"
              .formatted(jars, found.size()));
    }
    Path jar = found.get(0);
    return new Natives(jar, "", cache.resolve(baseName(jar)));
  }

  /**
   * The folder with all libraries, unpacked now unless they are there as they were unpacked. Other
   * processes that want the same wait for this one.
   *
   * @throws IOException when the jar is damaged or the folder cannot be written; then nothing looks
   *     unpacked
   */
  public Path unpacked() throws IOException {
    if (NoExec.isMountedAt(folder)) {
      throw new IOException(
          "cannot load libraries from %s, it is mounted noexec: set XDG_CACHE_HOME=DIR to another folder for caches"
              .formatted(folder));
    }
    if (!unchanged()) {
      Files.createDirectories(folder.getParent());
      unpackAlone();
    }
    return folder;
  }

  /**
   * True when the jar holds none, because they were left out of this package.
   *
   * @throws IOException when the jar cannot be read
   */
  public boolean areLeftOut() throws IOException {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      return libraries(zip, within).isEmpty();
    }
  }

  /** What is wrong with the unpacked libraries, each read and hashed; empty when nothing is. */
  public Optional<String> damage() throws IOException {
    if (!unchanged()) {
      return Optional.of(folder + " is not as it was unpacked");
    }
    for (NativeLibrary library : manifest()) {
      if (!library.intact(folder)) {
        return Optional.of("%s is not what was unpacked into %s".formatted(library.name(), folder));
      }
    }
    return Optional.empty();
  }

  private void unpackAlone() throws IOException {
    try {
      LockedFile lock = LockedFile.waitFor(beside(".lock"));
      try {
        if (!unchanged()) {
          unpack();
        }
      } finally {
        lock.close();
      }
    } catch (IOException e) {
      throw new IOException(
          "cannot unpack %s into %s: %s%s"
              .formatted(jar, folder, e.getMessage(), DiskSpace.advice(e.getMessage())),
          e);
    }
  }

  private void unpack() throws IOException {
    Path part = beside(".part");
    Path old = beside(".old");
    delete(part);
    delete(old);
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      Files.createDirectory(part);
      List<NativeLibrary> libraries = new ArrayList<>();
      for (ZipEntry entry : libraries(zip, within)) {
        libraries.add(NativeLibrary.unpack(zip, entry, part));
      }
      JSON.writeValue(part.resolve(MANIFEST).toFile(), libraries);
      if (Files.exists(folder)) {
        // A process that has these libraries loaded keeps them.
        WholeFile.place(folder, old);
      }
      WholeFile.place(part, folder);
    } finally {
      delete(part);
      delete(old);
    }
  }

  private boolean unchanged() throws IOException {
    if (!Files.isRegularFile(folder.resolve(MANIFEST))) {
      return false;
    }
    List<NativeLibrary> libraries = manifest();
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      List<ZipEntry> entries = libraries(zip, within);
      if (entries.size() != libraries.size()) {
        return false;
      }
      for (int i = 0; i < entries.size(); i++) {
        if (!libraries.get(i).isOf(entries.get(i)) || !libraries.get(i).unchanged(folder)) {
          return false;
        }
      }
      return true;
    }
  }

  /** What the manifest records; nothing when it cannot be read. */
  private List<NativeLibrary> manifest() {
    try {
      NativeLibrary[] libraries =
          JSON.readValue(folder.resolve(MANIFEST).toFile(), NativeLibrary[].class);
      boolean whole = libraries != null && !Arrays.asList(libraries).contains(null);
      return whole ? List.of(libraries) : List.of();
    } catch (IOException e) {
      return List.of();
    }
  }

  private static List<ZipEntry> libraries(ZipFile zip, String within) {
    return zip.stream()
        .filter(entry -> entry.getName().startsWith(within))
        .filter(entry -> LIBRARY.matcher(entry.getName()).matches())
        .<ZipEntry>map(entry -> entry)
        .toList();
  }

  private static String baseName(Path jar) {
    return jar.getFileName().toString().replaceFirst("\\.jar$", "");
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      PathUtils.delete(folder);
    }
  }

  private Path beside(String suffix) {
    return folder.resolveSibling(folder.getFileName() + suffix);
  }
}
