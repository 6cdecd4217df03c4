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
    assertEquals("", LearnedImages.caution("weights.h5", List.of()));
  }

  @Test
  void saysThatSeededWeightsAreNotTrained() {
    assertEquals(
        "seeded weights are not trained: the features are those of a random network",
        LearnedImages.caution("seeded", List.of()));
  }

  @Test
  void saysThatHeldOutImagesAreLearnedFrom() {
    assertEquals(
        "2 held-out images are also learned from, as test/cats/7.jpg (the same bytes as"
            + " train/cats/1.jpg)",
        LearnedImages.caution("weights.h5", SHARED));
    assertEquals(
        "1 held-out image is also learned from, as test/cats/7.jpg (the same bytes as"
            + " train/cats/1.jpg)",
        LearnedImages.caution("weights.h5", SHARED.subList(0, 1)));
  }
}
