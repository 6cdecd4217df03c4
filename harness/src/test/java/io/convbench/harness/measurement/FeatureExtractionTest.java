package io.convbench.harness.measurement;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.convbench.datasets.prepared.PreparedImage;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Of which images features are taken from the cache. */
class FeatureExtractionTest {

  private static final List<String> ALL = List.of("a", "b", "c", "d");

  @Test
  void takesWhatIsKnown() {
    assertEquals(List.of(), taken(Set.of(), 0));
    assertEquals(List.of("b", "d"), taken(Set.of("d", "b"), 0));
  }

  /** By now the first process has put all of them into the cache. */
  @Test
  void extractsAsManyAgainAsTheFirstProcess() {
    assertEquals(List.of("d"), taken(Set.copyOf(ALL), 3));
    assertEquals(List.of(), taken(Set.copyOf(ALL), 4));
    assertEquals(ALL, taken(Set.copyOf(ALL), 0), "as the first found them cached");
  }

  /** As where the cache was deleted meanwhile. */
  @Test
  void countsThoseThatAreNotKnown() {
    assertEquals(List.of("d"), taken(Set.of("b", "d"), 3));
    assertEquals(List.of("b", "d"), taken(Set.of("b", "d"), 1));
    assertEquals(List.of(), taken(Set.of(), 2));
  }

  private static List<String> taken(Set<String> known, int least) {
    return FeatureExtraction.known(
            ALL.stream().map(name -> new PreparedImage(name, 0, "", 0, "", "")).toList(),
            image -> known.contains(image.file()) ? Optional.of(new float[] {1}) : Optional.empty(),
            least)
        .keySet()
        .stream()
        .map(PreparedImage::file)
        .toList();
  }
}
