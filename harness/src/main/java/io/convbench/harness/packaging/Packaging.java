package io.convbench.harness.packaging;

import io.convbench.foundation.file.DiskSpace;
import io.convbench.foundation.file.FailureReason;
import io.convbench.foundation.file.WholeFolder;
import io.convbench.foundation.hash.HashAlgorithm;
import io.convbench.foundation.input.InvalidInputException;
import io.convbench.harness.engine.Engine;
import io.convbench.harness.engine.Engines;
import io.convbench.harness.process.Installation;
import io.convbench.harness.temporary.TemporaryFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.io.FileUtils;

/** Writes an installation as one archive, which runs wherever it is unpacked. */
public final class Packaging {

  /** The folder that all of an archive is in. */
  private static final String TOP = "convbench";

  private static final String OPENCV_NATIVES = "nu/pattern/opencv/";

  private final Installation installation;
  private final Contents contents;
  private final OptionalLong volumeBytes;

  private final List<Part> parts = new ArrayList<>();
  private Set<String> missing = Set.of();

  /**
   * @param installation to pack
   * @param contents what goes into it
   * @param volumeBytes of the largest file, at least 1; empty for one file
   * @throws InvalidInputException when an engine's libraries are not in this installation
   */
  public Packaging(Installation installation, Contents contents, OptionalLong volumeBytes) {
    this.installation = installation;
    this.contents = contents;
    this.volumeBytes = volumeBytes;
    for (Engine engine : contents.engines()) {
      if (Files.exists(installation.leftOut(engine.id()))) {
        throw new InvalidInputException(
            "the libraries of %s are not in this package: leave it out with --engine, or pack from a clone"
                .formatted(engine.id()));
      }
    }
  }

  /**
   * Writes it, all files or none.
   *
   * @param out the archive, or its name before the volumes' numbers; must not exist
   * @throws InvalidInputException when it exists, or would lie in the installation, or OpenCV's
   *     library is not in this one
   * @throws IOException when it cannot be written, or this thread is interrupted
   */
  public Packed write(Path out) throws IOException {
    requireNew(out);
    requireOpenCv();
    if (DiskSpace.existing(out).toRealPath().startsWith(installation.home().toRealPath())) {
      throw new InvalidInputException(
          "%s is in the installation that is packed: name a file elsewhere".formatted(out));
    }
    Path scratch = TemporaryFiles.folder("convbench-package");
    try {
      return write(out, runtime(scratch));
    } finally {
      FileUtils.deleteQuietly(scratch.toFile());
    }
  }

  private void requireOpenCv() throws IOException {
    if (contents.images() && !hasOpenCv()) {
      throw new InvalidInputException(
          "OpenCV's library is not in this package: pass --no-images, or pack from a clone");
    }
  }

  private boolean hasOpenCv() throws IOException {
    boolean has = false;
    for (Path jar : TarGz.sorted(installation.home().resolve("lib"))) {
      if (isOpenCv(jar)) {
        try (ZipFile zip = ZipFile.builder().setPath(jar).get()) {
          has |=
              Collections.list(zip.getEntries()).stream()
                  .anyMatch(entry -> entry.getName().startsWith(OPENCV_NATIVES));
        }
      }
    }
    return has;
  }

  /** With volumes, none that they might have: cat would join an older one to them. */
  private void requireNew(Path out) {
    requireMissing(out);
    if (volumeBytes.isPresent()) {
      Volumes.possible(out.getFileName().toString())
          .forEach(name -> requireMissing(out.resolveSibling(name)));
    }
  }

  private static void requireMissing(Path file) {
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new InvalidInputException(file + " exists: name another file, or delete it");
    }
  }

  private Packed write(Path out, Optional<Path> runtime) throws IOException {
    Path file = out.toAbsolutePath();
    MessageDigest sha256 = HashAlgorithm.SHA256.digest();
    List<Path> files = new ArrayList<>();
    try {
      WholeFolder.write(
          file.getParent(),
          part -> {
            Volumes volumes = new Volumes(part, file.getFileName().toString(), volumeBytes);
            try (TarGz archive = new TarGz(new DigestOutputStream(volumes, sha256))) {
              write(archive, runtime);
            }
            volumes.names().forEach(name -> files.add(file.resolveSibling(name)));
            // Another process may have written it meanwhile.
            requireNew(out);
            return volumes.names();
          });
    } catch (IOException e) {
      throw new IOException(
          "cannot write %s (%s): name a file that can be written, where the disk has room"
              .formatted(file, FailureReason.of(e)),
          e);
    }
    long bytes = 0;
    for (Path each : files) {
      bytes += Files.size(each);
    }
    return new Packed(files, parts, bytes, HexFormat.of().formatHex(sha256.digest()), missing);
  }

  private Optional<Path> runtime(Path scratch) throws IOException {
    if (!contents.runtime() || installation.runtime().isPresent()) {
      return contents.runtime() ? installation.runtime() : Optional.empty();
    }
    Path linked = scratch.resolve("runtime");
    missing = JavaRuntime.link(linked);
    return Optional.of(linked);
  }

  private void write(TarGz archive, Optional<Path> runtime) throws IOException {
    archive.folder(TOP);
    for (String name : List.of("LICENSE", "bin", "built", "fonts", "gpu")) {
      if (Files.exists(installation.home().resolve(name))) {
        archive.tree(TOP + "/" + name, installation.home().resolve(name));
      }
    }
    Path lib = installation.home().resolve("lib");
    archive.folder(TOP + "/lib");
    List<Path> jars = TarGz.sorted(lib);
    for (Path jar : jars) {
      if (!isOpenCv(jar)) {
        archive.tree(TOP + "/lib/" + jar.getFileName(), jar);
      }
    }
    end("convbench, its libraries and fonts", archive);
    for (Path jar : jars) {
      if (isOpenCv(jar)) {
        String name = TOP + "/lib/" + jar.getFileName();
        if (contents.images()) {
          archive.tree(name, jar);
          end("OpenCV", archive);
        } else {
          jar(name, jar, entry -> entry.startsWith(OPENCV_NATIVES), archive);
          end("OpenCV without its library", archive);
        }
      }
    }
    archive.folder(TOP + "/engines");
    for (Engine engine : Engines.all()) {
      boolean whole = contents.engines().contains(engine);
      engine(TOP + "/engines/" + engine.id(), installation.jars(engine.id()), engine, archive);
      end(whole ? engine.id() : engine.id() + " without its libraries", archive);
    }
    if (runtime.isPresent()) {
      archive.tree(TOP + "/runtime", runtime.get());
      end("Java " + Runtime.version().feature(), archive);
    }
  }

  private static boolean isOpenCv(Path jar) {
    return jar.getFileName().toString().startsWith("opencv");
  }

  private void end(String part, TarGz archive) throws IOException {
    long before = parts.stream().mapToLong(Part::bytes).sum();
    parts.add(new Part(part, archive.compressedBytes() - before));
  }

  private void engine(String name, Path folder, Engine engine, TarGz archive) throws IOException {
    if (contents.engines().contains(engine)) {
      archive.tree(name, folder);
      return;
    }
    withoutNatives(name, folder, engine, archive);
    archive.file(name + "/" + installation.leftOut(engine.id()).getFileName(), new byte[0]);
  }

  private void withoutNatives(String name, Path folder, Engine engine, TarGz archive)
      throws IOException {
    archive.folder(name);
    for (Path each : TarGz.sorted(folder)) {
      String inside = name + "/" + each.getFileName();
      if (each.equals(installation.leftOut(engine.id()))) {
        // The last of all, as when the libraries were left out for the first time.
        continue;
      }
      if (Files.isDirectory(each)) {
        withoutNatives(inside, each, engine, archive);
      } else if (each.toString().endsWith(".jar")) {
        jar(inside, each, engine::isNative, archive);
      } else {
        archive.tree(inside, each);
      }
    }
  }

  /** A jar as it is, or without its natives, or, when that leaves nothing of use, not at all. */
  private static void jar(String name, Path jar, Predicate<String> isNative, TarGz archive)
      throws IOException {
    boolean whole = true;
    boolean useless = true;
    try (ZipFile zip = ZipFile.builder().setPath(jar).get()) {
      for (var entries = zip.getEntriesInPhysicalOrder(); entries.hasMoreElements(); ) {
        String entry = entries.nextElement().getName();
        boolean left = isNative.test(entry);
        whole &= !left;
        useless &= left || entry.endsWith("/") || entry.startsWith("META-INF/");
      }
      if (whole) {
        archive.tree(name, jar);
      } else if (!useless) {
        ByteArrayOutputStream rest = new ByteArrayOutputStream();
        try (ZipArchiveOutputStream out = new ZipArchiveOutputStream(rest)) {
          zip.copyRawEntries(out, entry -> !isNative.test(entry.getName()));
        }
        archive.file(name, rest.toByteArray());
      }
    }
  }
}
