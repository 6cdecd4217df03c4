package io.convbench.results.transfer;

import io.convbench.results.statistics.McNemar;
import java.util.Comparator;
import java.util.List;

/**
 * How deep to cut a network: at the shallowest layer that cannot be told from the best.
 *
 * @param best the most accurate; of equal ones the shallowest
 * @param shallowest that of the fewest multiply-accumulates whose accuracy McNemar's test does not
 *     tell from the best's; the best itself where there is none
 * @param test of the best against it
 */
public record DepthChoice(CutAccuracy best, CutAccuracy shallowest, McNemar test) {

  /**
   * Chooses among cuts of one network with predictions of the same images. Not corrected for
   * several comparisons, as a correction would choose shallower ones.
   *
   * @throws IllegalArgumentException when there is no cut, or one has other images
   */
  public static DepthChoice of(List<CutAccuracy> cuts) {
    List<CutAccuracy> byDepth =
        cuts.stream().sorted(Comparator.comparingLong(CutAccuracy::macs)).toList();
    CutAccuracy best =
        byDepth.stream()
            .max(
                Comparator.comparingDouble(CutAccuracy::top1)
                    .thenComparing(Comparator.comparingLong(CutAccuracy::macs).reversed()))
            .orElseThrow(() -> new IllegalArgumentException("no cut to choose from"));
    for (CutAccuracy cut : byDepth) {
      McNemar test = best.predictions().mcNemar(cut.predictions());
      if (cut == best || !test.tellsApart()) {
        return new DepthChoice(best, cut, test);
      }
    }
    throw new IllegalStateException("the best is among them");
  }
}
