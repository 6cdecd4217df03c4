package io.convbench.results;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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

  @Test
  void passesOverColumnsOfALaterVersion() throws IOException {
    assertEquals(1, read(HEADER + ",crop_ms", "a.jpg,3,3 1 2 4 5,0.75,12").size());
  }

  @Test
  void takesTheImagesOfAnotherInItsOrder() throws IOException {
    ImagePredictions mine = read(HEADER, "a,1,1,0.1", "b,2,2,0.2", "c,3,9,0.3");
    ImagePredictions other = read(HEADER, "c,3,3,0.9", "x,3,3,0.9", "a,1,1,0.9");
    ImagePredictions common = mine.among(other);
    assertEquals(List.of("c", "a"), common.files());
    assertArrayEquals(new int[] {9, 1}, common.firsts());
    assertArrayEquals(new double[] {0.3, 0.1}, common.confidences());
    assertEquals(List.of("c", "a"), other.among(common).files());
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
        folder.resolve("cell.csv") + ", record 2 is 'a,tench,1,0.1', no prediction: measure again",
        e.getMessage());
  }

  @Test
  void refusesAClassIndexBelowZero() {
    for (String line : List.of("a,-7,1,0.1", "a,1,-7 2,0.1")) {
      IOException e = assertThrows(IOException.class, () -> read(HEADER, line));
      assertEquals(
          folder.resolve("cell.csv") + ", record 2 is '" + line + "', no prediction: measure again",
          e.getMessage());
    }
  }

  @Test
  void refusesAConfidenceAboveOne() {
    IOException e = assertThrows(IOException.class, () -> read(HEADER, "a,1,1,1.5"));
    assertEquals(
        folder.resolve("cell.csv") + ", record 2 is 'a,1,1,1.5', no prediction: measure again",
        e.getMessage());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a,-1,1,0.1", "a,1,-1,0.1", "a,1, ,0.1", "a,1,,0.1", "a,99999999999,1,0.1"})
  void refusesAClassThatIsNone(String line) {
    IOException e = assertThrows(IOException.class, () -> read(HEADER, line));
    assertEquals(
        "%s, record 2 is '%s', no prediction: measure again"
            .formatted(folder.resolve("cell.csv"), line),
        e.getMessage());
  }

  @Test
  void refusesAnImageThatComesTwice() {
    IOException e =
        assertThrows(IOException.class, () -> read(HEADER, "a,1,1,0.1", "b,1,1,1", "a,1,2,1"));
    assertEquals(folder.resolve("cell.csv") + " names a twice: measure again", e.getMessage());
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
