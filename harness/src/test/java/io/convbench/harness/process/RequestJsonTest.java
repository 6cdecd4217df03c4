package io.convbench.harness.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.convbench.datasets.protocol.Protocols;
import io.convbench.foundation.hash.HashedFile;
import io.convbench.foundation.library.FakeLibrary;
import io.convbench.harness.cell.Cell;
import io.convbench.harness.cell.CellRequest;
import io.convbench.harness.cell.ImageSelection;
import io.convbench.harness.cell.LatencySettings;
import io.convbench.harness.cell.Measurement;
import io.convbench.harness.cell.Scenario;
import io.convbench.harness.engine.ComputeDevice;
import io.convbench.harness.engine.Engine;
import io.convbench.harness.engine.Engines;
import io.convbench.harness.engine.Execution;
import io.convbench.harness.engine.ExecutionProvider;
import io.convbench.harness.measurement.Measurements;
import io.convbench.harness.measurement.RequestJson;
import io.convbench.harness.modelfile.BatchNormFolding;
import io.convbench.harness.modelfile.Precision;
import io.convbench.results.Column;
import io.convbench.results.Row;
import io.convbench.results.RunFolder;
import io.convbench.results.Status;
import io.convbench.suites.architecture.Architecture;
import io.convbench.suites.architecture.Architectures;
import io.convbench.suites.architecture.CalibrationNetwork;
import io.convbench.suites.architecture.Head;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a parent writes for its child is what the child reads. */
class RequestJsonTest {

  private static final Architecture MOBILENET = Architectures.named("MobileNet_0.25");

  @TempDir private Path folder;

  private static final Scenario SERVER =
      new Scenario(
          Scenario.Kind.SERVER, 2, OptionalDouble.empty(), OptionalDouble.of(12.5), 0.1, 7);

  @Test
  void cellsOfEveryMeasurementComeAsTheyWere() throws IOException {
    for (Measurement measurement : Measurements.all()) {
      for (Engine engine : Engines.all()) {
        for (Precision precision : Precision.values()) {
          for (String device : List.of("cpu", "gpu:3")) {
            assertComesAsItWas(
                request(
                    measurement,
                    new Execution(engine, ComputeDevice.named(device), 8, precision, 2)));
          }
        }
      }
    }
  }

  @Test
  void aRepeatComesWithTheRowThatItRepeats() throws IOException {
    CellRequest first = latency();
    Row before =
        first.cell().row().with(Column.TOP1, 0.5).with(Column.IMAGES, 8).with(Status.OK, "");
    CellRequest.Round round =
        new CellRequest.Round(
            2,
            Map.of(CalibrationNetwork.values()[0], folder.resolve("probe.pt")),
            Optional.of(before));

    assertFalse(first.round().again());
    assertTrue(round.again());
    assertComesAsItWas(round);
  }

  /** The child that writes the file has no property that names a plugin. */
  @Test
  void aModelFileForAPluginIsThatOfItsEngine() throws IOException {
    Path library = FakeLibrary.ofThisMachine(folder.resolve("libplugin.so"));
    Engine plugin =
        Engines.named("onnxruntime").with(new ExecutionProvider("openvino", library)).orElseThrow();
    ModelFileRequest request =
        new ModelFileRequest(
            MOBILENET,
            Head.IMAGENET,
            plugin,
            BatchNormFolding.NONE,
            Precision.FP32,
            224,
            "seeded",
            Optional.empty(),
            folder.resolve("model.onnx"));

    assertComesAsItWas(request);
    assertEquals(Engines.named("onnxruntime"), request.engine());
  }

  @Test
  void everyArchitectureComesAsItWas() throws IOException {
    for (Architecture architecture : Architectures.all()) {
      for (BatchNormFolding folding : BatchNormFolding.values()) {
        assertComesAsItWas(
            new ModelFileRequest(
                architecture,
                Head.IMAGENET,
                Engines.named("tensorflow"),
                folding,
                Precision.BF16,
                architecture.inputSize(),
                folder.resolve("own.h5").toString(),
                Optional.of(new HashedFile(folder.resolve("own.h5"), "ab", 3, 4)),
                folder.resolve("model")));
      }
    }
  }

  @Test
  void imagesAndProtocolsComeAsTheyWere() throws IOException {
    for (String protocol : List.of("center", "keras224", "bicubic256-tencrop224")) {
      assertComesAsItWas(
          new PredictRequest(
              MOBILENET,
              new Execution(Engines.named("onnxruntime"), ComputeDevice.CPU, 1, Precision.FP32, 4),
              224,
              Protocols.parse(protocol),
              folder.resolve("model.onnx"),
              List.of(folder.resolve("a.png"), folder.resolve("ä b.png"))));
      assertComesAsItWas(new PrepareRequest(images(protocol), 224, 2, folder.resolve("prepared")));
    }
    assertComesAsItWas(
        new PrepareRequest(
            ImageSelection.checked(folder, null, null, Protocols.parse("keras"), null, "3-7"),
            224,
            1,
            folder));
  }

  @Test
  void namesThatNobodyHasAreRefused() throws IOException {
    assertRefused("\"pytorch\"", "\"torch\"", "unknown engine 'torch'");
    assertRefused("\"MobileNet_0.25\"", "\"MobileNet_9\"", "no architecture is called");
    assertRefused("\"gpu:3\"", "\"tpu\"", "unknown device 'tpu'");
    assertRefused("\"latency\"", "\"speed\"", "unknown measurement 'speed'");
    assertRefused("\"FP32\"", "\"INT8\"", "INT8");
    assertRefused("\"batch\":8", "\"batch\":0", "each must be 1 or more");
    assertRefused(",\"threads\":2", "", "threads");
  }

  @Test
  void aCellRequestHasWhatItsMeasurementNeeds() {
    CellRequest whole = latency();

    assertThrows(
        IllegalArgumentException.class,
        () -> request(whole.cell(), Optional.empty(), Optional.empty()));
    assertThrows(
        IllegalArgumentException.class,
        () ->
            request(
                Cell.ofModel(MOBILENET, whole.cell().running(), Measurements.named("accuracy")),
                whole.modelFile(),
                Optional.empty()));
  }

  private void assertRefused(String name, String other, String reason) throws IOException {
    Path file = folder.resolve("request.json");
    RequestJson.write(latency(), file);
    String text = Files.readString(file);
    assertTrue(text.contains(name), text);
    Files.writeString(file, text.replace(name, other));
    String message =
        assertThrows(IOException.class, () -> RequestJson.read(file, CellRequest.class))
            .getMessage();
    assertTrue(message.contains(reason), message);
  }

  private void assertComesAsItWas(Record request) throws IOException {
    Path file = folder.resolve("request.json");
    RequestJson.write(request, file);
    assertEquals(request, RequestJson.read(file, request.getClass()));
  }

  private CellRequest latency() {
    return request(
        Measurements.named("latency"),
        new Execution(
            Engines.named("pytorch"), ComputeDevice.named("gpu:3"), 8, Precision.FP32, 2));
  }

  private CellRequest request(Measurement measurement, Execution execution) {
    return measurement.runsModel()
        ? request(
            new Cell(
                MOBILENET,
                Optional.of(execution),
                measurement,
                measurement.ofScenario() ? Optional.of(SERVER) : Optional.empty()),
            Optional.of(folder.resolve("model")),
            measurement.usesImages()
                ? Optional.of(new CellRequest.PreparedImages(images("keras"), folder))
                : Optional.empty())
        : request(Cell.ofGraph(MOBILENET, measurement), Optional.empty(), Optional.empty());
  }

  private CellRequest request(
      Cell cell, Optional<Path> modelFile, Optional<CellRequest.PreparedImages> images) {
    return new CellRequest(
        cell,
        "seeded",
        BatchNormFolding.FOLDED,
        224,
        modelFile,
        new RunFolder(folder),
        new LatencySettings(0.5, 1.25, 1),
        images,
        CellRequest.Round.ONLY,
        Optional.empty());
  }

  private ImageSelection images(String protocol) {
    return ImageSelection.checked(
        folder,
        folder.resolve("labels.csv"),
        folder.resolve("real.json"),
        Protocols.parse(protocol),
        10,
        null);
  }
}
