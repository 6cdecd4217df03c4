package io.convbench.suites.weights;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.convbench.suites.architecture.Architecture;
import io.convbench.suites.architecture.Architectures;
import io.convbench.suites.graph.Graph;
import io.convbench.suites.graph.WeightTensor;
import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DamagedFileTest {

  private static final Architecture MOBILENET = Architectures.named("MobileNet_0.25");

  @TempDir Path folder;
  private Path file;
  private final byte[] packed = UUID.randomUUID().toString().getBytes(StandardCharsets.US_ASCII);

  @BeforeEach
  void name() {
    file = folder.resolve("weights.h5");
  }

  private String refusal() {
    Graph graph = MOBILENET.graph();
    String message =
        assertThrows(
                IOException.class,
                () -> KerasHdf5Weights.open(file, MOBILENET, graph, Optional.empty()).close())
            .getMessage();
    assertTrue(message.startsWith(file.toString()), message);
    assertEquals(1, message.lines().count(), message);
    return message.substring(file.toString().length());
  }

  @Test
  void refusesAnEmptyFile() throws IOException {
    Files.createFile(file);
    assertEquals(
        " is not an HDF5 file (it is empty): pass a .h5 or .keras file by Keras", refusal());
  }

  @Test
  void refusesAWebPage() throws IOException {
    Files.writeString(file, "<!DOCTYPE html>\n<p>404");
    assertEquals(
        " is not an HDF5 file (it is a web page): fetch the file again, a server sent this in its"
            + " place",
        refusal());
  }

  @Test
  void refusesACompressedFile() throws IOException {
    Files.write(file, new byte[] {0x1f, (byte) 0x8b, 8, 0});
    assertEquals(" is not an HDF5 file (it is compressed): gunzip it first", refusal());
  }

  @Test
  void refusesAnotherText() throws IOException {
    Files.writeString(file, "epoch 1\nloss 0.1");
    assertEquals(
        " is not an HDF5 file (it begins with \"epoch 1?loss 0.1\"): pass a .h5 or .keras file"
            + " by Keras",
        refusal());
  }

  @Test
  void refusesAZipWithoutWeights() throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(new ZipEntry("config.json"));
    }
    assertEquals(
        " is a zip archive without model.weights.h5: pass a .h5 or .keras file by Keras",
        refusal());
  }

  @Test
  void refusesAnArchiveThatUnfoldsWithoutEnd() throws IOException {
    pack(1 << 20);
    assertEquals(tooLarge(), archiveRefusal((1 << 20) - 1));
    try (KerasArchive archive = KerasArchive.open(file, 1 << 20)) {
      assertEquals(1 << 20, Files.size(archive.hdf5()));
    }
  }

  @Test
  void refusesAnArchiveThatUnfoldsToMoreThanItSays() throws IOException {
    pack(1 << 20);
    byte[] bytes = Files.readAllBytes(file);
    ByteBuffer zip = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int directory = bytes.length - 22 - 46 - "model.weights.h5".length();
    assertEquals(0x02014b50, zip.getInt(directory));
    zip.putInt(directory + 24, 1000);
    Files.write(file, bytes);
    assertEquals(tooLarge(), archiveRefusal((1 << 20) - 1));
  }

  private String tooLarge() {
    return file
        + " unpacks to more than 1,048,575 bytes, far above its architecture's weights:"
        + " fetch or save it again";
  }

  private String archiveRefusal(long limitBytes) throws IOException {
    String message =
        assertThrows(IOException.class, () -> KerasArchive.open(file, limitBytes).close())
            .getMessage();
    try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      for (Path left : files.filter(p -> p.toString().contains("convbench-weights")).toList()) {
        assertFalse(isPacked(left), () -> left + " is left of what was unpacked");
      }
    }
    return message;
  }

  /** Whether it is what this test packed; others' files come and go at the same time. */
  private boolean isPacked(Path unpacked) {
    try (InputStream in = Files.newInputStream(unpacked)) {
      return Arrays.equals(in.readNBytes(packed.length), packed);
    } catch (IOException e) {
      return false;
    }
  }

  private void pack(int bytes) throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(new ZipEntry("model.weights.h5"));
      zip.write(packed);
      zip.write(new byte[bytes - packed.length]);
    }
  }

  /** Its end says that a comment of 1669 bytes follows. */
  @Test
  void refusesAnArchiveWhoseCommentIsMissing() throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(new ZipEntry("config.json"));
    }
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - 2] = (byte) 0x85;
    bytes[bytes.length - 1] = 0x06;
    Files.write(file, bytes);
    assertEquals(
        " is a damaged zip archive (it ends too early): fetch or copy it again", refusal());
  }

  /** The size of the root's header, at byte 70 of a file of 2,775 bytes, is 256 MiB. */
  @Test
  void asksForNoMoreMemoryThanTheFileHas() throws IOException {
    new TinyModel().writeLegacy(file);
    byte[] bytes = Files.readAllBytes(file);
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(70, 1 << 28);
    Files.write(file, bytes);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    refusal();

    long before = threads.getCurrentThreadAllocatedBytes();
    refusal();

    assertTrue(threads.getCurrentThreadAllocatedBytes() - before < 1 << 24);
  }

  /** The fifth length in the index of predictions/bias:0 says how many chunks there are. */
  @Test
  void asksForNoMoreMemoryThanItsChunksMayNeed() throws IOException {
    byte[] bytes;
    try (InputStream in = DamagedFileTest.class.getResourceAsStream("mixed_types.h5")) {
      bytes = in.readAllBytes();
    }
    int index = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("EAHD");
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(index + 12 + 4 * 8, 1 << 27);
    Files.write(file, bytes);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    assertThrows(IOException.class, this::readTinyModel);

    long before = threads.getCurrentThreadAllocatedBytes();
    String message = assertThrows(IOException.class, this::readTinyModel).getMessage();

    assertTrue(threads.getCurrentThreadAllocatedBytes() - before < 1 << 24);
    assertTrue(message.contains("an index of 134217728 chunks in 12176 bytes"), message);
  }

  private void readTinyModel() throws IOException {
    try (KerasFile opened = KerasFile.open(file, 1 << 20)) {
      for (SavedLayer layer : opened.layersInOrderOf(TinyModel.graph())) {
        for (SavedTensor tensor : layer.tensors()) {
          tensor.read();
        }
      }
    }
  }

  @Test
  void tellsTheIndexOfShardedWeights() throws IOException {
    file = folder.resolve("net.weights.json");
    Files.writeString(file, "{\n    \"metadata\": {},\n    \"weight_map\": {}\n}");
    assertEquals(
        " is the index of sharded weights: load them all in Keras by"
            + " load_weights(\"net.weights.json\") and pass the file that"
            + " save_weights(\"net.weights.h5\") writes",
        refusal());
  }

  @Test
  void refusesHdf5OfOtherThings() {
    try (WritableHdfFile hdf5 = HdfFile.write(file)) {
      hdf5.putGroup("temperatures");
    }
    assertEquals(
        " is HDF5 but holds no Keras weights (temperatures at its root): pass a file by Keras's"
            + " save_weights",
        refusal());
  }

  @Test
  void saysHowMuchOfATruncatedFileIsThere() throws IOException {
    byte[] whole = whole("mobilenet_025_keras3.weights.h5");
    Files.write(file, Arrays.copyOf(whole, whole.length - 1));
    assertEquals(" is truncated: 2140431 of 2140432 bytes; fetch or copy it again", refusal());
  }

  @Test
  void refusesEveryTruncation() throws IOException {
    for (String name :
        new String[] {"mobilenet_025_keras3.weights.h5", "mobilenet_025_wholemodel_legacy.h5"}) {
      byte[] whole = whole(name);
      for (int length : new int[] {7, 8, 9, 50, 96, 97, 200, 1000, 10_000, 1_000_000}) {
        Files.write(file, Arrays.copyOf(whole, length));
        refusal();
      }
    }
  }

  @Test
  void refusesATruncatedArchive() throws IOException {
    byte[] whole = whole("mobilenet_025.keras");
    Files.write(file, Arrays.copyOf(whole, whole.length / 2));
    assertTrue(refusal().startsWith(" is a damaged zip archive"));
  }

  /** Values may be wrong then, which only a hash can tell; but nothing else may happen. */
  @Test
  void readsOrRefusesFilesWithFlippedBytes() throws IOException {
    Random random = new Random(20261123);
    for (String name :
        new String[] {"mobilenet_025_keras3.weights.h5", "mobilenet_025_wholemodel_legacy.h5"}) {
      byte[] whole = whole(name);
      for (int round = 0; round < 100; round++) {
        byte[] damaged = whole.clone();
        // the structure is at the front
        int reach = round % 2 == 0 ? 3000 : damaged.length;
        for (int flip = 0; flip < 4; flip++) {
          damaged[random.nextInt(reach)] = (byte) random.nextInt(256);
        }
        Files.write(file, damaged);
        readOrRefuse();
      }
    }
  }

  private void readOrRefuse() {
    Graph graph = MOBILENET.graph();
    try (Weights weights = KerasHdf5Weights.open(file, MOBILENET, graph, Optional.empty())) {
      for (WeightTensor tensor : graph.tensors()) {
        assertEquals(tensor.shape().elements(), weights.read(tensor).length);
      }
    } catch (IOException e) {
      assertEquals(1, e.getMessage().lines().count(), e.getMessage());
      assertTrue(e.getMessage().contains(file.toString()), e.getMessage());
    }
  }

  private byte[] whole(String name) throws IOException {
    Path path = SharedWeightFiles.unpack(name, folder);
    byte[] whole = Files.readAllBytes(path);
    Files.delete(path);
    return whole;
  }
}
