package io.convbench.suites.weights;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.convbench.suites.architecture.Architecture;
import io.convbench.suites.architecture.Architectures;
import io.convbench.suites.architecture.Head;
import io.convbench.suites.architecture.Pooling;
import io.convbench.suites.graph.Graph;
import io.convbench.suites.graph.TensorRole;
import io.convbench.suites.graph.WeightTensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of networks of a person's own classes. */
class TrainedNetworkTest {

  private static final Architecture SMALL = Architectures.named("MobileNet_0.25");

  /**
   * Quotes, line ends, a terminal's escape, another script, text that runs backwards, a formula.
   */
  static final List<String> NAMES =
      List.of("\"cats\", 'dogs'\\", "two\nlines\u001b[31m", "кошки 犬 🐈", "\u202etac", "=1+1");

  private static final WeightsOrigin BEFORE =
      new WeightsOrigin("mobilenet.h5", Optional.of("ab".repeat(32)));

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void nameTheFile() {
    file = folder.resolve("trained/network.safetensors");
  }

  /** Of MobileNet's first block. */
  static TrainedNetwork network() {
    Head.Features features = new Head.Features(Optional.of("conv_pw_1_relu"), Pooling.AVG);
    return new TrainedNetwork(
        SMALL,
        new Head.Linear(features, NAMES.size()),
        NAMES,
        64,
        "keras-load-img",
        new TrainedNetwork.Training(
            "features", "my pictures", BEFORE, "40 of 50 held-out images right"));
  }

  private void write() throws IOException {
    network().write(SeededWeights.of(SMALL), file);
  }

  @Test
  void readsBackWhatItWrites() throws IOException {
    write();

    assertEquals(Optional.of(network()), TrainedNetwork.read(file));
    try (Stream<Path> beside = Files.list(file.getParent())) {
      assertEquals(List.of(file), beside.toList());
    }
  }

  @Test
  void readsBackEveryBitOfEveryTensor() throws IOException {
    write();

    Graph graph = network().graph();
    try (Weights weights = open(graph)) {
      for (WeightTensor tensor : graph.tensors()) {
        assertArrayEquals(SeededWeights.of(SMALL).read(tensor), weights.read(tensor));
      }
      assertEquals("network.safetensors", weights.origin().label());
    }
  }

  /** By the format's specification: eight bytes, JSON, values. */
  @Test
  void isAFileThatOthersRead() throws IOException {
    write();

    byte[] bytes = Files.readAllBytes(file);
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int header = (int) buffer.getLong(0);
    assertEquals(0, header % 8);
    var json = new ObjectMapper().readTree(new String(bytes, 8, header, StandardCharsets.UTF_8));
    assertEquals("MobileNet_0.25", json.get("__metadata__").get("architecture").textValue());
    // Of 8 filters: a kernel of 3x3x3x8, then gamma, beta, mean and variance, then the next block.
    assertEquals("[3,3,3,8]", json.get("conv1/kernel").get("shape").toString());
    assertEquals("[0,864]", json.get("conv1/kernel").get("data_offsets").toString());
    assertEquals("[864,896]", json.get("conv1_bn/gamma").get("data_offsets").toString());
    assertEquals("[16,5]", json.get("head/kernel").get("shape").toString());
    int bias = 8 + header + json.get("head/bias").get("data_offsets").get(0).intValue();
    assertEquals(bytes.length, bias + 5 * Float.BYTES);
    Graph graph = network().graph();
    WeightTensor last = graph.tensors().get(graph.tensors().size() - 1);
    assertEquals(SeededWeights.of(SMALL).read(last)[4], buffer.getFloat(bias + 4 * Float.BYTES));
  }

  @Test
  void givesLayersUpToTheCutToo() throws IOException {
    write();

    Graph part = new Head.Features(Optional.of("conv_dw_1_relu"), Pooling.NONE).graph(SMALL, 224);
    try (Weights weights = open(part)) {
      assertEquals(3 * 3 * 3 * 8, weights.read(part.tensors().get(0)).length);
    }
  }

  @Test
  void refusesWhatItDoesNotHold() throws IOException {
    write();

    assertEquals(
        file
            + " holds MobileNet_0.25 up to conv_pw_1_relu and its classifier of 5 classes alone:"
            + " convbench's predict and export take it as it is",
        refusal(SMALL, SMALL.graph()));
    // As many features, but not those that the classifier was trained on.
    Head other =
        new Head.Linear(new Head.Features(Optional.of("conv_pw_1_bn"), Pooling.AVG), NAMES.size());
    assertTrue(refusal(SMALL, other.graph(SMALL, 64)).contains(" alone: "));
    Architecture vgg = Architectures.named("VGG16");
    assertEquals(file + " is a trained MobileNet_0.25, not VGG16", refusal(vgg, vgg.graph(32)));
  }

  @Test
  void refusesWeightsThatNoTrainingLeaves() {
    Graph graph = network().graph();
    Weights weights =
        new TunedWeights(
            SeededWeights.of(SMALL),
            Map.of(graph.tensor(graph.output(), TensorRole.KERNEL), new float[] {1, 2, Float.NaN}));

    assertTrue(
        assertThrows(IOException.class, () -> network().write(weights, file))
            .getMessage()
            .contains("head/kernel holds NaN, which is not a trained weight"));
    assertFalse(Files.exists(file));
  }

  @Test
  void leavesOtherFilesToTheirReaders() throws IOException {
    Path other = folder.resolve("other");
    Files.write(other, TinyTorch.file("f32"));
    assertEquals(Optional.empty(), TrainedNetwork.read(other));
    Files.writeString(other, "\u0089HDF\r\n\u001a\n and more", StandardCharsets.ISO_8859_1);
    assertEquals(Optional.empty(), TrainedNetwork.read(other));
    Files.writeString(other, "{}");
    assertEquals(Optional.empty(), TrainedNetwork.read(other));
  }

  @ParameterizedTest
  @ValueSource(ints = {9, 200, 5000, -1})
  void refusesATruncatedFile(int bytes) throws IOException {
    write();
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, bytes < 0 ? whole.length + bytes : bytes));

    String message = assertThrows(IOException.class, () -> TrainedNetwork.read(file)).getMessage();

    assertEquals(1, message.lines().count());
    assertTrue(message.startsWith(file + " is "), message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "convbench_trained_network | 2 | of format 2, and this convbench reads 1: use the version that wrote it",
        "architecture | VGG17 | with metadata that cannot be: no architecture is called \"VGG17\" (nearest: VGG16, VGG19); \"convbench list\" shows all",
        "layer | conv_pw_1_rel | with metadata that cannot be: MobileNet_0.25 has no layer \"conv_pw_1_rel\" (nearest: conv_pw_1_relu",
        "layer | input_layer | with metadata that cannot be: input_layer of MobileNet_0.25 is the image itself: choose a layer behind it",
        "pooling | mean | with metadata that cannot be: unknown pooling 'mean': choose from none, avg, max",
        "pooling | none | with metadata that cannot be: conv_pw_1_relu gives a map of 32x32x16, where a classifier takes a vector",
        "class_names | cats, dogs | with class names that are no JSON: train it again",
        "class_names | {\"a\":\"b\"} | with class names that are no list: train it again",
        "class_names | [\"cats\",7] | with a class name that is no text: train it again",
        "class_names | [] | without class names: train it again",
        "side | 0 | with metadata that cannot be: a side of 0 pixels: use 1 to 4096",
        "side | 1e3 | with the side \"1e3\": train it again",
        "started_from_sha256 | abc | with metadata that cannot be: weights called \"mobilenet.h5\" with SHA-256 abc",
        "measured | | without \"measured\" in its metadata: train it again",
      })
  void refusesWhatCannotBe(String key, String value, String expected) throws IOException {
    write();
    change(json -> set((ObjectNode) json.get("__metadata__"), key, value));

    String message = assertThrows(IOException.class, () -> TrainedNetwork.read(file)).getMessage();

    String start = "%s is a trained network ".formatted(file);
    assertTrue(message.startsWith(start + expected), message);
    assertEquals(1, message.lines().count());
  }

  @Test
  void refusesTensorsOfAnotherCut() throws IOException {
    write();
    change(json -> set((ObjectNode) json.get("__metadata__"), "class_names", "[\"a\",\"b\"]"));

    assertEquals(
        file
            + " is no whole MobileNet_0.25 cut at conv_pw_1_relu: it holds head/kernel of 16x5 where"
            + " 16x2 is expected; train it again, or copy it once more",
        assertThrows(IOException.class, () -> TrainedNetwork.read(file)).getMessage());
  }

  @Test
  void refusesALongTextWithoutRepeatingIt() throws IOException {
    write();
    change(json -> set((ObjectNode) json.get("__metadata__"), "dataset", "x".repeat(5000)));

    assertEquals(
        file + " is a trained network with 5000 characters of \"dataset\": train it again",
        assertThrows(IOException.class, () -> TrainedNetwork.read(file)).getMessage());
  }

  private static void set(ObjectNode metadata, String key, String value) {
    if (value == null) {
      metadata.remove(key);
    } else {
      metadata.put(key, value);
    }
  }

  private void change(Consumer<ObjectNode> how) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    int header = (int) ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong(0);
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode json = (ObjectNode) mapper.readTree(bytes, 8, header);
    how.accept(json);
    byte[] changed = mapper.writeValueAsBytes(json);
    Files.write(
        file,
        ByteBuffer.allocate(8 + changed.length + bytes.length - 8 - header)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(changed.length)
            .put(changed)
            .put(bytes, 8 + header, bytes.length - 8 - header)
            .array());
  }

  private Weights open(Graph graph) throws IOException {
    return WeightsSource.parse(file.toString(), folder).open(SMALL, graph);
  }

  private String refusal(Architecture architecture, Graph graph) {
    return assertThrows(
            IOException.class,
            () -> WeightsSource.parse(file.toString(), folder).open(architecture, graph))
        .getMessage();
  }
}
