package io.convbench.results.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.convbench.results.ImagePrediction;
import io.convbench.results.ImagePredictions;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DepthChoiceTest {

  /** 5 pairs of one kind and none of the other have p = 2 / 2^5 = 0.0625, 6 have 0.03125. */
  @Test
  void cutsAtTheShallowestThatCannotBeToldFromTheBest() {
    DepthChoice choice =
        DepthChoice.of(List.of(cut("deep", 30, 90), cut("first", 10, 84), cut("second", 20, 85)));

    assertEquals("deep", choice.best().layer());
    assertEquals("second", choice.shallowest().layer());
    assertEquals(0.0625, choice.test().pValue(), 1e-12);
  }

  @Test
  void takesTheShallowestOfEqualOnesForTheBest() {
    DepthChoice choice = DepthChoice.of(List.of(cut("deep", 30, 90), cut("middle", 20, 90)));

    assertEquals("middle", choice.best().layer());
    assertEquals("middle", choice.shallowest().layer());
  }

  @Test
  void takesTheBestWhereAllOthersAreWorse() {
    DepthChoice choice = DepthChoice.of(List.of(cut("shallow", 1, 40), cut("deep", 2, 90)));

    assertEquals("deep", choice.shallowest().layer());
    assertEquals(1, choice.test().pValue());
  }

  /** A deeper layer may be worse: the last ones are of the classes that were learned first. */
  @Test
  void goesNoDeeperThanTheBest() {
    DepthChoice choice =
        DepthChoice.of(List.of(cut("shallow", 1, 40), cut("best", 2, 90), cut("last", 3, 88)));

    assertEquals("best", choice.shallowest().layer());
  }

  @Test
  void refusesNoCut() {
    assertThrows(IllegalArgumentException.class, () -> DepthChoice.of(List.of()));
  }

  /** Right of the first so many of 100 images. */
  private static CutAccuracy cut(String layer, long macs, int hits) {
    return new CutAccuracy(
        layer,
        macs,
        ImagePredictions.of(
            IntStream.range(0, 100)
                .mapToObj(
                    i ->
                        new ImagePrediction(
                            "%s.jpg".formatted(1000 + i),
                            0,
                            List.of(i < hits ? 0 : 1),
                            OptionalDouble.of(1),
                            OptionalInt.empty()))
                .toList()));
  }
}
