package io.convbench.datasets.storage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TarFilesTest {

  private static final int BLOCK = 512;

  @TempDir Path folder;

  @Test
  void readsEveryFileFromSeveralThreads() throws IOException {
    SampleTar tar = new SampleTar();
    List<byte[]> contents = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      byte[] content = new byte[7 * i];
      new Random(i).nextBytes(content);
      contents.add(content);
      tar.add(String.format(Locale.ROOT, "%03d.JPEG", i), content);
    }
    SortedMap<String, StoredFile> files = TarFiles.list(tar.write(path()));

    List<StoredFile> stored = List.copyOf(files.values());
    assertEquals("000.JPEG", files.firstKey());
    assertEquals(200, stored.size());
    IntStream.range(0, 200)
        .parallel()
        .forEach(i -> assertArrayEquals(contents.get(i), bytes(stored.get(i))));
  }

  @Test
  void passesOverFoldersAndALeadingDot() throws IOException {
    String deep = "n01440764/" + "long".repeat(40) + ".JPEG";
    Path tar =
        new SampleTar().folder("./n01440764").add("./n01440764/a.JPEG").add(deep).write(path());

    SortedMap<String, StoredFile> files = TarFiles.list(tar);

    assertEquals(List.of("n01440764/a.JPEG", deep), List.copyOf(files.keySet()));
    assertArrayEquals(deep.getBytes(StandardCharsets.UTF_8), files.get(deep).read());
  }

  /** Header, name padded to 100, mode to 8, size in octal at 124, checksum at 148, '0' at 156. */
  @Test
  void readsATarWrittenByHand() throws IOException {
    byte[] tar = new byte[4 * BLOCK];
    put(tar, 0, "a.JPEG");
    put(tar, 100, "0000644\0000000000\0000000000\00000000000005\00000000000000\0        0");
    put(tar, 257, "ustar\00000");
    int sum = 0;
    for (int i = 0; i < BLOCK; i++) {
      sum += tar[i];
    }
    put(tar, 148, String.format(Locale.ROOT, "%06o\0", sum));
    put(tar, BLOCK, "hello");

    Map<String, StoredFile> files = TarFiles.list(Files.write(path(), tar));

    assertEquals(Map.of("a.JPEG", new TarEntry(path(), BLOCK, 5)), files);
    assertEquals("hello", new String(files.get("a.JPEG").read(), StandardCharsets.US_ASCII));
  }

  @ParameterizedTest
  @ValueSource(bytes = {TarConstants.LF_SYMLINK, TarConstants.LF_LINK})
  void aLinkIsAFileThatCannotBeRead(byte kind) throws IOException {
    Path tar = new SampleTar().add("a.JPEG").link(kind, "b.JPEG", "a.JPEG").write(path());
    StoredFile link = TarFiles.list(tar).get("b.JPEG");
    assertEquals(
        "it is a link, sparse or special file in the tar:"
            + " pack it with --dereference --hard-dereference and without --sparse",
        assertThrows(IOException.class, link::read).getMessage());
  }

  @Test
  void refusesANameInAnotherEncoding() throws IOException {
    Path tar =
        Files.write(path(), named(StandardCharsets.ISO_8859_1, "why?.JPEG", "caf\u00e9.JPEG"));

    assertMessage(
        tar
            + " holds caf?.JPEG, whose name is not in UTF-8: rename the file, as convmv does, and"
            + " pack it anew.",
        tar);
  }

  @Test
  void keepsNamesInUtf8() throws IOException {
    String[] names = {"caf\u00e9.JPEG", "why?.JPEG", "\u732b?.JPEG"};
    Path tar = Files.write(path(), named(StandardCharsets.UTF_8, names));

    assertEquals(List.of(names), List.copyOf(TarFiles.list(tar).keySet()));
  }

  private static byte[] named(Charset encoding, String... names) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes, encoding.name())) {
      for (String name : names) {
        tar.putArchiveEntry(new TarArchiveEntry(name));
        tar.closeArchiveEntry();
      }
    }
    return bytes.toByteArray();
  }

  @Test
  void namesAFileThatIsThereTwice() throws IOException {
    Path tar = new SampleTar().add("a.JPEG").add("./a.JPEG").write(path());
    assertMessage(tar + " holds a.JPEG twice: pack it anew, with every file once.", tar);
  }

  /** Cut within the second content, before it, within its header, and before the zeros. */
  @ParameterizedTest
  @ValueSource(ints = {3 * BLOCK + 1, 3 * BLOCK, 2 * BLOCK + 1, 2 * BLOCK, 4 * BLOCK})
  void refusesATruncatedTar(int length) throws IOException {
    byte[] whole = new SampleTar().add("a.JPEG").add("b.JPEG").bytes();
    Path tar = Files.write(path(), Arrays.copyOf(whole, length));
    String message = assertThrows(IOException.class, () -> TarFiles.list(tar)).getMessage();
    String reason =
        length == 3 * BLOCK + 1 || length == 3 * BLOCK
            ? "Truncated TAR archive"
            : "it breaks off at its end";
    assertEquals(
        "%s cannot be read as tar (%s): fetch it again, or pass a folder of images."
            .formatted(tar, reason),
        message);
  }

  @Test
  void refusesADamagedHeader() throws IOException {
    byte[] damaged = new SampleTar().add("a.JPEG").add("b.JPEG").bytes();
    damaged[2 * BLOCK] = 'c';
    Path tar = Files.write(path(), damaged);
    assertMessage(
        tar
            + " cannot be read as tar (a wrong checksum before byte 1536): fetch it again,"
            + " or pass a folder of images.",
        tar);
  }

  @Test
  void refusesACompressedTar() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(packed)) {
      out.write(new SampleTar().add("a.JPEG").bytes());
    }
    Path tar = Files.write(path(), packed.toByteArray());
    assertMessage(
        tar + " is compressed (gz), which allows no reading in place: uncompress or unpack it.",
        tar);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 10, 3000})
  void refusesAnotherFile(int length) throws IOException {
    Path text = Files.writeString(path(), "x".repeat(length));
    String message = assertThrows(IOException.class, () -> TarFiles.list(text)).getMessage();
    assertEquals(text + " cannot be read as tar (", message.substring(0, message.indexOf('(') + 1));
  }

  @Test
  void noticesATarCutOffSinceItWasListed() throws IOException {
    Path tar = new SampleTar().add("a.JPEG").write(path());
    StoredFile file = TarFiles.list(tar).get("a.JPEG");
    Files.write(tar, Arrays.copyOf(Files.readAllBytes(tar), BLOCK + 2));
    assertEquals(
        tar + " has been cut off since it was listed",
        assertThrows(IOException.class, file::read).getMessage());
  }

  private Path path() {
    return folder.resolve("val.tar");
  }

  private static byte[] bytes(StoredFile file) {
    try {
      return file.read();
    } catch (IOException failure) {
      throw new AssertionError(failure);
    }
  }

  private static void put(byte[] tar, int offset, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(bytes, 0, tar, offset, bytes.length);
  }

  private static void assertMessage(String expected, Path tar) {
    assertEquals(expected, assertThrows(IOException.class, () -> TarFiles.list(tar)).getMessage());
  }
}
