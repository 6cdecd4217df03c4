package io.convbench.suites.weights;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jhdf.HdfFile;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Types and storage that HDF5 allows, by h5py: read right or refused; see odd_datasets.py. */
class OddDatasetsTest {

  private static final String AGAIN = ": save the weights again as float32";

  @TempDir Path folder;

  private Path unpack(String name) throws IOException {
    Path file = folder.resolve(name);
    try (InputStream in = new GZIPInputStream(getClass().getResourceAsStream(name + ".gz"))) {
      Files.copy(in, file);
    }
    return file;
  }

  private static float[] expected(String name, int length) {
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = name.startsWith("integer") ? i : (i - 3) / 4f;
    }
    return values;
  }

  private static int assertAllRead(Path file) throws IOException {
    int count = 0;
    try (HdfFile hdf5 = new HdfFile(file)) {
      for (Node node : ((Group) hdf5.getChild("read")).getChildren().values()) {
        SavedTensor tensor = SavedTensor.of(node.getName(), (Dataset) node, file);
        float[] values = tensor.read();
        int length = tensor.dimensions().stream().reduce(1, (a, b) -> a * b);
        assertArrayEquals(expected(node.getName(), length), values, node.getName());
        count++;
      }
    }
    return count;
  }

  private static Map<String, String> refusals(Path file) throws IOException {
    Map<String, String> refusals = new TreeMap<>();
    try (HdfFile hdf5 = new HdfFile(file)) {
      for (Node node : ((Group) hdf5.getChild("refuse")).getChildren().values()) {
        String message =
            assertThrows(IOException.class, () -> read((Group) node, file), node.getName())
                .getMessage();
        assertTrue(message.startsWith(file + " "), message);
        refusals.put(
            node.getName(),
            message
                .substring(file.toString().length() + 1)
                .replace("refuse/%s/data".formatted(node.getName()), "its data"));
      }
    }
    return refusals;
  }

  private static float[] read(Group group, Path file) throws IOException {
    Node data = Hdf5Access.reading(file, () -> group.getChild("data"));
    return SavedTensor.of("data", (Dataset) data, file).read();
  }

  private static void assertRefused(Map<String, String> expected, Map<String, String> refusals) {
    assertEquals(new TreeSet<>(expected.keySet()), new TreeSet<>(refusals.keySet()));
    expected.forEach((name, message) -> assertEquals(message, refusals.get(name), name));
  }

  private static String holds(String how) {
    return "holds its data " + how + AGAIN;
  }

  private static String damaged(String how) {
    return "cannot be read as HDF5 (%s): fetch or copy it again, or save it again as float32"
        .formatted(how);
  }

  @Test
  void readsNumbersAndStorageOfNewFiles() throws IOException {
    assertEquals(30, assertAllRead(unpack("odd_datasets.h5")));
  }

  @Test
  void readsNumbersAndStorageOfOldFiles() throws IOException {
    assertEquals(9, assertAllRead(unpack("odd_old_datasets.h5")));
  }

  @Test
  void refusesWhatHasNoRightValuesInNewFiles() throws IOException {
    String float16 = "as 16-bit floats in 2 bytes that are neither IEEE 754 nor bfloat16 ";
    Map<String, String> expected = new TreeMap<>();
    expected.put(
        "other_16_bit_float",
        holds(
            float16
                + "(sign at bit 15, 6 bits of exponent at 9 with bias 31, 9 bits of mantissa at"
                + " 0)"));
    expected.put(
        "half_of_another_bias",
        holds(
            float16
                + "(sign at bit 15, 5 bits of exponent at 10 with bias 20, 10 bits of mantissa at"
                + " 0)"));
    expected.put(
        "single_in_8_bytes",
        holds(
            "as 32-bit floats in 8 bytes that are neither IEEE 754 nor bfloat16 (sign at bit 31, 8"
                + " bits of exponent at 23 with bias 127, 23 bits of mantissa at 0)"));
    expected.put("integer_20_bits_low", holds("as 20-bit signed integers at bit 0 of 4 bytes"));
    expected.put("integer_20_bits_high", holds("as 20-bit signed integers at bit 12 of 4 bytes"));
    expected.put("integer_u8", holds("as 64-bit unsigned integers at bit 0 of 8 bytes"));
    expected.put(
        "double_too_large",
        "holds its data with the number 1.0E300, which float32 cannot hold: fetch or train it again");
    expected.put("bits", holds("as bit fields"));
    expected.put("committed", holds("with a committed (shared) datatype"));
    expected.put("never_written", holds("without values, which were never written"));
    expected.put("never_written_filled", holds("without values, which were never written"));
    expected.put("null", holds("without values, since its shape is empty"));
    String chunks = "without values in %s of 6 chunks, which were never written";
    expected.put("chunks_never_written", holds(chunks.formatted(6)));
    expected.put("chunks_partly_written_fixed", holds(chunks.formatted(4)));
    expected.put("chunks_partly_written_filtered", holds(chunks.formatted(4)));
    // the library stops at the first chunk that is not there
    expected.put("chunks_partly_written_grow_first", holds(chunks.formatted(6)));
    expected.put("chunks_partly_written_grow_both", holds(chunks.formatted(4)));
    expected.put("chunks_grow_second", holds("in chunks that may grow along dimension 2 of 2"));
    expected.put("chunks_grow_bounded", holds("in chunks that may grow along dimension 1 of 2"));
    expected.put(
        "chunks_grow_first_bounded", holds("in chunks that may grow along dimension 2 of 2"));
    expected.put("scale_offset", holds("in chunks with HDF5 filter 6 (scale-offset)"));
    expected.put("n_bit", holds("in chunks with HDF5 filter 5 (n-bit)"));
    expected.put(
        "partial_chunks_unfiltered_shuffle",
        holds("in chunks that are shuffled but not compressed"));
    expected.put(
        "partial_chunks_unfiltered_deflate",
        damaged("its data: a chunk cannot be inflated: unknown compression method"));
    expected.put(
        "wrong_checksum", damaged("its data: a chunk has checksum b02a40c1 instead of 04030201"));
    expected.put("bomb", damaged("its data: a chunk inflates to more than its 24 bytes"));
    expected.put("short_chunk", damaged("its data: a chunk has 20 bytes instead of 24"));
    expected.put("huge_chunks", holds("in chunks of 1073741824 bytes where all of it has 24"));
    expected.put(
        "external",
        damaged("Encountered External Data Files Message, this is not supported by jHDF"));
    expected.put("virtual", damaged("Virtual storage is not supported"));
    assertRefused(expected, refusals(unpack("odd_datasets.h5")));
  }

  @Test
  void refusesWhatHasNoRightValuesInOldFiles() throws IOException {
    Map<String, String> expected = new TreeMap<>();
    expected.put("boolean", holds("as an enumeration"));
    expected.put("compound", holds("as compounds"));
    expected.put("complex", holds("as compounds"));
    expected.put("text", holds("as text"));
    expected.put("array", holds("as arrays"));
    expected.put("varying", holds("as lists of varying length"));
    expected.put("reference", holds("as references"));
    expected.put("old_committed", holds("with a committed (shared) datatype"));
    expected.put("old_never_written", holds("without values, which were never written"));
    String chunks = "without values in %s of 6 chunks, which were never written";
    expected.put("old_chunks_never_written", holds(chunks.formatted(6)));
    expected.put("old_chunks_partly_written", holds(chunks.formatted(5)));
    assertRefused(expected, refusals(unpack("odd_old_datasets.h5")));
  }

  @Test
  void namesBfloat16AsKerasItselfWritesIt() throws IOException {
    Path file = unpack("odd_old_datasets.h5");
    assertEquals(
        file
            + " holds bfloat16 weights as Keras 3 writes them, as opaque bytes, which are not read:"
            + " save the weights again as float32",
        assertThrows(IOException.class, () -> KerasFile.open(file, 0).close()).getMessage());
    assertFalse(OpaqueBfloat16.isIn(unpack("odd_datasets.h5")));
  }
}
