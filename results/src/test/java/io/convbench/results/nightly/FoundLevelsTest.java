package io.convbench.results.nightly;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.convbench.results.comparison.Ratio;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FoundLevelsTest {

  /** Changes of the cell and of its engine count, those of another engine do not. */
  @Test
  void areOfAFigureAndOfWhatItIsPartOf() {
    Nights nights = new Nights().of(6, 10);
    List<Night> all = new ArrayList<>(nights.all());
    all.set(2, all.get(2).with(List.of(), List.of(change(Nights.KEY, all.get(1)))));
    all.set(
        5,
        all.get(5)
            .with(
                List.of(),
                List.of(
                    change("pytorch:latency_p50_ms", all.get(4)),
                    change("tensorflow:latency_p50_ms", all.get(3)))));
    FoundLevels levels = FoundLevels.of(all);
    var figure = all.get(0).run().figures().get(0);

    assertEquals(Set.of(1, 4), levels.startsOf(figure));
    assertEquals(0, levels.ofEngine(figure, 3));
    assertEquals(1, levels.ofEngine(figure, 4));
    assertEquals(0, levels.ofSuite(figure, 5));
  }

  private static Change change(String key, Night since) {
    return new Change(key, since.id(), Ratio.ofLog(0.1, 0.02), true, "1.1 times");
  }
}
