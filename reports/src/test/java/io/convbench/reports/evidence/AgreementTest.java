package io.convbench.reports.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.convbench.reports.KeptRun;
import io.convbench.reports.KerasTable;
import io.convbench.reports.evidence.EngineAgreement.Pair;
import io.convbench.reports.evidence.PredictionAgreement.Share;
import io.convbench.results.Column;
import io.convbench.results.Row;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgreementTest {

  /** Mean 0, standard deviation 2; ranked 0, 1, 2, ... as equal ones go by index. */
  private static final float[] KERAS = {2, 2, 2, 2, -2, -2, -2, -2};

  @TempDir private Path folder;

  /** PyTorch is 0.5 off for VGG16 and 1 for VGG19; ONNX Runtime is 0.5 off, the other way. */
  @Test
  void comparesEveryTwoEnginesAndTheReferenceOverAllArchitectures() throws IOException {
    EngineAgreement agreement =
        agreement(
            new KeptRun(folder)
                .conformance("VGG16", "pytorch", moved(7, 0.5f), KERAS)
                .conformance("VGG19", "pytorch", moved(7, 1), KERAS)
                .conformance("VGG16", "onnxruntime", moved(7, -0.5f), KERAS));

    assertEquals(List.of("reference", "pytorch", "onnxruntime"), agreement.names());
    Pair keras = agreement.pair("reference", "pytorch").orElseThrow();
    assertEquals("VGG19", keras.worst());
    assertEquals(0.5, keras.error(), 1e-6);
    assertEquals(0.25, keras.byArchitecture().get("VGG16").error(), 1e-6);
    Pair engines = agreement.pair("onnxruntime", "pytorch").orElseThrow();
    assertEquals(List.of("VGG16"), List.copyOf(engines.byArchitecture().keySet()));
    assertEquals(0.5, engines.error(), 1e-6);
  }

  @Test
  void countsImagesOfTheSameRanks() throws IOException {
    EngineAgreement agreement =
        agreement(
            new KeptRun(folder)
                .conformance("VGG16", "pytorch", moved(3, 0.5f), KERAS)
                .conformance("VGG19", "pytorch", KERAS, KERAS)
                .conformance("ResNet50", "pytorch", moved(4, -0.5f), KERAS));
    Pair pair = agreement.pairs().get(0);
    assertEquals(3, pair.images());
    assertEquals(2, pair.sameFirst(), "VGG16's fourth class comes first");
    assertEquals(1, pair.sameFive(), "ResNet50's fifth class falls behind");
  }

  @Test
  void logitsThatAreNoNumbersAreTheWorst() throws IOException {
    EngineAgreement agreement =
        agreement(
            new KeptRun(folder)
                .conformance("VGG16", "pytorch", moved(0, Float.NaN), KERAS)
                .conformance("VGG19", "pytorch", moved(0, 9), KERAS));
    assertEquals("VGG16", agreement.pairs().get(0).worst());
    assertTrue(Double.isNaN(agreement.pairs().get(0).error()));
  }

  @Test
  void namesDeviceAndPrecisionWhereTheyDiffer() throws IOException {
    KeptRun run =
        new KeptRun(folder)
            .conformance("VGG16", "pytorch", KERAS, KERAS)
            .conformance("VGG19", "pytorch", KERAS, KERAS);
    List<Row> rows = new ArrayList<>(run.rows());
    rows.set(1, rows.get(1).with(Column.PRECISION, "fp16"));
    // The file of a cell is found by its row, so the second has none.
    assertEquals(
        List.of("The logits of 1 cell(s) are missing: the run's folder has no file of them."),
        run.evidence(rows).logitsGaps());
    List<MeasuredLogits> logits =
        List.of(
            run.evidence().logits().get(0),
            new MeasuredLogits(
                "VGG16",
                KerasTable.history(run.recorded(rows))
                    .observations()
                    .get(1)
                    .configuration()
                    .untimed(),
                run.evidence().logits().get(1).logits()));
    assertEquals(
        List.of("reference", "pytorch fp32", "pytorch fp16"), EngineAgreement.of(logits).names());
  }

  @Test
  void countsImagesWithTheSameFirstClass() throws IOException {
    KeptRun run =
        new KeptRun(folder)
            .accuracy("VGG16", "pytorch", "a 0 0 0.5", "b 0 7 0.5", "c 0 7 0.5")
            .accuracy("VGG16", "tensorflow", "b 0 7 0.5", "c 0 8 0.5", "a 0 0 0.5")
            .accuracy("VGG19", "tensorflow", "a 0 0 0.5");
    List<PredictionAgreement> pairs = PredictionAgreement.of(run.evidence().predicted());
    assertEquals(
        List.of(new PredictionAgreement("pytorch", "tensorflow", Map.of("VGG16", new Share(2, 3)))),
        pairs);
  }

  private static EngineAgreement agreement(KeptRun run) {
    return EngineAgreement.of(run.evidence().logits());
  }

  private static float[] moved(int index, float by) {
    float[] logits = KERAS.clone();
    logits[index] += by;
    return logits;
  }
}
