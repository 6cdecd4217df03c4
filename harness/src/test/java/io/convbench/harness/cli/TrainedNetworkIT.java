package io.convbench.harness.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.convbench.results.CellId;
import io.convbench.results.Column;
import io.convbench.results.ImagePrediction;
import io.convbench.results.ImagePredictions;
import io.convbench.results.ResultsCsv;
import io.convbench.results.Row;
import io.convbench.results.RunFolder;
import io.convbench.suites.SharedData;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Networks that {@code transfer} trained, used by {@code predict} and {@code export}. */
class TrainedNetworkIT {

  private static final List<String> ENGINES = List.of("pytorch", "onnxruntime", "tensorflow");

  /** A class that a spreadsheet would evaluate, and one of two lines, quotes and another script. */
  private static final String FORMULA = "=1+1";

  private static final String ODD = "two\n\"lines\" \u202eкошки";

  /** As a terminal shows it. */
  private static final String ODD_SHOWN = "two\\n\"lines\" \\u202eкошки";

  @TempDir private Path temp;

  @Test
  void predictsAndExportsClassesOfOnesOwn() throws Exception {
    Path pictures = temp.resolve("pictures");
    for (int i = 0; i < 3; i++) {
      draw(pictures.resolve("train").resolve(FORMULA).resolve(i + ".png"), 10 + i);
      draw(pictures.resolve("train").resolve(ODD).resolve(i + ".png"), 200 + i);
    }
    draw(pictures.resolve("test").resolve(FORMULA).resolve("a.png"), 20);
    draw(pictures.resolve("test").resolve(ODD).resolve("b.png"), 220);
    String said =
        transfer(
            "run",
            "--arch=MobileNet_0.25",
            "--weights=seeded",
            "--layers=conv_pw_2_relu",
            "--engine=onnxruntime",
            "--dataset=" + pictures);
    RunFolder run = new RunFolder(temp.resolve("run"));
    Row row = ResultsCsv.read(run.results()).get(0);
    Path network = run.trained(CellId.of(row));
    assertTrue(
        said.contains("Trained: %s, for --weights of predict and export".formatted(network)));

    assertPredictsAsMeasured(run, row, "onnxruntime", pictures);
    String shown = predict("onnxruntime", network, List.of(pictures.resolve("test/=1+1/a.png")));
    List<String> lines = shown.lines().map(String::strip).toList();
    assertEquals(3, lines.size(), shown);
    assertTrue(lines.get(1).endsWith(" %  " + FORMULA), shown);
    assertTrue(lines.get(2).endsWith(" %  " + ODD_SHOWN), shown);

    Path model = temp.resolve("model.onnx");
    assertEquals(
        "", convbench(0, "export", "--weights=" + network, "--format=onnx", "--out=" + model));
    Map<String, String> metadata = metadata(model);
    assertEquals(FORMULA + "\n" + ODD_SHOWN, metadata.get("class_names"));
    assertEquals("logits: float32 (N, classes), before softmax", metadata.get("output"));
    assertEquals("images: float32 (N, 224, 224, 3), preprocessed", metadata.get("input"));
    assertTrue(metadata.get("preprocessing").startsWith("tf: "), metadata.get("preprocessing"));
    assertContradictions(network, pictures);
  }

  private void assertContradictions(Path network, Path pictures) {
    Path model = temp.resolve("other.onnx");
    String[] export = {"export", "--weights=" + network, "--format=onnx", "--out=" + model};
    assertRefused(
        network + " is a trained MobileNet_0.25, not VGG16: leave the architecture out",
        with(export, "VGG16"));
    assertRefused(
        "--classes 5: %s has 2 (=1+1, %s); leave it out".formatted(network, ODD_SHOWN),
        with(export, "--classes=5"));
    assertRefused(
        network
            + " is cut at conv_pw_2_relu, and its classifier is of these features: leave out"
            + " --no-top, --layer and --pooling, or --classes for features",
        with(export, "--classes=2", "--layer=conv_pw_1_relu"));
    assertRefused(
        network
            + " holds MobileNet_0.25 up to conv_pw_2_relu and its classifier of 2 classes alone:"
            + " convbench's predict and export take it as it is",
        with(export, "--layer=conv_pw_3_relu"));
    assertFalse(Files.exists(model));
    convbench(0, "weights", "verify", network.toString(), "--arch=MobileNet_0.25");
    assertRefused(
        network + " is a trained MobileNet_0.25, not VGG16",
        "weights",
        "verify",
        network.toString(),
        "--arch=VGG16");
    String started =
        "--weights %s is a MobileNet_0.25 that was trained for 2 classes: a run starts from weights of ImageNet's, as seeded; predict and export take this one"
            .formatted(network);
    assertRefused(
        started, "run", "--arch=MobileNet_0.25", "--weights=" + network, "--out=" + temp + "/a");
    assertRefused(
        started,
        "transfer",
        "--arch=MobileNet_0.25",
        "--weights=" + network,
        "--dataset=" + pictures,
        "--out=" + temp + "/b");
    String image = pictures.resolve("test/=1+1/a.png").toString();
    assertRefused("--top 3: use 1 to 2", "predict", image, "--weights=" + network, "--top=3");
    assertRefused(
        "which architecture? Pass --arch A, or --weights with a network that 'convbench transfer' trained",
        "predict",
        image,
        "--weights=" + temp);
  }

  private static String[] with(String[] arguments, String... more) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  /** At the layers of {@code transfer/reference.json}, on all engines, all pictures held out. */
  @Test
  @Tag("conformance")
  void predictsAsMeasuredAtEveryDepthOnEveryEngine() throws Exception {
    Path pictures = SharedData.require("transfer/cats-and-dogs");
    JsonNode models =
        new ObjectMapper()
            .readTree(SharedData.require("transfer/reference.json").toFile())
            .get("models");
    Map<String, String> files =
        Map.of(
            "MobileNet_0.25",
            "weights/mobilenet_v1_0.25_224.h5",
            "MobileNetV2",
            "weights/mobilenet_v2_weights_tf_dim_ordering_tf_kernels_1.0_224.h5");
    int networks = 0;
    for (String architecture : files.keySet()) {
      List<String> layers = new ArrayList<>();
      models.get(architecture).fieldNames().forEachRemaining(layers::add);
      transfer(
          architecture,
          "--arch=" + architecture,
          "--weights=" + SharedData.require(files.get(architecture)),
          "--layers=" + String.join(",", layers),
          "--dataset=" + pictures);
      RunFolder run = new RunFolder(temp.resolve(architecture));
      for (Row row : ResultsCsv.read(run.results())) {
        for (String engine : ENGINES) {
          assertPredictsAsMeasured(run, row, engine, pictures);
        }
        networks++;
      }
    }
    assertEquals(13, networks);
  }

  /** Of every picture that was held out the class and its probability. */
  private void assertPredictsAsMeasured(RunFolder run, Row row, String engine, Path pictures)
      throws Exception {
    List<ImagePrediction> measured =
        ImagePredictions.read(run.predictions(CellId.of(row))).images();
    List<Path> images = measured.stream().map(one -> pictures.resolve(one.file())).toList();
    JsonNode predicted =
        new ObjectMapper()
            .readTree(predict(engine, run.trained(CellId.of(row)), images, "--format=json"));
    Iterator<JsonNode> all = predicted.get("images").iterator();
    for (ImagePrediction one : measured) {
      JsonNode classes = all.next().get("classes");
      String what = "%s on %s: %s".formatted(row.network(), engine, one.file());
      Map<Integer, Double> probabilities = new HashMap<>();
      classes.forEach(
          each ->
              probabilities.put(
                  each.get("class_index").asInt(), each.get("probability").asDouble()));
      assertEquals(row.integer(Column.CLASSES).orElseThrow(), probabilities.size());
      assertEquals(one.confidence().orElseThrow(), probabilities.get(one.first()), 1e-4, what);
    }
    assertFalse(all.hasNext());
  }

  private String predict(String engine, Path network, List<Path> images, String... options)
      throws Exception {
    List<String> arguments = new ArrayList<>(List.of("predict"));
    images.forEach(image -> arguments.add(image.toString()));
    arguments.addAll(List.of("--weights=" + network, "--engine=" + engine));
    arguments.addAll(List.of(options));
    return Ended.with(0, OwnJvm.convbench(List.of(), arguments.toArray(String[]::new)));
  }

  private String transfer(String run, String... options) throws Exception {
    List<String> arguments = new ArrayList<>(List.of("transfer", "--measure=transfer"));
    arguments.add("--out=" + temp.resolve(run));
    arguments.addAll(List.of(options));
    return Ended.with(
        0, OwnJvm.withOwnCaches(temp.resolve("cache"), arguments.toArray(String[]::new)));
  }

  private void assertRefused(String expected, String... arguments) {
    assertEquals("convbench: " + expected, convbench(2, arguments));
  }

  /** In this JVM; what it says of mistakes. */
  private static String convbench(int exitCode, String... arguments) {
    StringWriter err = new StringWriter();
    int ended =
        Convbench.commandLine()
            .setOut(new PrintWriter(new StringWriter()))
            .setErr(new PrintWriter(err, true))
            .execute(arguments);
    assertEquals(exitCode, ended, err::toString);
    return err.toString().strip();
  }

  private static Map<String, String> metadata(Path model) throws IOException {
    try (InputStream in = Files.newInputStream(model)) {
      return ModelProto.parseFrom(in).getMetadataPropsList().stream()
          .collect(
              Collectors.toMap(StringStringEntryProto::getKey, StringStringEntryProto::getValue));
    }
  }

  private static void draw(Path file, int gray) throws IOException {
    Files.createDirectories(file.getParent());
    BufferedImage image = new BufferedImage(32, 32, BufferedImage.TYPE_BYTE_GRAY);
    for (int i = 0; i < 32 * 32; i++) {
      image.getRaster().setSample(i % 32, i / 32, 0, gray);
    }
    assertTrue(ImageIO.write(image, "png", file.toFile()));
  }
}
