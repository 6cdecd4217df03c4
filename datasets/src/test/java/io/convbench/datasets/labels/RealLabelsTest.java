package io.convbench.datasets.labels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RealLabelsTest {

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void nameFile() {
    file = folder.resolve("real.json");
  }

  @Test
  void findsLabelsByTheNumberInTheName() throws IOException {
    RealLabels labels = read("[[], [970, 795], [3]]");

    assertEquals(Set.of(), labels.of("ILSVRC2012_val_00000001.JPEG"));
    assertEquals(Set.of(795, 970), labels.of("n04336792/ILSVRC2012_val_00000002.JPEG"));
    assertEquals(Set.of(3), labels.of("ILSVRC2012_val_00000003.png"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[1]",
        "[[1.5]]",
        "[[null]]",
        "[[1]",
        "[[1]] x",
        "[[99999999999]]",
        "[[1e400]]",
        "[[[1]]]",
        "[\"1\"]"
      })
  void expectsListsOfIndices(String json) {
    String message = assertThrows(IOException.class, () -> read(json)).getMessage();
    assertTrue(
        message.startsWith(file + " is not a JSON list of lists of class indices ("), message);
    assertEquals(1, message.lines().count(), message);
  }

  @Test
  void refusesNullInPlaceOfAList() {
    assertEquals(
        file + " holds null, not a list of lists of class indices: pass ReaL's real.json.",
        assertThrows(IOException.class, () -> read("null")).getMessage());
    assertEquals(
        file + " gives image 2 null, not a list of class indices: pass ReaL's real.json.",
        assertThrows(IOException.class, () -> read("[[1],null]")).getMessage());
  }

  @Test
  void namesAnIndexOutOfRange() {
    assertEquals(
        file + " gives image 2 the class index 1001: use 0 to 999, in synset order.",
        assertThrows(IOException.class, () -> read("[[1],[1001]]")).getMessage());
  }

  @Test
  void namesAnImageBeyondTheLabels() throws IOException {
    RealLabels labels = read("[[1]]");
    assertEquals(
        file
            + " labels the images 1 to 1, not ILSVRC2012_val_00000002.JPEG: pass the whole real.json.",
        assertThrows(
                IllegalArgumentException.class, () -> labels.of("ILSVRC2012_val_00000002.JPEG"))
            .getMessage());
  }

  @Test
  void namesAnImageOfAnotherDataset() throws IOException {
    RealLabels labels = read("[[1]]");
    assertEquals(
        "cat.jpg is not named like ILSVRC2012_val_00000001.JPEG: ReaL labels go by that number.",
        assertThrows(IllegalArgumentException.class, () -> labels.of("cat.jpg")).getMessage());
  }

  private RealLabels read(String json) throws IOException {
    return RealLabels.read(Files.writeString(file, json), "--real");
  }
}
