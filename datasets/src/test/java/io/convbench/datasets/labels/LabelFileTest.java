package io.convbench.datasets.labels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Forms of label files other than CSV of file and class index, told by their content. */
class LabelFileTest {

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void nameFile() {
    file = folder.resolve("labels");
  }

  /** The first lines of Caffe's val.txt. */
  @Test
  void readsCaffesList() throws IOException {
    assertEquals(
        Map.of("ILSVRC2012_val_00000001.JPEG", 65, "ILSVRC2012_val_00000002.JPEG", 970),
        read("ILSVRC2012_val_00000001.JPEG 65", "ILSVRC2012_val_00000002.JPEG 970", ""));
  }

  @Test
  void readsNamesWithSpacesInCaffesList() throws IOException {
    assertEquals(Map.of("tiger shark/a 1.jpg", 3), read("tiger shark/a 1.jpg 3"));
  }

  /** As by {@code find .}; a file named once with it and once without is named twice. */
  @Test
  void leavesOutADotInFrontOfANameInCaffesList() throws IOException {
    assertEquals(Map.of("a.JPEG", 3, "b/c.JPEG", 4), read("./a.JPEG 3", "././/b/c.JPEG 4"));
    assertMistake(
        " names a.JPEG twice, again in line 2: remove one row.", "./a.JPEG 3", "a.JPEG 3");
  }

  /** A line feed that is lost makes lines of megabytes. */
  @Test
  void showsOnlyTheStartOfALongLine() {
    assertMistake(
        ", line 2 is '%s... (5000 characters)': write a file name and a class index."
            .formatted("x".repeat(200)),
        "a.jpg 1",
        "x".repeat(5000));
  }

  @Test
  void namesAClassOutOfRangeInCaffesList() {
    assertMistake(
        ", line 2 has class index '1001': use 0 to 999, in synset order.", "a.jpg 1", "b.jpg 1001");
  }

  @Test
  void saysWhatAnIndexOfAThousandMostLikelyIs() {
    assertMistake(
        ", line 2 has class index '1000': use 0 to 999, in synset order (indices that count from 1"
            + " are one too high).",
        "a.jpg 1",
        "b.jpg 1000");
  }

  @Test
  void namesAnotherSeparator() {
    String header = " starts with '%s' where the header file,class_index is expected: separate its";
    assertMistake(
        header.formatted("file;class_index") + " columns by commas, not by semicolons.",
        "file;class_index",
        "a.jpg;3");
    assertMistake(
        header.formatted("a.jpg; 3") + " columns by commas, not by semicolons.", "a.jpg; 3");
    assertMistake(
        header.formatted("file class_index") + " columns by commas, not by tabs.",
        "file\tclass_index",
        "a.jpg\t3");
    assertMistake(
        header.formatted("a.jpg 3 tench") + " columns by commas, not by tabs.", "a.jpg\t3\ttench");
  }

  @Test
  void showsTheBeginningOfALongLineOnly() {
    assertMistake(
        " starts with '"
            + "[".repeat(100)
            + "...' where the header file,class_index is expected:"
            + " write it so in the first line.",
        "[".repeat(1_000_000));
  }

  @Test
  void namesAFolderAndOtherKindsOfFile() throws IOException {
    assertEquals(
        folder + " is a folder, not a label file: name a file in it by --labels.",
        assertThrows(IOException.class, () -> LabelFile.read(folder, "--labels")).getMessage());
    Path device = Path.of("/dev/null");
    Assumptions.assumeTrue(Files.exists(device), "no /dev/null");
    assertEquals(
        "/dev/null is a device or a pipe, not a label file: save it in a file and pass that by"
            + " --labels.",
        assertThrows(IOException.class, () -> LabelFile.read(device, "--labels")).getMessage());
    assertContent("PK\003\004....", " is a zip archive, not a label file: unpack it.");
    assertContent("<!DOCTYPE html><title>404", " is a web page, not a label file: fetch it.");
    assertContent(
        "\u00FF\u00FEf\0i\0", " is text in UTF-16, as spreadsheets save it: save it in UTF-8.");
    assertContent(
        "\u00FF\u00D8\u00FF\u00E0", " is not a text in UTF-8 but a JPEG image: pass a label file.");
  }

  private void assertContent(String latin1, String message) throws IOException {
    Files.write(file, latin1.getBytes(StandardCharsets.ISO_8859_1));
    assertEquals(
        file + message,
        assertThrows(IOException.class, () -> LabelFile.read(file, "--labels")).getMessage());
  }

  @Test
  void namesALineWithoutClassInCaffesList() {
    assertMistake(", line 2 is 'b.jpg': write a file name and a class index.", "a.jpg 1", "b.jpg");
  }

  /** Line 2 of Kaggle's file; n03995372 is the power drill, 740. */
  @Test
  void readsKagglesSolution() throws IOException {
    assertEquals(
        Map.of("ILSVRC2012_val_00048981.JPEG", 740, "ILSVRC2012_val_00037956.JPEG", 0),
        read(
            "ImageId,PredictionString",
            "ILSVRC2012_val_00048981,n03995372 85 1 499 272 ",
            "ILSVRC2012_val_00037956,n01440764 1 2 3 4 n01440764 5 6 7 8"));
  }

  /** As R writes it. */
  @Test
  void readsAQuotedHeaderOfKagglesSolution() throws IOException {
    assertEquals(
        Map.of("a.JPEG", 0),
        read("\"ImageId\",\"PredictionString\"", "\"a\",\"n01440764 1 2 3 4\""));
  }

  @Test
  void namesAnUnknownSynsetInKagglesSolution() {
    assertMistake(
        ", line 2 has 'n00000001', which is not a synset of ImageNet.",
        "ImageId,PredictionString",
        "a,n00000001 1 2 3 4");
  }

  @Test
  void namesAnImageOfTwoClassesInKagglesSolution() {
    assertMistake(
        ", line 2 has boxes of n01440764 and n01443537: an image needs one class.",
        "ImageId,PredictionString",
        "a,n01440764 1 2 3 4 n01443537 5 6 7 8");
  }

  @Test
  void namesAnImageTwiceInKagglesSolution() {
    assertMistake(
        " names a.JPEG twice, again in line 3: remove one row.",
        "ImageId,PredictionString",
        "a,n01440764 1 2 3 4",
        "a,n01440764 1 2 3 4");
  }

  /** The kit's classes 1 and 2 are kit fox and English setter, 278 and 212 in synset order. */
  @Test
  void readsTheDevelopmentKitsGroundTruth() throws IOException {
    numbering(
        "ILSVRC2012_ID,WNID,words",
        "1,n02119789,\"kit fox, Vulpes macrotis\"",
        "2,n02100735,\"English setter\"",
        "1001,n00001740,entity");
    assertEquals(
        Map.of(
            "ILSVRC2012_val_00000001.JPEG", 212,
            "ILSVRC2012_val_00000002.JPEG", 212,
            "ILSVRC2012_val_00000003.JPEG", 278),
        read("2", "2", "1"));
  }

  @Test
  void asksForTheDevelopmentKitsNumbering() {
    assertMistake(
        " numbers classes in the development kit's own order: put its meta.mat as meta.csv beside"
            + " it, with columns ILSVRC2012_ID and WNID.",
        "490");
  }

  @Test
  void namesAClassThatTheNumberingLacks() throws IOException {
    numbering("ILSVRC2012_ID,WNID", "1,n02119789");
    assertMistake(", line 2 has '7', which meta.csv does not number.", "1", "7");
  }

  /** Otherwise another class had no number, and its images another class. */
  @ParameterizedTest
  @ValueSource(strings = {"1,n02100735", "2,n02119789"})
  void namesANumberOrClassGivenTwice(String second) throws IOException {
    Path map = numbering("ILSVRC2012_ID,WNID", "1,n02119789", second);
    assertEquals(
        map + ", line 3 numbers a class or has a number a second time.",
        assertThrows(IOException.class, () -> read("1")).getMessage());
  }

  @Test
  void expectsTheNumberingsHeader() throws IOException {
    Path map = numbering("1,n02119789");
    assertEquals(
        map
            + " starts with '1,n02119789' where a header with ILSVRC2012_ID and WNID is expected:"
            + " add it as first line.",
        assertThrows(IOException.class, () -> read("1")).getMessage());
  }

  private Path numbering(String... lines) throws IOException {
    return Files.write(folder.resolve("meta.csv"), List.of(lines));
  }

  private Map<String, Integer> read(String... lines) throws IOException {
    return LabelFile.read(Files.write(file, List.of(lines)), "--labels");
  }

  private void assertMistake(String expected, String... lines) {
    assertEquals(file + expected, assertThrows(IOException.class, () -> read(lines)).getMessage());
  }
}
