package io.convbench.reports.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.convbench.reports.KeptRun;
import io.convbench.results.Column;
import io.convbench.results.Row;
import io.convbench.results.statistics.McNemar;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RankingTest {

  @TempDir private Path folder;

  /**
   * Of ten images VGG16 hits all, VGG19 one, ResNet50 eight (capitals). Alone right: VGG16 nine
   * against VGG19 (p = 2 / 2^9), ResNet50 eight and VGG19 one (p = 2 x 10 / 2^9), VGG16 two against
   * ResNet50 (p = 2 / 2^2). Holm: three, two and one times.
   */
  @Test
  void testsEveryPairOfAnEngineWithHolmsCorrection() throws IOException {
    Ranking ranking =
        only(
            run()
                .accuracy("VGG19", "pytorch", KeptRun.outcomes("abcdefghiJ"))
                .accuracy("VGG16", "pytorch", KeptRun.outcomes("ABCDEFGHIJ"))
                .accuracy("ResNet50", "pytorch", KeptRun.outcomes("ABCDEFGHij")));

    assertEquals(
        List.of("VGG16", "ResNet50", "VGG19"),
        ranking.architectures().stream().map(MeasuredAccuracy::architecture).toList());
    PairedTest far = ranking.pair("VGG19", "VGG16").orElseThrow();
    assertEquals("VGG16", far.better());
    assertEquals(10, far.images());
    assertEquals(McNemar.of(9, 0), far.test());
    assertEquals(3 * 2 / 512.0, far.correctedP(), 1e-12);
    assertTrue(far.real());
    PairedTest near = ranking.pair("ResNet50", "VGG19").orElseThrow();
    assertEquals(McNemar.of(8, 1), near.test());
    assertEquals(2 * 20 / 512.0, near.correctedP(), 1e-12);
    assertFalse(near.real());
    assertEquals(0.7, near.difference(), 1e-12);
    assertEquals(0.5, ranking.pair("VGG16", "ResNet50").orElseThrow().correctedP(), 1e-12);
    assertEquals(
        List.of("ResNet50", "VGG19"),
        ranking.neighbours().stream().map(PairedTest::worse).toList());
  }

  @Test
  void pairsImagesByNameWhateverTheirOrderAndLeavesOthersOut() throws IOException {
    Ranking ranking =
        only(
            run()
                .accuracy("VGG16", "pytorch", "a 0 0 0.5", "b 0 7 0.5", "x 0 0 0.5")
                .accuracy("VGG19", "pytorch", "b 0 0 0.5", "a 0 0 0.5"));
    PairedTest test = ranking.pairs().get(0);
    assertEquals("VGG19", test.better());
    assertEquals(2, test.images());
    assertEquals(McNemar.of(1, 0), test.test());
  }

  @Test
  void comparesNeitherEnginesNorImagesNorCropRules() throws IOException {
    KeptRun run =
        run()
            .accuracy("VGG16", "pytorch", KeptRun.outcomes("AB"))
            .accuracy("VGG19", "onnxruntime", KeptRun.outcomes("AB"))
            .accuracy("ResNet50", "pytorch", KeptRun.outcomes("AB"))
            .accuracy("ResNet101", "pytorch", KeptRun.outcomes("AB"));
    List<Row> rows = new ArrayList<>(run.rows());
    rows.set(2, rows.get(2).with(Column.DATASET_SHA256, "other"));
    rows.set(3, rows.get(3).with(Column.PROTOCOL, "bilinear256-crop224"));
    assertEquals(List.of(), Ranking.of(run.evidence(rows).predicted()));
  }

  @Test
  void comparesCropsOfOneRuleAtDifferentSides() throws IOException {
    KeptRun run =
        run()
            .accuracy("VGG16", "pytorch", KeptRun.outcomes("AB"))
            .accuracy("Xception", "pytorch", KeptRun.outcomes("AB"));
    List<Row> rows = new ArrayList<>(run.rows());
    rows.set(0, rows.get(0).with(Column.PROTOCOL, "cubic256-crop224"));
    rows.set(1, rows.get(1).with(Column.PROTOCOL, "cubic341-crop299"));
    assertEquals(1, Ranking.of(run.evidence(rows).predicted()).size());
  }

  private KeptRun run() {
    return new KeptRun(folder);
  }

  private static Ranking only(KeptRun run) {
    List<Ranking> rankings = Ranking.of(run.evidence().predicted());
    assertEquals(1, rankings.size());
    return rankings.get(0);
  }
}
