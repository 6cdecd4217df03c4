package io.convbench.datasets.predictions;

import static io.convbench.datasets.predictions.ScoredPredictionsTest.predictions;
import static io.convbench.datasets.predictions.ScoredPredictionsTest.truth;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.convbench.datasets.predictions.ClassConfusion.ClassHits;
import io.convbench.datasets.predictions.ClassConfusion.Pair;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClassConfusionTest {

  /** Class 1: a, b, c, d, of which a is right; class 2: e, right; class 3: f, wrong. */
  @Test
  void countsClassesAndMistakes() throws IOException {
    ScoredPredictions scored =
        ScoredPredictions.of(
            predictions("a 1 0", "b 7 1", "c 3 1", "d 7 1", "e 2 0", "f 1 3"),
            truth("f 3", "a 1", "b 1", "c 1", "d 1", "e 2"),
            Path.of("truth.csv"));
    ClassConfusion confusion = ClassConfusion.of(scored.images());

    assertEquals(
        List.of(
            new ClassHits(1, new HitCount(1, 4)),
            new ClassHits(2, new HitCount(1, 1)),
            new ClassHits(3, new HitCount(0, 1))),
        confusion.classes());
    assertEquals(
        List.of(new Pair(1, 7, 2), new Pair(1, 3, 1), new Pair(3, 1, 1)), confusion.pairs());
  }
}
