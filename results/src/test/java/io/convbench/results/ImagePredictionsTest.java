package io.convbench.results;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.convbench.results.statistics.HitCount;
import io.convbench.results.statistics.McNemar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImagePredictionsTest {

  private static final String HEADER = "file,class_index,top5_class_indices,confidence";

  @TempDir private Path folder;

  @Test
  void readsWhatAnAccuracyRunLeaves() throws IOException {
    ImagePredictions read = read(HEADER, "a.jpg,3,3 1 2 4 5,0.75", "\"b, c.jpg\",7,1 7 2 4 5,0.5");
    assertEquals(List.of("a.jpg", "b, c.jpg"), read.files());
    assertArrayEquals(new int[] {3, 7}, read.truths());
    assertArrayEquals(new int[] {3, 1}, read.firsts());
    assertArrayEquals(new double[] {0.75, 0.5}, read.confidences());
    assertArrayEquals(new boolean[] {true, false}, read.hits());
  }

  /** A lost quote makes lines a part of the header. */
  @Test
  void showsAHeaderOfTwoLinesInOne() {
    assertEquals(
        folder.resolve("cell.csv")
            + " begins with 'file,b\\nc' where file,class_index,top5_class_indices,confidence is"
            + " expected: is it another file?",
        assertThrows(IOException.class, () -> read("file,\"b", "c\"")).getMessage());
  }

  @Test
  void passesOverColumnsOfALaterVersion() throws IOException {
    assertEquals(1, read(HEADER + ",crop_ms", "a.jpg,3,3 1 2 4 5,0.75,12").size());
  }

  @Test
  void takesTheImagesThatAnotherHasToo() throws IOException {
    ImagePredictions mine = read(HEADER, "a,1,1,0.1", "b,2,2,0.2", "c,3,9,0.3");
    ImagePredictions other = read(HEADER, "c,3,3,0.9", "x,3,3,0.9", "a,1,1,0.9");
    ImagePredictions common = mine.among(other);
    assertEquals(List.of("a", "c"), common.files());
    assertArrayEquals(new int[] {1, 9}, common.firsts());
    assertArrayEquals(new double[] {0.1, 0.3}, common.confidences());
    assertEquals(List.of("a", "c"), other.among(common).files());
  }

  @Test
  void countsTruthAtRankFiveAsTopFive() throws IOException {
    ImagePredictions read = read(HEADER, "a,3,3 1 2 4 5,0.75", "b,5,1 2 3 4 5,0.5", "c,6,1,0.5");
    assertEquals(new HitCount(1, 3), read.top(1));
    assertEquals(new HitCount(1, 3), read.top(4));
    assertEquals(new HitCount(2, 3), read.top(5));
    assertEquals(1, read.fewestRanked());
    assertEquals(5, read.where(image -> image.file().equals("b")).fewestRanked());
  }

  /** Of the images with reassessed labels b is right by one of two, c is not, a has none. */
  @Test
  void countsReassessedLabelsOverTheImagesThatHaveAny() throws IOException {
    ImagePredictions read = read(HEADER, "a,3,3,0.75", "b,5,1,0.5", "c,6,6,0.5");
    Map<String, Set<Integer>> labels = Map.of("a", Set.of(), "b", Set.of(1, 5), "c", Set.of(7));
    assertEquals(new HitCount(1, 2), read.reassessed(labels::get));
  }

  /** Only the first is right about b; only the second about c and d: 2 P(X <= 1) of 3 is 1. */
  @Test
  void testsPairsOfTheSameImagesAlone() throws IOException {
    ImagePredictions first = read(HEADER, "a,1,1,1", "b,1,1,1", "c,1,2,1", "d,1,2,1");
    ImagePredictions second = read(HEADER, "d,1,1,1", "c,1,1,1", "b,1,2,1", "a,1,1,1");
    assertEquals(new McNemar(1, 2, 1.0), first.mcNemar(second));
    ImagePredictions fewer = read(HEADER, "a,1,1,1");
    assertEquals(
        "4 images beside 1 others: McNemar's test needs the same",
        assertThrows(IllegalArgumentException.class, () -> first.mcNemar(fewer)).getMessage());
  }

  /** The file is the same, byte for byte, whatever part came first; the best own class is kept. */
  @Test
  void mergesPartsInAnyOrder() throws IOException {
    String own = HEADER + ",own_class_index";
    ImagePredictions first = read(own, "d,4,4 1,0.25,4", "a,1,1 4,0.5,1");
    ImagePredictions second = read(own, "c,3,9 3,0.125,3", "b,2,7 8,0.75,4");

    first.merge(second).write(folder.resolve("one.csv"));
    second.merge(first).write(folder.resolve("other.csv"));

    String expected = own + "\na,1,1 4,0.5,1\nb,2,7 8,0.75,4\nc,3,9 3,0.125,3\nd,4,4 1,0.25,4\n";
    assertEquals(expected, Files.readString(folder.resolve("one.csv")));
    assertEquals(expected, Files.readString(folder.resolve("other.csv")));
    ImagePredictions merged = ImagePredictions.read(folder.resolve("one.csv"));
    assertEquals(second.merge(first), merged);
    assertEquals(new HitCount(3, 4), merged.count(ImagePrediction::isOwnClassHit));
  }

  @Test
  void refusesToMergeAnImageTwice() throws IOException {
    ImagePredictions first = read(HEADER, "a,1,1,0.1", "b,2,2,0.2");
    ImagePredictions second = read(HEADER, "b,2,2,0.2");
    assertEquals(
        "b is predicted twice",
        assertThrows(IllegalArgumentException.class, () -> first.merge(second)).getMessage());
  }

  @Test
  void refusesAFileOfAnotherKind() throws IOException {
    Path file = folder.resolve("other.csv");
    Files.writeString(file, "file,top1\na.jpg,3\n");
    assertEquals(
        "%s begins with 'file,top1' where %s is expected: is it another file?"
            .formatted(file, HEADER),
        assertThrows(IOException.class, () -> ImagePredictions.read(file)).getMessage());
  }

  @Test
  void refusesALineThatIsCutOff() {
    IOException e = assertThrows(IOException.class, () -> read(HEADER, "a,1,1,0.1", "b,2,2"));
    assertEquals(
        folder.resolve("cell.csv") + ", record 3 has 3 cells under a header of 4: is it cut off?",
        e.getMessage());
  }

  @Test
  void refusesAWordWhereANumberBelongs() {
    IOException e = assertThrows(IOException.class, () -> read(HEADER, "a,tench,1,0.1"));
    assertEquals(
        folder.resolve("cell.csv") + ", record 2 is 'a,tench,1,0.1', not a prediction",
        e.getMessage());
  }

  @Test
  void refusesAClassIndexBelowZero() {
    for (String line : List.of("a,-7,1,0.1", "a,1,-7 2,0.1")) {
      IOException e = assertThrows(IOException.class, () -> read(HEADER, line));
      assertEquals(
          folder.resolve("cell.csv") + ", record 2 is '" + line + "', not a prediction",
          e.getMessage());
    }
  }

  @Test
  void refusesAConfidenceAboveOne() {
    IOException e = assertThrows(IOException.class, () -> read(HEADER, "a,1,1,1.5"));
    assertEquals(
        folder.resolve("cell.csv") + ", record 2 is 'a,1,1,1.5', not a prediction", e.getMessage());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a,-1,1,0.1", "a,1,-1,0.1", "a,1, ,0.1", "a,1,,0.1", "a,99999999999,1,0.1"})
  void refusesAClassThatIsNone(String line) {
    IOException e = assertThrows(IOException.class, () -> read(HEADER, line));
    assertEquals(
        "%s, record 2 is '%s', not a prediction".formatted(folder.resolve("cell.csv"), line),
        e.getMessage());
  }

  @Test
  void refusesAnImageThatComesTwice() {
    IOException e =
        assertThrows(IOException.class, () -> read(HEADER, "a,1,1,0.1", "b,1,1,1", "a,1,2,1"));
    assertEquals(folder.resolve("cell.csv") + " names a twice", e.getMessage());
  }

  @Test
  void namesAMissingFile() {
    Path file = folder.resolve("none.csv");
    assertEquals(
        "cannot read %s (no such file or folder)".formatted(file),
        assertThrows(IOException.class, () -> ImagePredictions.read(file)).getMessage());
  }

  private ImagePredictions read(String... lines) throws IOException {
    return ImagePredictions.read(Files.write(folder.resolve("cell.csv"), List.of(lines)));
  }
}
