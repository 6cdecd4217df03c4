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

class LogitsTest {

  @TempDir private Path folder;

  @Test
  void readsBackEveryBit() throws IOException {
    Path file = folder.resolve("logits").resolve("cell.csv");
    float[] engine = {1.1f, Float.MIN_VALUE, -3e20f, Float.NaN};
    float[] keras = {1.1000001f, 0, -3e20f, 7};

    new Logits(2, engine, keras).write(file);

    Logits read = Logits.read(file);
    assertEquals(2, read.images());
    assertArrayEquals(engine, read.engine());
    assertArrayEquals(keras, read.keras());
    assertEquals(
        List.of("image,class_index,logit,keras_logit", "0,0,1.1,1.1000001"),
        Files.readAllLines(file).subList(0, 2));
  }

  @Test
  void refusesAFileThatLacksTheEndOfAnImage() throws IOException {
    Path file = folder.resolve("cell.csv");
    new Logits(2, new float[4], new float[4]).write(file);
    List<String> lines = Files.readAllLines(file);
    Files.write(file, lines.subList(0, 4));
    assertEquals(
        file + " holds no logits of whole images (3 logits beside 3 of Keras for 2 images)",
        assertThrows(IOException.class, () -> Logits.read(file)).getMessage());
  }

  @Test
  void refusesRowsInAnotherOrder() throws IOException {
    Path file = folder.resolve("cell.csv");
    Files.write(
        file,
        List.of("image,class_index,logit,keras_logit", "0,1,1,1", "0,0,1,1", "1,0,1,1", "1,1,1,1"));
    assertEquals(
        file
            + " holds no logits of whole images (record 2 is of image 0, class 1 where 0, 0 are"
            + " expected)",
        assertThrows(IOException.class, () -> Logits.read(file)).getMessage());
  }

  @Test
  void refusesAWordAmongLogits() throws IOException {
    Path file = folder.resolve("cell.csv");
    Files.writeString(file, "image,class_index,logit,keras_logit\n0,0,high,1\n");
    assertEquals(
        file + " holds no logits of whole images (For input string: \"high\")",
        assertThrows(IOException.class, () -> Logits.read(file)).getMessage());
  }
}
