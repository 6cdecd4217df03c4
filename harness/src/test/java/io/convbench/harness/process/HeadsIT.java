package io.convbench.harness.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.convbench.datasets.image.ImageDecoder;
import io.convbench.datasets.protocol.Protocols;
import io.convbench.harness.engine.Engine;
import io.convbench.harness.engine.Engines;
import io.convbench.harness.gpu.VisibleGpus;
import io.convbench.results.Failure;
import io.convbench.suites.SharedData;
import io.convbench.suites.architecture.Architecture;
import io.convbench.suites.architecture.Architectures;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every engine computes what Keras does where a network is cut or has another head. */
class HeadsIT {

  private static final double LIMIT = 1e-3;

  @TempDir private Path folder;

  private final ExecutorService children =
      Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());

  /**
   * One network and its images.
   *
   * @param request what {@link HeadsTask} reads
   * @param images preprocessed
   * @param expectation throws where the output is not as it should be
   */
  private record Case(
      String name, List<String> request, float[] images, Consumer<float[]> expectation) {}

  @AfterEach
  void stopChildren() {
    children.shutdownNow();
  }

  /** The references are in heads.json; heads.py made them. */
  @TestFactory
  Stream<DynamicTest> reproducesKerasWithOtherHeads() throws Exception {
    JsonNode keras;
    try (InputStream in = HeadsIT.class.getResourceAsStream("heads.json")) {
      keras = new ObjectMapper().readTree(in);
    }
    return onEveryEngine(
        List.of(
            seeded("own 10", "MobileNet_0.25", 224, "classifier", "none", 10, keras),
            seeded("own 3", "VGG16", 32, "classifier", "none", 3, keras),
            seeded("avg", "MobileNetV2_0.35", 224, "block_5_add", "avg", 0, keras),
            seeded("max", "MobileNetV2_0.35", 224, "block_5_add", "max", 0, keras),
            seeded("linear 3", "MobileNetV2_0.35", 224, "block_5_add", "avg", 3, keras)));
  }

  /** Maps, by Keras's statistics and values of every layer of the whole network. */
  @TestFactory
  @Tag("conformance")
  Stream<DynamicTest> reproducesKerasLayers() throws Exception {
    SharedData.require("conformance/layers");
    return onEveryEngine(
        List.of(
            layer("NASNetMobile", "top"),
            layer("NASNetMobile", "cropping2d"),
            layer("VGG16", "block3_conv2"),
            layer("InceptionV3", "mixed9_0"),
            layer("InceptionResNetV2", "custom_scale_layer_3"),
            layer("MobileNet", "conv_pad_2"),
            layer("MobileNet", "global_average_pooling2d"),
            layer("Xception", "block2_sepconv1")));
  }

  /** Means over the map of real weights, on real pictures, at every depth that the file has. */
  @TestFactory
  Stream<DynamicTest> reproducesKerasFeaturesOfTrainedWeights() throws Exception {
    return trained("MobileNet_0.25", "mobilenet_v1_0.25_224.h5");
  }

  @TestFactory
  @Tag("conformance")
  Stream<DynamicTest> reproducesKerasFeaturesOfALargerNetwork() throws Exception {
    return trained("MobileNetV2", "mobilenet_v2_weights_tf_dim_ordering_tf_kernels_1.0_224.h5");
  }

  private Stream<DynamicTest> trained(String architecture, String file) throws Exception {
    JsonNode layers =
        new ObjectMapper()
            .readTree(SharedData.require("transfer/reference.json").toFile())
            .get("models")
            .get(architecture);
    Path weights = SharedData.require("weights/" + file);
    List<Case> cases = new ArrayList<>();
    for (Map.Entry<String, JsonNode> layer : layers.properties()) {
      cases.add(trained(Architectures.named(architecture), weights, layer));
    }
    assertTrue(cases.size() > 4, "layers of the reference");
    return onEveryEngine(cases);
  }

  private static Case seeded(
      String key,
      String architecture,
      int side,
      String layer,
      String pooling,
      int classes,
      JsonNode keras) {
    List<Float> expected = new ArrayList<>();
    keras.get(key).forEach(image -> image.forEach(value -> expected.add(value.floatValue())));
    int length = expected.size() / 2;
    return new Case(
        architecture + " " + key,
        List.of(architecture, "" + side, "seeded", layer, pooling, "" + classes),
        join(
            seededImage(Architectures.named(architecture), side, 0),
            seededImage(Architectures.named(architecture), side, 1)),
        output -> {
          assertEquals(expected.size(), output.length);
          for (int i = 0; i < expected.size(); i++) {
            double deviation =
                deviation(expected.subList(i / length * length, (i / length + 1) * length));
            assertEquals(expected.get(i), output[i], LIMIT * deviation, "value " + i);
          }
        });
  }

  private static Case layer(String architecture, String layer) throws IOException {
    Architecture named = Architectures.named(architecture);
    List<String> lines =
        Files.readAllLines(
            SharedData.require("conformance/layers/" + architecture + ".layers.tsv"));
    // the last row before the classifier's three
    String wanted = layer.equals("top") ? "activation_187" : layer;
    String[] row =
        lines.stream()
            .map(line -> line.split("\t"))
            .filter(columns -> columns[2].equals(wanted))
            .findFirst()
            .orElseThrow();
    return new Case(
        architecture + " " + layer,
        List.of(architecture, "" + named.inputSize(), "seeded", layer, "none", "0"),
        seededImage(named, named.inputSize(), 0),
        output -> assertIsLayer(row, output));
  }

  /**
   * @param row index, class, name, shape, mean, std, min, max, and the values at 0, n/3 and 2n/3
   */
  private static void assertIsLayer(String[] row, float[] output) {
    int elements = 1;
    for (String side : row[3].split("x")) {
      elements *= Integer.parseInt(side);
    }
    assertEquals(elements, output.length);
    double sum = 0;
    double squares = 0;
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (float value : output) {
      sum += value;
      squares += (double) value * value;
      least = Math.min(least, value);
      most = Math.max(most, value);
    }
    double mean = sum / elements;
    double deviation = Double.parseDouble(row[5]);
    assertNear(row[4], mean, deviation);
    assertNear(row[5], Math.sqrt(squares / elements - mean * mean), deviation);
    assertNear(row[6], least, deviation);
    assertNear(row[7], most, deviation);
    assertNear(row[8], output[0], deviation);
    assertNear(row[9], output[elements / 3], deviation);
    assertNear(row[10], output[(int) (2L * elements / 3)], deviation);
  }

  private static void assertNear(String expected, double actual, double deviation) {
    assertEquals(Double.parseDouble(expected), actual, LIMIT * deviation);
  }

  private static Case trained(
      Architecture architecture, Path weights, Map.Entry<String, JsonNode> layer)
      throws IOException {
    int side = architecture.inputSize();
    List<float[]> images = new ArrayList<>();
    List<JsonNode> features = new ArrayList<>();
    for (Map.Entry<String, JsonNode> image : layer.getValue().get("features").properties()) {
      Path file = SharedData.require("transfer/cats-and-dogs/" + image.getKey());
      byte[] pixels =
          Protocols.parse("keras-load-img").apply(ImageDecoder.decode(file), side).pixels();
      float[] input = new float[pixels.length];
      architecture.preprocessing().apply(pixels, input, 0);
      images.add(input);
      features.add(image.getValue());
    }
    int channels = layer.getValue().get("channels").intValue();
    return new Case(
        architecture + " trained " + layer.getKey(),
        List.of(architecture.name(), "" + side, weights.toString(), layer.getKey(), "avg", "0"),
        join(images.toArray(float[][]::new)),
        output -> {
          assertEquals(channels * features.size(), output.length);
          for (int image = 0; image < features.size(); image++) {
            for (int c = 0; c < features.get(image).size(); c++) {
              assertEquals(
                  features.get(image).get(c).doubleValue(), output[image * channels + c], 1e-3);
            }
          }
        });
  }

  private Stream<DynamicTest> onEveryEngine(List<Case> cases) throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (Engine engine : Engines.all()) {
      Path own = Files.createDirectory(folder.resolve(engine.id()));
      Files.write(
          own.resolve("requests"),
          cases.stream().map(one -> String.join("\t", one.request())).toList());
      for (int i = 0; i < cases.size(); i++) {
        Files.write(own.resolve(i + ".input"), bytes(cases.get(i).images()));
      }
      Future<Optional<Failure>> child = children.submit(() -> run(engine, own));
      tests.add(
          dynamicTest(engine.id(), () -> assertEquals(Optional.empty(), child.get(), engine.id())));
      for (int i = 0; i < cases.size(); i++) {
        Path output = own.resolve(i + ".output");
        Case one = cases.get(i);
        tests.add(
            dynamicTest(
                engine.id() + " " + one.name(), () -> one.expectation().accept(floats(output))));
      }
    }
    return tests.stream();
  }

  private static Optional<Failure> run(Engine engine, Path own) throws Exception {
    WorkerLauncher jvm =
        new WorkerLauncher(
            ConformanceChild.installation(own, HeadsTask.class),
            TestCaches.engines(),
            Duration.ofMinutes(20));
    return jvm.unmeasured()
        .run(
            engine,
            VisibleGpus.NONE,
            1,
            HeadsTask.class,
            List.of(engine.id(), own.toString()),
            own.resolve("log"))
        .failure();
  }

  /** By the rule of docs/conformance.md. */
  private static float[] seededImage(Architecture architecture, int side, int image) {
    byte[] pixels = new byte[side * side * 3];
    for (int i = 0; i < pixels.length; i++) {
      int c = i % 3;
      int x = i / 3 % side;
      int y = i / 3 / side;
      pixels[i] =
          (byte)
              (image == 0
                  ? (x * 3 * (c + 1) + y * 5) ^ ((x >> 5) * 37 * (c + 1) + (y >> 5) * 59)
                  : (x * x + y * y * (c + 1)) >> 6);
    }
    float[] input = new float[pixels.length];
    architecture.preprocessing().apply(pixels, input, 0);
    return input;
  }

  private static double deviation(List<Float> values) {
    double mean = values.stream().mapToDouble(Float::doubleValue).average().orElseThrow();
    return Math.sqrt(
        values.stream()
            .mapToDouble(value -> (value - mean) * (value - mean))
            .average()
            .orElseThrow());
  }

  private static float[] join(float[]... images) {
    float[] all = new float[images.length * images[0].length];
    for (int i = 0; i < images.length; i++) {
      System.arraycopy(images[i], 0, all, i * images[0].length, images[0].length);
    }
    return all;
  }

  private static byte[] bytes(float[] values) {
    ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * values.length);
    bytes.asFloatBuffer().put(values);
    return bytes.array();
  }

  private static float[] floats(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    float[] values = new float[bytes.length / Float.BYTES];
    ByteBuffer.wrap(bytes).asFloatBuffer().get(values);
    return values;
  }
}
