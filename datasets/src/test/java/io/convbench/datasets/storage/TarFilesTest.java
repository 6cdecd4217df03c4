package io.convbench.datasets.storage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
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
import java.util.Set;
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
    SortedMap<String, StoredFile> files = TarFiles.list(tar.write(path())).files();

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

    SortedMap<String, StoredFile> files = TarFiles.list(tar).files();

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

    Map<String, StoredFile> files = TarFiles.list(Files.write(path(), tar)).files();

    assertEquals(Map.of("a.JPEG", new TarEntry(path(), BLOCK, 5)), files);
    assertEquals("hello", new String(files.get("a.JPEG").read(), StandardCharsets.US_ASCII));
  }

  @ParameterizedTest
  @ValueSource(bytes = {TarConstants.LF_SYMLINK, TarConstants.LF_LINK})
  void aLinkIsAFileThatCannotBeRead(byte kind) throws IOException {
    Path tar = new SampleTar().add("a.JPEG").link(kind, "b.JPEG", "a.JPEG").write(path());
    StoredFile link = TarFiles.list(tar).files().get("b.JPEG");
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
            + " pack it again.",
        tar);
  }

  @Test
  void keepsNamesInUtf8() throws IOException {
    String[] names = {"caf\u00e9.JPEG", "why?.JPEG", "\u732b?.JPEG"};
    Path tar = Files.write(path(), named(StandardCharsets.UTF_8, names));

    assertEquals(List.of(names), List.copyOf(TarFiles.list(tar).files().keySet()));
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
    assertMessage(tar + " holds a.JPEG twice: pack it again, with every file once.", tar);
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
            : "it is truncated";
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

  /** A long name and what pax says are held in memory: the tar's size does not bound them. */
  @ParameterizedTest
  @ValueSource(
      bytes = {
        TarConstants.LF_GNUTYPE_LONGNAME,
        TarConstants.LF_PAX_EXTENDED_HEADER_LC,
        TarConstants.LF_PAX_GLOBAL_EXTENDED_HEADER
      })
  void refusesAHeaderOfAGigabyte(byte kind) throws IOException {
    Path tar = path();
    try (RandomAccessFile file = new RandomAccessFile(tar.toFile(), "rw")) {
      file.write(header("big", kind, 1L << 30));
      // Never written, so that the file takes no room.
      file.setLength((1L << 30) + 10 * BLOCK);
    }
    assertMessage(
        tar
            + " cannot be read as tar (a header of 1073741824 bytes at byte 0, more than 1048576):"
            + " fetch it again, or pass a folder of images.",
        tar);
  }

  @Test
  void refusesASizeThatPaxClaimsAndTheTarHasNot() throws IOException {
    byte[] record = "19 size=9999999999\n".getBytes(StandardCharsets.US_ASCII);
    assertEquals(19, record.length);
    byte[] tar = new byte[5 * BLOCK];
    System.arraycopy(
        header("pax", TarConstants.LF_PAX_EXTENDED_HEADER_LC, record.length), 0, tar, 0, BLOCK);
    System.arraycopy(record, 0, tar, BLOCK, record.length);
    System.arraycopy(header("a.JPEG", TarConstants.LF_NORMAL, 0), 0, tar, 2 * BLOCK, BLOCK);
    Path file = Files.write(path(), tar);
    String message = assertThrows(IOException.class, () -> TarFiles.list(file)).getMessage();
    assertTrue(message.startsWith(file + " cannot be read as tar ("), message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"size=1\n", "99 size=1\n", "x size=1\n", "10 size=-1\n"})
  void refusesABrokenPaxHeader(String records) throws IOException {
    byte[] tar = new byte[5 * BLOCK];
    byte[] content = records.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(
        header("pax", TarConstants.LF_PAX_EXTENDED_HEADER_LC, content.length), 0, tar, 0, BLOCK);
    System.arraycopy(content, 0, tar, BLOCK, content.length);
    System.arraycopy(header("a.JPEG", TarConstants.LF_NORMAL, 0), 0, tar, 2 * BLOCK, BLOCK);
    Path file = Files.write(path(), tar);
    String message = assertThrows(IOException.class, () -> TarFiles.list(file)).getMessage();
    assertTrue(message.startsWith(file + " cannot be read as tar ("), message);
  }

  /** pax says a size of its own, which overrides the header's: as of files beyond 8 GiB. */
  @Test
  void followsTheSizeThatPaxSays() throws IOException {
    byte[] record = "10 size=5\n".getBytes(StandardCharsets.US_ASCII);
    byte[] tar = new byte[7 * BLOCK];
    System.arraycopy(
        header("pax", TarConstants.LF_PAX_EXTENDED_HEADER_LC, record.length), 0, tar, 0, BLOCK);
    System.arraycopy(record, 0, tar, BLOCK, record.length);
    System.arraycopy(header("a.JPEG", TarConstants.LF_NORMAL, 0), 0, tar, 2 * BLOCK, BLOCK);
    put(tar, 3 * BLOCK, "hello");
    System.arraycopy(header("b.JPEG", TarConstants.LF_NORMAL, 0), 0, tar, 4 * BLOCK, BLOCK);

    Map<String, StoredFile> files = TarFiles.list(Files.write(path(), tar)).files();

    assertEquals(List.of("a.JPEG", "b.JPEG"), List.copyOf(files.keySet()));
    assertEquals("hello", new String(files.get("a.JPEG").read(), StandardCharsets.US_ASCII));
  }

  /**
   * Written as GNU tar does: the type at 156, checksum over the header with spaces in its place.
   */
  private static byte[] header(String name, byte type, long size) {
    byte[] header = new byte[BLOCK];
    put(header, 0, name);
    put(
        header,
        100,
        String.format(
            Locale.ROOT, "0000644\0000000000\0000000000\000%011o\00000000000000\0        ", size));
    header[156] = type;
    put(header, 257, "ustar\00000");
    int sum = 0;
    for (byte one : header) {
      sum += one;
    }
    put(header, 148, String.format(Locale.ROOT, "%06o\0", sum));
    return header;
  }

  @Test
  void saysWhatAnotherFileIs() throws IOException {
    assertOther(
        "PK\003\004", "a zip archive, which is not read in place: unpack it and pass the folder");
    assertOther(
        "GIF89a", "a GIF image, not a folder or tar of images: pass the folder that contains it");
    assertOther("%PDF-", "a PDF: pass a folder of images, or a tar of them");
  }

  private void assertOther(String start, String words) throws IOException {
    Path file = Files.writeString(path(), start + "x".repeat(3000));
    assertMessage("%s is %s.".formatted(file, words), file);
  }

  /** The first name begins as a file packed by bzip2 does. */
  @Test
  void takesATarForOneWhateverItsFirstName() throws IOException {
    Path tar = new SampleTar().add("BZh91AY&SY.JPEG").write(path());
    assertEquals(Set.of("BZh91AY&SY.JPEG"), TarFiles.list(tar).files().keySet());
  }

  @Test
  void refusesACompressedTar() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(packed)) {
      out.write(new SampleTar().add("a.JPEG").bytes());
    }
    Path tar = Files.write(path(), packed.toByteArray());
    assertMessage(
        tar + " is compressed (gz), and cannot be read in place: uncompress or unpack it.", tar);
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
    StoredFile file = TarFiles.list(tar).files().get("a.JPEG");
    Files.write(tar, Arrays.copyOf(Files.readAllBytes(tar), BLOCK + 2));
    assertEquals(
        tar + " was truncated after it was listed",
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
