package io.convbench.harness.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto.Dimension;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import io.convbench.suites.SharedData;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Networks without top, cut at a layer and with other classes, by {@code convbench export}. */
class ExportHeadsTest {

  private static final String NO_TOP = "vgg16_weights_tf_dim_ordering_tf_kernels_notop.h5";

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int convbench(String... arguments) {
    CommandLine command = Convbench.commandLine();
    return command
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }

  private int export(String architecture, String... options) {
    List<String> all =
        new ArrayList<>(List.of("export", architecture, "--format=onnx", "--out=" + model()));
    all.addAll(List.of(options));
    return convbench(all.toArray(String[]::new));
  }

  private Path model() {
    return folder.resolve("model.onnx");
  }

  private Path withoutTop() throws IOException {
    Path packed = SharedData.require("conformance/hdf5/vgg16_keras1_notop.h5.gz");
    Path file = folder.resolve(NO_TOP);
    try (InputStream in = new GZIPInputStream(Files.newInputStream(packed))) {
      Files.copy(in, file);
    }
    return file;
  }

  private void assertOutput(String expected, String architecture, String... options)
      throws IOException {
    assertEquals(0, export(architecture, options), err::toString);
    ValueInfoProto output = read().getGraph().getOutput(0);
    String shape =
        output.getType().getTensorType().getShape().getDimList().stream()
            .skip(1)
            .map(Dimension::getDimValue)
            .map(String::valueOf)
            .collect(Collectors.joining("x"));
    assertEquals(expected, output.getName() + " " + shape);
    Files.delete(model());
  }

  private ModelProto read() throws IOException {
    try (InputStream in = Files.newInputStream(model())) {
      return ModelProto.parseFrom(in);
    }
  }

  private void assertRefused(String expected, String architecture, String... options) {
    assertEquals(2, export(architecture, options), out::toString);
    assertEquals("convbench: " + expected, err.toString().strip());
    assertFalse(Files.exists(model()));
    err.getBuffer().setLength(0);
  }

  @Test
  void writesWhatTheOptionsAskFor() throws IOException {
    assertOutput("logits 1000", "MobileNet_0.25");
    assertOutput("logits 10", "MobileNet_0.25", "--classes=10");
    assertOutput("features 7x7x256", "MobileNet_0.25", "--no-top");
    assertOutput("features 256", "MobileNet_0.25", "--no-top", "--pooling=max");
    assertOutput("features 14x14x128", "MobileNet_0.25", "--layer=conv_pw_6_relu");
    assertOutput("features 128", "MobileNet_0.25", "--layer=conv_pw_6_relu", "--pooling=avg");
    assertOutput("logits 3", "MobileNet_0.25", "--layer=conv_pw_6_relu", "--classes=3");
    assertOutput("logits 3", "MobileNet_0.25", "--no-top", "--classes=3");
    assertOutput("features 5x5x256", "MobileNet_0.25", "--no-top", "--side=160");
  }

  @Test
  void theFileSaysWhatItsOutputIs() throws IOException {
    assertEquals(0, export("MobileNet_0.25", "--layer=conv_pw_6_relu", "--pooling=avg"));
    Map<String, String> metadata =
        read().getMetadataPropsList().stream()
            .collect(
                Collectors.toMap(StringStringEntryProto::getKey, StringStringEntryProto::getValue));
    assertEquals(
        "features: float32 (N, channels), conv_pw_6_relu, pooled by avg", metadata.get("output"));
    assertFalse(metadata.containsKey("class_names"), "these are not classes");
  }

  @Test
  void takesAFileWithoutTop() throws IOException {
    Path file = withoutTop();
    assertOutput("features 7x7x512", "VGG16", "--no-top", "--weights=" + file);
    assertOutput("features 512", "VGG16", "--no-top", "--pooling=avg", "--weights=" + folder);
    assertRefused(
        file
            + " does not fit VGG16: it holds 13 of 16 weighted layers, without fc1, fc2,"
            + " predictions: pass the file with top",
        "VGG16",
        "--weights=" + file);
  }

  /** Before the first cell: fc1 is in the top. */
  @Test
  void transferAtALayerOfTheTopNeedsAFileWithTop() throws IOException {
    Path file = withoutTop();
    Path pictures = folder.resolve("pictures");
    for (String picture :
        List.of("a/1.jpg", "a/2.jpg", "a/3.jpg", "b/1.jpg", "b/2.jpg", "b/3.jpg")) {
      Files.createDirectories(pictures.resolve(picture).getParent());
      Files.writeString(pictures.resolve(picture), picture);
    }

    int exitCode =
        convbench(
            "transfer",
            "--dataset=" + pictures,
            "--arch=VGG16",
            "--layers=block5_pool,fc1",
            "--weights=" + file,
            "--out=" + folder.resolve("run"));

    assertEquals(2, exitCode, out::toString);
    assertEquals(
        "convbench: "
            + file
            + " does not fit VGG16: it holds 13 of 14 weighted layers, without fc1: pass the whole"
            + " file",
        err.toString().strip());
    assertFalse(Files.exists(folder.resolve("run")));
  }

  @Test
  void verifyNamesAFileWithoutTop() throws IOException {
    Path file = withoutTop();
    Path own = Files.move(file, folder.resolve("own.h5"));
    assertEquals(0, convbench("weights", "verify", own.toString(), "--arch=VGG16"), err::toString);
    List<String> lines = out.toString().lines().toList();
    assertTrue(lines.contains("architecture  VGG16 without top"), out::toString);
    // Keras's counts
    assertTrue(lines.contains("layers        13"), out::toString);
    assertTrue(lines.contains("parameters    14,714,688"), out::toString);
    Files.move(own, file);
    assertEquals(1, convbench("weights", "verify", file.toString(), "--arch=VGG16"));
    assertTrue(
        out.toString()
            .strip()
            .endsWith(
                "official      no: MD5 6d6bbae143d832006294945121d1f1fc of this name is published"),
        out::toString);
  }

  @Test
  void takesTrainedFilesWithTop() throws IOException {
    Path file = SharedData.require("weights/mobilenet_v1_0.25_224.h5");
    assertOutput(
        "features 128",
        "MobileNet_0.25",
        "--layer=conv_pw_6_relu",
        "--pooling=avg",
        "--weights=" + file);
    assertRefused(
        file
            + " does not fit MobileNet_0.25: it holds conv_preds (kernel 1x1x256x1000, bias"
            + " 1000) as"
            + " weighted layer 55 of 55 where conv_preds (kernel 1x1x256x10, bias 10) is expected",
        "MobileNet_0.25",
        "--classes=10",
        "--weights=" + file);
  }

  @Test
  void refusesWhatMakesNoSense() {
    assertRefused(
        "--pooling avg is for features: pass --no-top or --layer with it",
        "MobileNet_0.25",
        "--pooling=avg");
    assertRefused(
        "--no-top has no effect with --layer conv_pw_6_relu: leave one of them out",
        "MobileNet_0.25",
        "--no-top",
        "--layer=conv_pw_6_relu");
    assertRefused(
        "unknown pooling 'mean': choose from none, avg, max",
        "MobileNet_0.25",
        "--no-top",
        "--pooling=mean");
    assertRefused(
        "MobileNet_0.25 has no layer \"conv_pw_14\" (nearest: conv_pw_1); \"convbench list --layers"
            + " MobileNet_0.25\" shows all",
        "MobileNet_0.25",
        "--layer=conv_pw_14");
    assertRefused("0 classes: at least 1 expected", "MobileNet_0.25", "--classes=0");
    assertRefused(
        "conv_pw_6_relu gives a map of 14x14x128, where a classifier takes a vector: pool it by avg"
            + " or max",
        "MobileNet_0.25",
        "--layer=conv_pw_6_relu",
        "--pooling=none",
        "--classes=3");
    assertRefused(
        "conv_preds/kernel of 1x1x256x2000000000 has more than 2^31 - 1 values: use a smaller input"
            + " side or fewer classes",
        "MobileNet_0.25",
        "--classes=2000000000");
  }
}
