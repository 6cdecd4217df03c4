package io.convbench.datasets.labels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.convbench.datasets.SharedData;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class ClassIndexTest {

  private final ClassIndex index = ClassIndex.imagenet();

  @Test
  void agreesWithKeras() throws IOException {
    JsonNode keras =
        new ObjectMapper()
            .readTree(SharedData.require("imagenet/imagenet_class_index.json").toFile());
    assertEquals(ClassIndex.SIZE, keras.size());
    for (int i = 0; i < ClassIndex.SIZE; i++) {
      JsonNode pair = keras.get(Integer.toString(i));
      assertEquals(pair.get(0).asText(), index.get(i).synset());
      assertEquals(pair.get(1).asText(), index.get(i).name());
    }
  }

  @Test
  void findsBySynsetAndName() {
    assertEquals(2, index.find("n01484850").index());
    assertEquals(2, index.find("great_white_shark").index());
    assertEquals(2, index.find("Great White Shark").index());
  }

  @Test
  void suggestsTheNearest() {
    String message =
        assertThrows(IllegalArgumentException.class, () -> index.find("tensch")).getMessage();
    assertTrue(
        message.startsWith(
            "'tensch' is not a synset or name of an ImageNet class (nearest: tench, "),
        message);
  }

  @Test
  void asksForTheSynsetWhenTwoClassesShareAName() {
    assertEquals(
        "'crane' is the name of 2 ImageNet classes: use the synset, n02012849 or n03126707",
        assertThrows(IllegalArgumentException.class, () -> index.find("crane")).getMessage());
  }
}
