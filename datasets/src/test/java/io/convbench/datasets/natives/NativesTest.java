package io.convbench.datasets.natives;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativesTest {

  @TempDir private Path folder;
  private Path jar;
  private Path cache;

  @BeforeEach
  void makeJar() throws IOException {
    jar = Files.createDirectory(folder.resolve("jars")).resolve("natives-1.0.jar");
    cache = folder.resolve("cache");
    writeJar("the real library");
  }

  @Test
  void unpacksLibrariesAlone() throws IOException {
    Path unpacked = natives().unpacked();

    assertEquals(cache.resolve("natives-1.0"), unpacked);
    assertEquals(Set.of("libone.so", "libtwo.so.2", "manifest.json"), names(unpacked));
    assertEquals("the real library", Files.readString(unpacked.resolve("libone.so")));
  }

  @Test
  void areLeftOutOfAJarThatHoldsNoneForThePlatform() throws IOException {
    assertFalse(Natives.of(jar, "org/example/linux-x86_64/", cache).areLeftOut());
    assertTrue(Natives.of(jar, "org/example/win/", cache).areLeftOut());
  }

  /** Jars for several platforms hold libraries of one name. */
  @Test
  void unpacksOnePlatformsLibrariesInAFolderOfTheirOwn() throws IOException {
    Path one = Natives.of(jar, "org/example/linux-x86_64/", cache).unpacked();
    writeJar("the next library");
    Path next = Natives.of(jar, "org/example/linux-x86_64/", cache).unpacked();

    assertEquals("the real library", Files.readString(one.resolve("libone.so")));
    assertEquals("the next library", Files.readString(next.resolve("libone.so")));
    assertEquals(
        Set.of("manifest.json"), names(Natives.of(jar, "org/example/win/", cache).unpacked()));
  }

  @Test
  void leavesTheUnpackedAlone() throws IOException {
    Path library = natives().unpacked().resolve("libone.so");
    Object inode = Files.getAttribute(library, "unix:ino");

    natives().unpacked();

    assertEquals(inode, Files.getAttribute(library, "unix:ino"));
    assertEquals(Optional.empty(), natives().damage());
  }

  @Test
  void mendsALibraryThatIsCutShort() throws IOException {
    Path library = natives().unpacked().resolve("libone.so");
    Files.writeString(library, "the real");
    assertTrue(natives().damage().isPresent());

    natives().unpacked();

    assertEquals("the real library", Files.readString(library));
    assertEquals(Optional.empty(), natives().damage());
    assertEquals(Set.of("natives-1.0", "natives-1.0.lock"), names(cache));
  }

  @Test
  void mendsALibraryThatIsMissing() throws IOException {
    Path library = natives().unpacked().resolve("libtwo.so.2");
    Files.delete(library);

    natives().unpacked();

    assertTrue(Files.exists(library));
  }

  @Test
  void mendsAManifestThatIsCutShort() throws IOException {
    Path manifest = natives().unpacked().resolve("manifest.json");
    byte[] whole = Files.readAllBytes(manifest);
    Files.write(manifest, new byte[] {whole[0]});

    natives().unpacked();

    assertEquals(whole.length, Files.size(manifest));
  }

  @Test
  void unpacksAgainWhereTheManifestHoldsNull() throws IOException {
    Path manifest = natives().unpacked().resolve("manifest.json");
    String whole = Files.readString(manifest);
    for (String wrong : new String[] {"null", "[null]"}) {
      Files.writeString(manifest, wrong);

      natives().unpacked();

      assertEquals(whole.length(), Files.readString(manifest).length(), wrong);
    }
  }

  @Test
  void believesNoManifestThatNamesFilesElsewhere() throws IOException {
    Path manifest = natives().unpacked().resolve("manifest.json");
    String whole = Files.readString(manifest);
    Files.writeString(manifest, whole.replace("libone.so", "../libone.so"));

    natives().unpacked();

    assertFalse(Files.readString(manifest).contains("../"));
  }

  @Test
  void noticesByHashWhatSizeAndTimeHide() throws IOException {
    Path unpacked = natives().unpacked();
    Path library = unpacked.resolve("libone.so");
    FileTime time = Files.getLastModifiedTime(library);
    Files.writeString(library, "the fake library");
    Files.setLastModifiedTime(library, time);

    assertEquals(
        Optional.of("libone.so is not what was unpacked into " + unpacked), natives().damage());
  }

  @Test
  void unpacksAgainWhenTheJarIsAnother() throws IOException {
    natives().unpacked();
    writeJar("the next library");

    assertEquals("the next library", Files.readString(natives().unpacked().resolve("libone.so")));
  }

  @Test
  void clearsWhatAKilledProcessLeft() throws IOException {
    Files.createDirectories(cache.resolve("natives-1.0.part"));
    Files.writeString(cache.resolve("natives-1.0.part").resolve("libone.so"), "the re");

    natives().unpacked();

    assertEquals(Set.of("natives-1.0", "natives-1.0.lock"), names(cache));
  }

  @Test
  void servesProcessesThatComeAtOnce() throws IOException, InterruptedException {
    List<Process> processes = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      processes.add(
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-cp",
                  System.getProperty("java.class.path"),
                  NativesMain.class.getName(),
                  jar.toString(),
                  cache.toString())
              .redirectErrorStream(true)
              .start());
    }

    for (Process process : processes) {
      String said =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      assertEquals(0, process.waitFor(), said);
      assertEquals(cache.resolve("natives-1.0").toString(), said);
    }
    assertEquals(Optional.empty(), natives().damage());
    assertEquals(Set.of("natives-1.0", "natives-1.0.lock"), names(cache));
  }

  @Test
  void leavesNothingOfADamagedJar() throws IOException {
    byte[] bytes = Files.readAllBytes(jar);
    int content = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("the real");
    bytes[content] ^= 1;
    Files.write(jar, bytes);

    IOException e = assertThrows(IOException.class, () -> natives().unpacked());

    assertTrue(e.getMessage().contains("libone.so"), e.getMessage());
    assertFalse(e.getMessage().contains("\n"));
    assertEquals(Set.of("natives-1.0.lock"), names(cache));
  }

  @Test
  void saysThatThereIsNoJar() throws IOException {
    Path none = folder.resolve("none");

    IOException e = assertThrows(IOException.class, () -> Natives.ofOnlyJar(none, cache));

    assertEquals(
        none + " holds 0 jars of natives, not 1: build again with 'mvn clean package'",
        e.getMessage());
    assertArrayEquals(new String[] {"jars"}, names(folder).toArray());
  }

  private Natives natives() throws IOException {
    return Natives.ofOnlyJar(jar.getParent(), cache);
  }

  /** Stored and not compressed, so that a test can damage a library in place. */
  private void writeJar(String library) throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
      zip.setLevel(0);
      add(zip, "META-INF/MANIFEST.MF", "Manifest-Version: 1.0");
      add(zip, "org/example/linux-x86_64/libone.so", library);
      add(zip, "org/example/linux-x86_64/libtwo.so.2", "another one");
      add(zip, "org/example/LICENSE", "free");
    }
  }

  private static void add(ZipOutputStream zip, String name, String content) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(content.getBytes(StandardCharsets.UTF_8));
    zip.closeEntry();
  }

  private static Set<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
    }
  }
}
