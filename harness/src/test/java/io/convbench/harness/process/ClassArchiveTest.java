package io.convbench.harness.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassArchiveTest {

  private static final ClassArchive.Maker MAKER =
      option -> Files.writeString(Path.of(option.substring(option.indexOf('=') + 1)), "classes");

  @TempDir private Path folder;

  private Path jar;

  @BeforeEach
  void writeJar() throws IOException {
    jar = Files.writeString(Files.createDirectory(folder.resolve("lib")).resolve("a.jar"), "one");
  }

  @Test
  void isMadeOnceAndMapped() throws Exception {
    assertEquals(List.of(), archive().options());

    archive().make(MAKER);
    List<String> options = archive().options();
    archive().make(option -> assertEquals("", option, "made again"));

    assertTrue(options.get(0).startsWith("-XX:SharedArchiveFile=" + folder), options::toString);
    assertEquals(options, archive().options());
    assertEquals("classes", Files.readString(onlyFile()));
  }

  @Test
  void isOfTheseJars() throws Exception {
    archive().make(MAKER);

    Files.writeString(jar, "another");
    assertEquals(List.of(), archive().options());
    archive().make(MAKER);
    List<String> changed = archive().options();
    Files.writeString(jar.resolveSibling("b.jar"), "more");

    assertNotEquals(List.of(), changed);
    assertEquals(List.of(), archive().options());
  }

  @Test
  void isNotMappedWhereItWasCutOff() throws Exception {
    archive().make(MAKER);

    Files.writeString(onlyFile(), "class");

    assertEquals(List.of(), archive().options());
  }

  @Test
  void isNotMappedWhereItCannotBeRead() throws Exception {
    archive().make(MAKER);

    Path link = onlyFile();
    Files.delete(link);
    Files.createSymbolicLink(link, folder.resolve("gone"));

    assertEquals(List.of(), archive().options());
  }

  @Test
  void leavesNothingWhereItCannotBeMade() throws Exception {
    IOException failure = new IOException("does not start");

    assertEquals(
        failure,
        assertThrows(
            IOException.class,
            () ->
                archive()
                    .make(
                        option -> {
                          MAKER.run(option);
                          throw failure;
                        })));
    assertThrows(IOException.class, () -> archive().make(option -> {}));

    assertEquals(List.of(), archive().options());
    assertEquals(List.of(), files());
  }

  @Test
  void deletesWhatIsOld() throws Exception {
    archive().make(MAKER);
    Path old = onlyFile();
    Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofDays(31))));
    Files.writeString(jar, "another");

    archive().make(MAKER);

    assertNotEquals(old, onlyFile());
  }

  @Test
  void leavesTheNewestOfMany() throws Exception {
    Instant now = Instant.now();
    for (int i = 1; i <= 40; i++) {
      Files.writeString(jar, "build " + i);
      archive().make(MAKER);
      for (Path file : files()) {
        FileTime made = Files.getLastModifiedTime(file);
        Files.setLastModifiedTime(file, FileTime.from(made.toInstant().minusSeconds(60)));
      }
    }

    List<Path> left = files();
    assertEquals(30, left.size());
    for (Path file : left) {
      Instant made = Files.getLastModifiedTime(file).toInstant();
      assertTrue(made.isAfter(now.minusSeconds(31 * 60)), file + " of " + made);
    }
  }

  @Test
  void isNotMadeInAFolderThatHotSpotWouldSplit() throws Exception {
    Path cache = folder.resolve("a:b");

    ClassArchive.of(cache, jar.toString()).make(MAKER);

    assertTrue(Files.notExists(cache));
  }

  private ClassArchive archive() throws IOException {
    return ClassArchive.of(folder, jar.getParent() + "/*");
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("classes"))) {
      return files.toList();
    }
  }

  private Path onlyFile() throws IOException {
    List<Path> all = files();
    assertEquals(1, all.size(), all::toString);
    return all.get(0);
  }
}
