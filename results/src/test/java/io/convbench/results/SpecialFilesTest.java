package io.convbench.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is not a plain file with an end, in the place of every file that is read. */
@Timeout(30)
class SpecialFilesTest {

  private static final String NOT_PLAIN = "is a pipe, device or socket, not a plain file";

  @TempDir private Path folder;

  /** A reader and how its message begins. */
  record Reader(String name, String prefix, Reading reading) {
    @Override
    public String toString() {
      return name;
    }
  }

  /** Reads a file. */
  interface Reading {
    void read(Path file) throws IOException;
  }

  static Stream<Reader> readers() {
    return Stream.of(
        new Reader("results.csv", "cannot read ", ResultsCsv::read),
        new Reader("logits", "cannot read ", Logits::read),
        new Reader("predictions", "cannot read ", ImagePredictions::read),
        new Reader("environment.json", "cannot read ", Environment::read),
        new Reader("invocation.json", "cannot read ", Invocation::read),
        new Reader("journal", "cannot open the journal ", file -> Journal.resume(file, "plan")));
  }

  @ParameterizedTest
  @MethodSource("readers")
  void refusesAFolder(Reader reader) throws IOException {
    assertRefused(reader, Files.createDirectory(folder.resolve("x")), "is a folder");
  }

  @ParameterizedTest
  @MethodSource("readers")
  void refusesAPipeWithoutWaitingForItsWriter(Reader reader) throws Exception {
    Path pipe = folder.resolve("x");
    Process mkfifo;
    try {
      mkfifo = new ProcessBuilder("mkfifo", pipe.toString()).start();
    } catch (IOException e) {
      assumeTrue(false, "no mkfifo here: " + e.getMessage());
      return;
    }
    assertEquals(0, mkfifo.waitFor());
    assertRefused(reader, pipe, NOT_PLAIN);
  }

  @ParameterizedTest
  @MethodSource("readers")
  void refusesADeviceWithoutEnd(Reader reader) throws IOException {
    Path device = Path.of("/dev/zero");
    assumeTrue(Files.exists(device), "no /dev/zero here");
    assertRefused(reader, device, NOT_PLAIN);
    Path link = Files.createSymbolicLink(folder.resolve("x"), device);
    assertRefused(reader, link, NOT_PLAIN);
    Files.delete(link);
  }

  @ParameterizedTest
  @MethodSource("readers")
  void refusesASocket(Reader reader) throws IOException {
    // Paths of sockets are short, which a temporary folder's may not be.
    Path socket = Files.createTempDirectory("cb").resolve("s");
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(socket));
      assertRefused(reader, socket, NOT_PLAIN);
    } finally {
      Files.deleteIfExists(socket);
      Files.delete(socket.getParent());
    }
  }

  @ParameterizedTest
  @MethodSource("readers")
  void refusesAFileThatIsTooLarge(Reader reader) throws IOException {
    Path file = folder.resolve("x");
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(1L << 40);
    }
    String prefix = reader.prefix().replace("open", "read");
    int mebibytes = reader.name().endsWith(".json") ? 1 : 256;
    assertEquals(
        "%s%s (larger than %s MiB: it must be another file)".formatted(prefix, file, mebibytes),
        refusal(reader, file));
  }

  private static void assertRefused(Reader reader, Path file, String reason) {
    assertEquals("%s%s (%s)".formatted(reader.prefix(), file, reason), refusal(reader, file));
  }

  private static String refusal(Reader reader, Path file) {
    return assertThrows(IOException.class, () -> reader.reading().read(file)).getMessage();
  }
}
