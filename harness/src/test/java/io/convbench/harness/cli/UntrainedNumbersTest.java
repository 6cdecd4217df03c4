package io.convbench.harness.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.convbench.suites.SharedData;
import io.convbench.suites.architecture.Architecture;
import io.convbench.suites.architecture.Architectures;
import io.convbench.suites.graph.Graph;
import io.convbench.suites.graph.WeightTensor;
import io.convbench.suites.weights.Weights;
import io.convbench.suites.weights.WeightsSource;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A weight file with a NaN, before every command that takes weights. */
class UntrainedNumbersTest {

  private static final Architecture MOBILENET = Architectures.named("MobileNet_0.25");

  @TempDir private Path folder;
  private Path file;

  /** A trained file, in which the first number of a kernel is overwritten. */
  @BeforeEach
  void write() throws IOException {
    Path trained = SharedData.require("weights/mobilenet_v1_0.25_224.h5");
    Graph graph = MOBILENET.graph();
    WeightTensor kernel = graph.tensors(graph.node("conv_pw_3")).get(0);
    float[] values;
    try (Weights weights = WeightsSource.parse(trained.toString(), folder).open(MOBILENET, graph)) {
      values = weights.read(kernel);
    }
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(trained)).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putFloat(position(bytes, values), Float.NaN);
    file = Files.write(folder.resolve("nan.h5"), bytes.array());
  }

  private static int position(ByteBuffer bytes, float[] values) {
    for (int at = 0; at + Float.BYTES * values.length <= bytes.limit(); at++) {
      int matching = 0;
      while (matching < values.length
          && bytes.getFloat(at + Float.BYTES * matching) == values[matching]) {
        matching++;
      }
      if (matching == values.length) {
        return at;
      }
    }
    throw new AssertionError("the kernel is not stored as little-endian float32");
  }

  private void assertRefused(String... arguments) {
    StringWriter err = new StringWriter();
    CommandLine command = Convbench.commandLine();
    int code =
        command
            .setOut(new PrintWriter(new StringWriter()))
            .setErr(new PrintWriter(err, true))
            .execute(arguments);
    assertEquals(
        "convbench: "
            + file
            + ": model_weights/conv_pw_3/conv_pw_3/kernel:0 holds NaN, which is not a trained weight:"
            + " fetch or train it again",
        err.toString().strip());
    assertEquals(2, code);
  }

  @Test
  void verifyRefusesThem() {
    assertRefused("weights", "verify", file.toString(), "--arch", MOBILENET.name());
  }

  @Test
  void exportRefusesThemAndLeavesNothing() throws IOException {
    Path out = Files.createDirectory(folder.resolve("out"));
    for (String format : new String[] {"onnx", "torchscript", "savedmodel"}) {
      assertRefused(
          "export",
          MOBILENET.name(),
          "--format",
          format,
          "--out",
          out.resolve("model").toString(),
          "--weights",
          file.toString());
      assertTrue(isEmpty(out), format);
    }
  }

  private static boolean isEmpty(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.findAny().isEmpty();
    }
  }

  @Test
  void predictRefusesThem() throws IOException {
    Path image = folder.resolve("grey.png");
    ImageIO.write(new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB), "png", image.toFile());
    assertRefused(
        "predict", image.toString(), "--arch", MOBILENET.name(), "--weights", file.toString());
  }

  @Test
  void runRefusesThemBeforeItsFirstCell() {
    Path run = folder.resolve("run");
    assertRefused(
        "run",
        "--arch",
        MOBILENET.name(),
        "--measure",
        "cost",
        "--weights",
        file.toString(),
        "--out",
        run.toString());
    assertTrue(Files.notExists(run));
  }
}
