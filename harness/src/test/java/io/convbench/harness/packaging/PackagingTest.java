package io.convbench.harness.packaging;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.convbench.foundation.input.InvalidInputException;
import io.convbench.harness.engine.Engine;
import io.convbench.harness.engine.Engines;
import io.convbench.harness.process.Installation;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Packages of an installation with small files in place of libraries. */
class PackagingTest {

  private static final Set<Engine> ALL = Set.copyOf(Engines.all());

  @TempDir private Path temp;
  private Installation installation;

  @BeforeEach
  void install() throws IOException {
    Path home = temp.resolve("installation");
    installation = new Installation(home);
    write("LICENSE", "licence");
    write("built", "profile");
    write("bin/surroundings.sh", "sourced");
    write("bin/convbench", "#!/bin/sh");
    Files.setPosixFilePermissions(
        home.resolve("bin/convbench"), PosixFilePermissions.fromString("rwx------"));
    write("fonts/fontconfig.properties", "version=1");
    write("gpu/check.sh", "judges");
    jar("lib/a.jar", "A.class");
    jar("lib/opencv-4.jar", "Core.class", "nu/pattern/opencv/linux/x86_64/libopencv_java.so");
    jar("engines/pytorch/pytorch-engine.jar", "P.class");
    jar("engines/pytorch/pytorch-jni.jar", "jnilib/linux-x86_64/cpu/libdjl_torch.so");
    jar(
        "engines/pytorch/pytorch-native-cpu.jar",
        "META-INF/MANIFEST.MF",
        "pytorch/cpu/linux-x86_64/libtorch_cpu.so",
        "native/lib/pytorch.properties");
    jar(
        "engines/onnxruntime/onnxruntime.jar",
        "ai/onnxruntime/OrtSession.class",
        "ai/onnxruntime/native/linux-x64/libonnxruntime.so",
        "ai/onnxruntime/native/linux-x64/libonnxruntime4j_jni.so");
    jar(
        "engines/tensorflow/natives/tensorflow-core-native.jar",
        "org/tensorflow/internal/c_api/linux-x86_64/libtensorflow_cc.so.2",
        "org/tensorflow/internal/c_api/linux-x86_64/libtensorflow_framework.so.2",
        "org/tensorflow/internal/c_api/linux-x86_64/libjnitensorflow.so");
  }

  @Test
  void holdsTheInstallation() throws IOException {
    Packed packed = pack("a.tar.gz", new Contents(ALL, true, false));

    assertEquals(
        List.of(
            "convbench/LICENSE",
            "convbench/bin/convbench",
            "convbench/bin/surroundings.sh",
            "convbench/built",
            "convbench/engines/onnxruntime/onnxruntime.jar",
            "convbench/engines/pytorch/pytorch-engine.jar",
            "convbench/engines/pytorch/pytorch-jni.jar",
            "convbench/engines/pytorch/pytorch-native-cpu.jar",
            "convbench/engines/tensorflow/natives/tensorflow-core-native.jar",
            "convbench/fonts/fontconfig.properties",
            "convbench/gpu/check.sh",
            "convbench/lib/a.jar",
            "convbench/lib/opencv-4.jar"),
        List.copyOf(files(packed).keySet()));
  }

  @Test
  void sharesItsBytesAmongItsParts() throws IOException {
    Packed packed = pack("a.tar.gz", new Contents(Set.of(), true, false));

    assertEquals(
        List.of(
            "convbench, its libraries and fonts",
            "OpenCV",
            "pytorch without its libraries",
            "onnxruntime without its libraries",
            "tensorflow without its libraries"),
        packed.parts().stream().map(Part::name).toList());
    long bytes = Files.size(temp.resolve("a.tar.gz"));
    long ofParts = packed.parts().stream().mapToLong(Part::bytes).sum();
    assertEquals(bytes, packed.bytes());
    // The end of a tar, which no part is.
    assertTrue(ofParts < bytes && bytes - ofParts < 200, ofParts + " of " + bytes);
    assertTrue(packed.parts().stream().allMatch(part -> part.bytes() > 0), packed::toString);
  }

  @Test
  void keepsWhatIsExecutableAndNothingElseOfModesTimesAndOwners() throws IOException {
    Packed packed = pack("a.tar.gz", new Contents(ALL, true, false));

    for (TarArchiveEntry entry : entries(packed)) {
      boolean executable = entry.isDirectory() || entry.getName().equals("convbench/bin/convbench");
      assertEquals(executable ? 0755 : 0644, entry.getMode() & 0777, entry.getName());
      assertEquals(0, entry.getLongUserId());
      assertEquals("", entry.getUserName());
      assertEquals(FileTime.fromMillis(315532800000L), entry.getLastModifiedTime());
    }
  }

  @Test
  void isTheSameOfACopyMadeAtAnotherTime() throws IOException {
    Contents contents = new Contents(Set.of(Engines.named("tensorflow")), false, false);
    Packed first = pack("a.tar.gz", contents);
    try (Stream<Path> files = Files.walk(installation.home())) {
      for (Path file : files.toList()) {
        Files.setLastModifiedTime(file, FileTime.fromMillis(1));
      }
    }

    Packed second = pack("b.tar.gz", contents);

    assertEquals(first.sha256(), second.sha256());
    assertArrayEquals(content(first), content(second));
  }

  @Test
  void isTheSameOfAPackage() throws IOException {
    Contents contents = new Contents(Set.of(), false, false);
    Packed first = pack("a.tar.gz", contents);
    for (Map.Entry<String, byte[]> file : files(first).entrySet()) {
      Path unpacked = temp.resolve("unpacked").resolve(file.getKey());
      Files.createDirectories(unpacked.getParent());
      Files.write(unpacked, file.getValue());
    }
    Path home = temp.resolve("unpacked/convbench");
    Files.setPosixFilePermissions(
        home.resolve("bin/convbench"), PosixFilePermissions.fromString("rwxr-xr-x"));

    Packed second =
        new Packaging(new Installation(home), contents, OptionalLong.empty())
            .write(temp.resolve("b.tar.gz"));

    assertEquals(first.sha256(), second.sha256());
  }

  @Test
  void leavesOutLibrariesButNotHowJavaCallsThem() throws IOException {
    Map<String, byte[]> files = files(pack("a.tar.gz", new Contents(Set.of(), false, false)));

    assertFalse(files.containsKey("convbench/engines/pytorch/pytorch-native-cpu.jar"));
    assertTrue(files.containsKey("convbench/engines/pytorch/pytorch-jni.jar"));
    assertEquals(
        List.of(
            "ai/onnxruntime/OrtSession.class",
            "ai/onnxruntime/native/linux-x64/libonnxruntime4j_jni.so"),
        entries(files.get("convbench/engines/onnxruntime/onnxruntime.jar")));
    assertEquals(
        List.of("org/tensorflow/internal/c_api/linux-x86_64/libjnitensorflow.so"),
        entries(files.get("convbench/engines/tensorflow/natives/tensorflow-core-native.jar")));
    assertEquals(List.of("Core.class"), entries(files.get("convbench/lib/opencv-4.jar")));
    for (String engine : Engines.ids()) {
      Path mark = installation.leftOut(engine).getFileName();
      assertTrue(files.containsKey("convbench/engines/" + engine + "/" + mark), engine);
    }
  }

  @Test
  void leavesOutThoseOfOtherEnginesAlone() throws IOException {
    Engine chosen = Engines.named("onnxruntime");
    Map<String, byte[]> files = files(pack("a.tar.gz", new Contents(Set.of(chosen), true, false)));

    assertEquals(3, entries(files.get("convbench/engines/onnxruntime/onnxruntime.jar")).size());
    assertFalse(files.containsKey("convbench/engines/onnxruntime/libraries-left-out"));
    assertTrue(files.containsKey("convbench/engines/pytorch/libraries-left-out"));
  }

  @Test
  void isJoinedFromItsVolumes() throws IOException {
    Contents contents = new Contents(ALL, true, false);
    Packed whole = pack("a.tar.gz", contents);
    long bytes = whole.bytes() / 3 + 1;
    Packed split =
        new Packaging(installation, contents, OptionalLong.of(bytes)).write(temp.resolve("b"));

    assertEquals(Stream.of("b.001", "b.002", "b.003").map(temp::resolve).toList(), split.files());
    for (Path volume : split.files()) {
      assertTrue(Files.size(volume) <= bytes, volume::toString);
    }
    assertArrayEquals(content(whole), content(split));
    assertEquals(whole.sha256(), split.sha256());
    assertFalse(Files.exists(temp.resolve("b")));
  }

  @Test
  void leavesNothingOfMoreVolumesThanNamesAreInOrder() throws IOException {
    Packaging packaging =
        new Packaging(installation, new Contents(ALL, true, false), OptionalLong.of(1));
    Path folder = temp.resolve("out");

    InvalidInputException refusal =
        assertThrows(InvalidInputException.class, () -> packaging.write(folder.resolve("a")));

    assertEquals(
        "it takes more than 999 volumes: pass a larger --volume-size", refusal.getMessage());
    assertEquals(List.of(), TarGz.sorted(folder));
  }

  @Test
  void replacesNothing() throws IOException {
    Path out = Files.writeString(temp.resolve("a.tar.gz"), "mine");
    Path volume = Files.writeString(temp.resolve("b.tar.gz.001"), "mine");

    assertRefused(out + " exists: name another file, or delete it", out, OptionalLong.empty());
    assertRefused(
        volume + " exists: name another file, or delete it",
        temp.resolve("b.tar.gz"),
        OptionalLong.of(1 << 20));
    assertEquals("mine", Files.readString(out));
  }

  @Test
  void replacesNoLink() throws IOException {
    Path out = Files.createSymbolicLink(temp.resolve("a.tar.gz"), temp.resolve("gone"));

    assertRefused(out + " exists: name another file, or delete it", out, OptionalLong.empty());
    assertTrue(Files.isSymbolicLink(out));
  }

  @Test
  void refusesALaterVolumeOfAnotherPackage() throws IOException {
    Path volume = Files.writeString(temp.resolve("a.tar.gz.009"), "other");

    assertRefused(
        volume + " exists: name another file, or delete it",
        temp.resolve("a.tar.gz"),
        OptionalLong.of(1 << 20));
    assertFalse(Files.exists(temp.resolve("a.tar.gz.001")));
  }

  @Test
  void refusesTheRootFolder() {
    assertRefused(
        "/ exists: name another file, or delete it", Path.of("/"), OptionalLong.of(1 << 20));
  }

  @Test
  void leavesNothingWhenItIsInterrupted() throws IOException {
    Path folder = Files.createDirectory(temp.resolve("out"));
    Packaging packaging =
        new Packaging(installation, new Contents(ALL, true, false), OptionalLong.empty());

    Thread.currentThread().interrupt();
    try {
      assertThrows(IOException.class, () -> packaging.write(folder.resolve("a.tar.gz")));
    } finally {
      assertTrue(Thread.interrupted());
    }

    assertEquals(List.of(), TarGz.sorted(folder));
  }

  @Test
  void isNotWrittenIntoWhatItPacks() {
    Path out = installation.home().resolve("new").resolve("a.tar.gz");
    assertRefused(
        out + " is in the installation that is packed: name a file elsewhere",
        out,
        OptionalLong.empty());
  }

  @Test
  void saysWhyItCannotBeWritten() throws IOException {
    Path out = Files.writeString(temp.resolve("file"), "").resolve("a.tar.gz");
    assertRefused(
        "cannot write %s (file already exists): name a file that can be written, where the disk has room"
            .formatted(out),
        out,
        OptionalLong.empty());
  }

  @Test
  void doesNotPromiseWhatItDoesNotHave() throws IOException {
    write("engines/pytorch/libraries-left-out", "");

    InvalidInputException refusal =
        assertThrows(
            InvalidInputException.class,
            () ->
                new Packaging(installation, new Contents(ALL, true, false), OptionalLong.empty()));

    assertEquals(
        "the libraries of pytorch are not in this package: leave it out with --engine, or pack from a clone",
        refusal.getMessage());
  }

  @Test
  void doesNotPromiseImagesThatItCannotRead() throws IOException {
    jar("lib/opencv-4.jar", "Core.class");

    assertRefused(
        "OpenCV's library is not in this package: pass --no-images, or pack from a clone",
        temp.resolve("a.tar.gz"),
        OptionalLong.empty());
    assertFalse(Files.exists(temp.resolve("a.tar.gz")));
  }

  @Test
  void takesTheRuntimeThatIsThere() throws IOException {
    write("runtime/bin/java", "java");
    Files.createSymbolicLink(installation.home().resolve("runtime/licence"), Path.of("../LICENSE"));

    Packed packed = pack("a.tar.gz", new Contents(Set.of(), false, true));

    TarArchiveEntry link =
        entries(packed).stream()
            .filter(entry -> entry.getName().equals("convbench/runtime/licence"))
            .findFirst()
            .orElseThrow();
    assertTrue(link.isSymbolicLink());
    assertEquals("../LICENSE", link.getLinkName());
    assertTrue(files(packed).containsKey("convbench/runtime/bin/java"));
  }

  private void assertRefused(String message, Path out, OptionalLong volumeBytes) {
    Packaging packaging = new Packaging(installation, new Contents(ALL, true, false), volumeBytes);
    Exception refusal = assertThrows(Exception.class, () -> packaging.write(out));
    assertEquals(message, refusal.getMessage());
  }

  private Packed pack(String name, Contents contents) throws IOException {
    return new Packaging(installation, contents, OptionalLong.empty()).write(temp.resolve(name));
  }

  private void write(String name, String content) throws IOException {
    Path file = installation.home().resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }

  private void jar(String name, String... entries) throws IOException {
    Path file = installation.home().resolve(name);
    Files.createDirectories(file.getParent());
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (String entry : entries) {
        zip.putNextEntry(new ZipEntry(entry).setLastModifiedTime(FileTime.fromMillis(0)));
        zip.write(entry.getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  private static byte[] content(Packed packed) throws IOException {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    for (Path file : packed.files()) {
      Files.copy(file, joined);
    }
    return joined.toByteArray();
  }

  private static TarArchiveInputStream open(Packed packed) throws IOException {
    return new TarArchiveInputStream(
        new GZIPInputStream(new ByteArrayInputStream(content(packed))), "UTF-8");
  }

  private static List<TarArchiveEntry> entries(Packed packed) throws IOException {
    List<TarArchiveEntry> entries = new ArrayList<>();
    try (TarArchiveInputStream tar = open(packed)) {
      for (TarArchiveEntry e = tar.getNextEntry(); e != null; e = tar.getNextEntry()) {
        entries.add(e);
      }
    }
    return entries;
  }

  private static Map<String, byte[]> files(Packed packed) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    try (TarArchiveInputStream tar = open(packed)) {
      for (TarArchiveEntry e = tar.getNextEntry(); e != null; e = tar.getNextEntry()) {
        if (e.isFile()) {
          files.put(e.getName(), tar.readAllBytes());
        }
      }
    }
    return files;
  }

  private static List<String> entries(byte[] jar) throws IOException {
    List<String> names = new ArrayList<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(jar))) {
      for (ZipEntry e = zip.getNextEntry(); e != null; e = zip.getNextEntry()) {
        names.add(e.getName());
        assertEquals(e.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return names;
  }
}
