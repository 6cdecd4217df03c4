package io.convbench.harness.measurement;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a row says of itself where its accuracy is not what it seems. */
class LearnedImagesTest {

  private static final List<Map.Entry<String, String>> SHARED =
      List.of(
          Map.entry("test/cats/7.jpg", "train/cats/1.jpg"),
          Map.entry("test/dogs/8.jpg", "train/dogs/3.jpg"));

  @Test
  void saysNothingOfATrainedNetworkAndATestOfItsOwn() {
    assertEquals("", LearnedImages.caution("weights.h5", List.of(), 0));
  }

  @Test
  void saysThatSeededWeightsAreNotTrained() {
    assertEquals(
        "seeded weights are not trained: the features are those of a random network",
        LearnedImages.caution("seeded", List.of(), 0));
  }

  @Test
  void saysThatHeldOutImagesAreLearnedFrom() {
    assertEquals(
        "2 held-out images are also learned from, as test/cats/7.jpg (the same bytes as"
            + " train/cats/1.jpg)",
        LearnedImages.caution("weights.h5", SHARED, 0));
    assertEquals(
        "1 held-out image is also learned from, as test/cats/7.jpg (the same bytes as"
            + " train/cats/1.jpg)",
        LearnedImages.caution("weights.h5", SHARED.subList(0, 1), 0));
  }

  @Test
  void saysThatATrainingEndedBeforeTheMinimum() {
    assertEquals(
        "training of 1 head ended after 500 steps, before the minimum",
        LearnedImages.caution("weights.h5", List.of(), 1));
    assertEquals(
        "training of 3 heads ended after 500 steps, before the minimum",
        LearnedImages.caution("weights.h5", List.of(), 3));
  }
}
