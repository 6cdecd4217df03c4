package io.convbench.harness.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.convbench.datasets.protocol.Protocols;
import io.convbench.foundation.input.InvalidInputException;
import io.convbench.harness.cell.Cell;
import io.convbench.harness.cell.ImageSelection;
import io.convbench.harness.cell.LatencySettings;
import io.convbench.harness.engine.ComputeDevice;
import io.convbench.harness.engine.Engines;
import io.convbench.harness.measurement.Measurements;
import io.convbench.harness.modelfile.BatchNormFolding;
import io.convbench.harness.modelfile.Precision;
import io.convbench.suites.architecture.Architectures;
import io.convbench.suites.weights.WeightsSource;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RunSettingsTest {

  private static final ImageSelection FIRST_TEN =
      ImageSelection.checked(Path.of("val"), null, null, Protocols.parse("keras"), 10, null);
  private static final ImageSelection FIRST_TWENTY =
      ImageSelection.checked(Path.of("val"), null, null, Protocols.parse("keras"), 20, null);
  private static final ImageSelection BILINEAR =
      ImageSelection.checked(Path.of("val"), null, null, Protocols.parse("bilinear"), 10, null);
  private static final ImageSelection RANGE =
      ImageSelection.checked(Path.of("val"), null, null, Protocols.parse("keras"), null, "1-10");
  private static final ImageSelection OTHER_RANGE =
      ImageSelection.checked(Path.of("val"), null, null, Protocols.parse("keras"), null, "2-10");

  /** So that --resume never puts cells of two different runs into one. */
  @Test
  void runsThatMeasureDifferentlyHaveDifferentFingerprints() {
    List<String> fingerprints =
        List.of(
            fingerprint("VGG16", "pytorch", "cpu", 1, "fp32", 2, "latency", 5, FIRST_TEN),
            fingerprint("VGG19", "pytorch", "cpu", 1, "fp32", 2, "latency", 5, FIRST_TEN),
            fingerprint("VGG16", "tensorflow", "cpu", 1, "fp32", 2, "latency", 5, FIRST_TEN),
            fingerprint("VGG16", "pytorch", "gpu:0", 1, "fp32", 2, "latency", 5, FIRST_TEN),
            fingerprint("VGG16", "pytorch", "cpu", 8, "fp32", 2, "latency", 5, FIRST_TEN),
            fingerprint("VGG16", "pytorch", "cpu", 1, "bf16", 2, "latency", 5, FIRST_TEN),
            fingerprint("VGG16", "pytorch", "cpu", 1, "fp32", 1, "latency", 5, FIRST_TEN),
            fingerprint("VGG16", "pytorch", "cpu", 1, "fp32", 2, "memory", 5, FIRST_TEN),
            fingerprint("VGG16", "pytorch", "cpu", 1, "fp32", 2, "latency", 6, FIRST_TEN),
            fingerprint("VGG16", "pytorch", "cpu", 1, "fp32", 2, "latency", 5, FIRST_TWENTY),
            fingerprint("VGG16", "pytorch", "cpu", 1, "fp32", 2, "latency", 5, BILINEAR),
            fingerprint("VGG16", "pytorch", "cpu", 1, "fp32", 2, "latency", 5, RANGE),
            fingerprint("VGG16", "pytorch", "cpu", 1, "fp32", 2, "latency", 5, OTHER_RANGE));

    assertEquals(fingerprints.size(), new HashSet<>(fingerprints).size());
    assertEquals(
        fingerprints.get(0),
        fingerprint("VGG16", "pytorch", "cpu", 1, "fp32", 2, "latency", 5, FIRST_TEN));
  }

  /** What 'nightly' measures again. */
  @Test
  void isOfOneCellAlone() {
    RunSettings all =
        new RunSettings(
            "test",
            List.of(Architectures.named("VGG16"), Architectures.named("ResNet50")),
            List.of(Engines.named("pytorch"), Engines.named("onnxruntime")),
            List.of(ComputeDevice.CPU),
            List.of(1, 8),
            List.of(Precision.FP32, Precision.BF16),
            List.of(1, 2),
            List.of(),
            List.of(Measurements.named("cost"), Measurements.named("latency")),
            WeightsSource.parse("seeded", Path.of("none")),
            BatchNormFolding.FOLDED,
            new LatencySettings(1, 5, 3),
            Repeats.ofShare(0.25),
            Optional.empty(),
            List.of(),
            Optional.empty());
    for (String cell : List.of("ResNet50-onnxruntime-cpu-b8-bf16-t2-latency", "VGG16-cost")) {
      assertEquals(List.of(cell), Plan.of(all.only(cell)).cells().stream().map(Cell::id).toList());
    }
    InvalidInputException e =
        assertThrows(InvalidInputException.class, () -> all.only("VGG19-cost"));
    assertEquals("suite test and the options have no cell VGG19-cost", e.getMessage());
  }

  private static String fingerprint(
      String architecture,
      String engine,
      String device,
      int batch,
      String precision,
      int threads,
      String measurement,
      double seconds,
      ImageSelection images) {
    return new RunSettings(
            "test",
            List.of(Architectures.named(architecture)),
            List.of(Engines.named(engine)),
            List.of(ComputeDevice.named(device)),
            List.of(batch),
            List.of(Precision.named(precision)),
            List.of(threads),
            List.of(),
            List.of(Measurements.named(measurement)),
            WeightsSource.parse("seeded", Path.of("none")),
            BatchNormFolding.FOLDED,
            new LatencySettings(1, seconds, 1),
            Repeats.ofShare(0.25),
            Optional.of(images),
            List.of(),
            Optional.empty())
        .fingerprint();
  }
}
