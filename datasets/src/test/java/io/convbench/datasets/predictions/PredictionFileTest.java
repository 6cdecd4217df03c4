package io.convbench.datasets.predictions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.convbench.datasets.labels.ClassIndex;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PredictionFileTest {

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void nameFile() {
    file = folder.resolve("model.csv");
  }

  @Test
  void readsIndicesAndSynsets() throws IOException {
    Predictions read = read("file,top1,top2", "a.jpg,7,n01440764", "b.jpg,n01443537,999");

    assertEquals("model", read.name());
    assertEquals(List.of(7, 0), read.images().get("a.jpg"));
    assertEquals(List.of(1, 999), read.images().get("b.jpg"));
  }

  @Test
  void readsGzippedFiles() throws IOException {
    file = folder.resolve("model.csv.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write("file,top1\na.jpg,3\n".getBytes(StandardCharsets.UTF_8));
    }
    Predictions read = PredictionFile.read(file, ClassIndex.imagenet());

    assertEquals("model", read.name());
    assertEquals(List.of(3), read.images().get("a.jpg"));
  }

  @Test
  void readsWhatAnAccuracyRunLeaves() throws IOException {
    Predictions read = read("file,class_index,top5_class_indices", "a.jpg,3,5 4 3 2 1");

    assertEquals(List.of(5, 4, 3, 2, 1), read.images().get("a.jpg"));
    assertEquals(Optional.of(Map.of("a.jpg", 3)), read.truths());
  }

  /** An accuracy run that could decode no image of its part leaves the header alone. */
  @Test
  void readsThatAnAccuracyRunDecodedNoImage() throws IOException {
    Predictions read = read("file,class_index,top5_class_indices,confidence");

    assertEquals(Map.of(), read.images());
    assertEquals(Optional.of(Map.of()), read.truths());
  }

  @Test
  void takesFewerClassesThanColumns() throws IOException {
    assertEquals(List.of(3), read("file,top1,top2", "a.jpg,3,").images().get("a.jpg"));
  }

  @Test
  void namesAMissingFile() {
    assertEquals(
        "there is no file of predictions " + file + ": check its path.",
        assertThrows(IOException.class, () -> PredictionFile.read(file, ClassIndex.imagenet()))
            .getMessage());
  }

  @Test
  void namesADamagedGzipFile() throws IOException {
    Files.write(file, new byte[] {0x1f, (byte) 0x8b, 8, 0, 0});
    assertEquals(
        file + " is a damaged gzip file (Unexpected end of ZLIB input stream): fetch it again.",
        assertThrows(IOException.class, () -> PredictionFile.read(file, ClassIndex.imagenet()))
            .getMessage()
            .replace("(null)", "(Unexpected end of ZLIB input stream)"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"file", "file,class_index", "file,top2", "file,top1,top2,top3,top4,top5,top6"})
  void expectsTheHeader(String header) {
    assertHeaderMistake(header, "write it so in the first line");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.jpg,3", "a.jpg,n01440764", "a.jpg, \"3\" ,4"})
  void asksForTheHeaderInFrontOfRows(String row) {
    assertHeaderMistake(row, "add it as first line");
  }

  @Test
  void namesAnotherSeparator() {
    assertHeaderMistake("file;top1", "separate its columns by commas, not by semicolons");
    assertHeaderMistake("file\ttop1", "separate its columns by commas, not by tabs");
  }

  private void assertHeaderMistake(String first, String advice) {
    assertMistake(
        " starts with '%s' where the header file,top1 or up to file,top1,top2,top3,top4,top5 is expected: %s."
            .formatted(first.replace('\t', ' '), advice),
        first,
        "a.jpg,3");
  }

  @Test
  void namesAFileWithoutRows() {
    assertMistake(" predicts no image: add rows of file,top1,...", "file,top1");
  }

  @Test
  void namesAFilePredictedTwice() {
    assertMistake(
        ", line 3 names a.jpg a second time: remove one row.", "file,top1", "a.jpg,1", "a.jpg,2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1001", "-1", "tench", "3.0", "99999999999"})
  void expectsAClassIndex(String value) {
    assertMistake(
        ", line 2 has class index '%s': use 0 to 999, in synset order, or a synset."
            .formatted(value),
        "file,top1",
        "a.jpg," + value);
  }

  @Test
  void namesAnUnknownSynset() {
    assertMistake(
        ", line 2 has the synset 'n00000001', which is not one of ImageNet's 1000: correct it.",
        "file,top1",
        "a.jpg,n00000001");
  }

  @Test
  void namesAClassRankedTwice() {
    assertMistake(
        ", line 2 has one class twice for a.jpg ([4, 4]): write each once.",
        "file,top1,top2",
        "a.jpg,4,4");
  }

  @Test
  void namesARowWithoutClass() {
    assertMistake(", line 2 has 0 classes for a.jpg: write one to 5.", "file,top1", "a.jpg,");
  }

  @Test
  void namesARowLongerThanTheHeader() {
    assertMistake(
        ", line 2 is 'a.jpg,1,2', not as the header says: correct it.", "file,top1", "a.jpg,1,2");
  }

  private Predictions read(String... lines) throws IOException {
    Files.write(file, List.of(lines), StandardCharsets.UTF_8);
    return PredictionFile.read(file, ClassIndex.imagenet());
  }

  private void assertMistake(String expected, String... lines) {
    assertEquals(file + expected, assertThrows(IOException.class, () -> read(lines)).getMessage());
  }
}
