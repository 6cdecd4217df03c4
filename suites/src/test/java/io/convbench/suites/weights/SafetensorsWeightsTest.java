package io.convbench.suites.weights;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.convbench.foundation.hash.HashedFile;
import io.convbench.suites.architecture.Architecture;
import io.convbench.suites.architecture.Architectures;
import io.convbench.suites.architecture.Head;
import io.convbench.suites.graph.Graph;
import io.convbench.suites.graph.TensorRole;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that PyTorch wrote, for a graph in Keras's order of dimensions. */
class SafetensorsWeightsTest {

  private static final Architecture TINY = TinyTorch.architecture();
  private static final Graph GRAPH = TinyTorch.graph();

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void nameTheFile() {
    file = folder.resolve("resnet18.safetensors");
  }

  /** What tiny_torch.py gave element i of tensor k. */
  private static float made(int k, int i) {
    return (37 * i + k) % 256;
  }

  private float[] read(Weights weights, String layer, TensorRole role) throws IOException {
    return weights.read(GRAPH.tensor(GRAPH.node(layer), role));
  }

  @ParameterizedTest
  @ValueSource(strings = {"f32", "f16", "bf16"})
  void readsEveryTypeIntoKerasOrder(String type) throws IOException {
    Files.write(file, TinyTorch.file(type));
    try (Weights weights = WeightsSource.parse(file.toString(), file).open(TINY, GRAPH)) {
      float[] kernel = read(weights, "conv1", TensorRole.KERNEL);
      // (rows, columns, channels of a group, filters) of PyTorch's (filters, channels, rows,
      // columns)
      for (int row = 0; row < 2; row++) {
        for (int column = 0; column < 3; column++) {
          for (int filter = 0; filter < 6; filter++) {
            assertEquals(
                made(0, (filter * 2 + row) * 3 + column), kernel[(row * 3 + column) * 6 + filter]);
          }
        }
      }
      TensorRole[] vectors = {
        TensorRole.GAMMA, TensorRole.BETA, TensorRole.MOVING_MEAN, TensorRole.MOVING_VARIANCE
      };
      for (int i = 0; i < 6; i++) {
        assertEquals(made(1, i), read(weights, "conv1", TensorRole.BIAS)[i]);
        for (int vector = 0; vector < vectors.length; vector++) {
          assertEquals(made(2 + vector, i), read(weights, "bn1", vectors[vector])[i]);
        }
      }
      requireDense(read(weights, "fc", TensorRole.KERNEL));
    }
  }

  /** PyTorch flattens channels, rows, columns; the graph rows, columns, channels. */
  private static void requireDense(float[] dense) {
    for (int row = 0; row < TinyTorch.ROWS; row++) {
      for (int column = 0; column < TinyTorch.COLUMNS; column++) {
        for (int channel = 0; channel < TinyTorch.CHANNELS; channel++) {
          int torch = (channel * TinyTorch.ROWS + row) * TinyTorch.COLUMNS + column;
          int keras = (row * TinyTorch.COLUMNS + column) * TinyTorch.CHANNELS + channel;
          for (int out = 0; out < TinyTorch.CLASSES; out++) {
            assertEquals(made(6, out * 36 + torch), dense[keras * TinyTorch.CLASSES + out]);
          }
        }
      }
    }
  }

  @Test
  void statesNameAndHashOfTheFile() throws IOException {
    Files.write(file, TinyTorch.file("f32"));
    try (Weights weights = SafetensorsWeights.open(file, TINY, GRAPH, Optional.empty())) {
      assertEquals(
          new WeightsOrigin("resnet18.safetensors", Optional.of(HashedFile.of(file).sha256())),
          weights.origin());
    }
  }

  @Test
  void aFileOfOtherClassesServesTheBackbone() throws IOException {
    Files.write(file, TinyTorch.file("f32"));
    Graph backbone = Head.NO_TOP.graph(TINY, 4);
    try (Weights weights = SafetensorsWeights.open(file, TINY, backbone, Optional.empty())) {
      assertEquals(6, weights.read(backbone.tensors().get(1)).length);
    }
    assertTrue(SafetensorsWeights.hasOtherClassifier(file, TINY));
    assertFalse(SafetensorsWeights.isWithoutTop(file, TINY));
    assertEquals(
        file + " does not fit ResNet18: it holds fc.weight of 5x36 where 1000x36 is expected",
        refusal(TINY.graph()));
  }

  private String refusal(Graph graph) {
    return assertThrows(
            IOException.class, () -> SafetensorsWeights.open(file, TINY, graph, Optional.empty()))
        .getMessage();
  }

  @ParameterizedTest
  @CsvSource({
    "conv1.weight, conv9.weight, lacks conv1.weight and holds unknown conv9.weight (nearest: conv1.weight)",
    "'\"shape\":[5,36]', '\"shape\":[36,5]', holds fc.weight of 36x5 where 5x36 is expected",
    "bn1.num_batches_tracked, bn1.sum_batches_tracked, holds bn1.sum_batches_tracked besides",
  })
  void refusesOtherLayers(String from, String to, String difference) throws IOException {
    replace(from, to);
    assertEquals(file + " does not fit ResNet18: it " + difference, refusal(GRAPH));
  }

  @Test
  void refusesTensorsOfNoFloats() throws IOException {
    // The same four bytes a number.
    replace("\"F32\",\"shape\":[5]", "\"I32\",\"shape\":[5]");
    try (Weights weights = SafetensorsWeights.open(file, TINY, GRAPH, Optional.empty())) {
      assertEquals(
          file + " holds fc.bias as I32, where F32, F16, BF16 or F64 is read: save it again as F32",
          assertThrows(IOException.class, () -> read(weights, "fc", TensorRole.BIAS)).getMessage());
    }
  }

  @Test
  void refusesNumbersThatAreNotFinite() throws IOException {
    byte[] bytes = TinyTorch.file("f32");
    // The last value of the file is the dense kernel's last: NaN.
    bytes[bytes.length - 1] = 0x7f;
    bytes[bytes.length - 2] = (byte) 0xc0;
    Files.write(file, bytes);
    try (Weights weights = SafetensorsWeights.open(file, TINY, GRAPH, Optional.empty())) {
      assertEquals(
          file
              + ": fc.weight (the graph's fc/kernel) holds NaN, which is not a trained weight: fetch or train it again",
          assertThrows(IOException.class, () -> read(weights, "fc", TensorRole.KERNEL))
              .getMessage());
    }
  }

  /** Of the same length, so that the header's stays. */
  private void replace(String from, String to) throws IOException {
    String text = new String(TinyTorch.file("f32"), StandardCharsets.ISO_8859_1);
    assertTrue(text.contains(from), text);
    Files.writeString(file, text.replace(from, to), StandardCharsets.ISO_8859_1);
    assertEquals(from.length(), to.length());
  }

  /** ResNet34 has all layers of ResNet18, and more. */
  @Test
  void namesTheArchitectureThatAFileIsOf() throws IOException {
    Architecture wanted = Architectures.named("ResNet18");
    write(Architectures.named("ResNet34").graph());
    for (Head head : new Head[] {Head.IMAGENET, Head.NO_TOP}) {
      Graph graph = head.graph(wanted, 224);
      assertEquals(
          file + " holds the weights of ResNet34, not of ResNet18",
          assertThrows(
                  IOException.class,
                  () -> SafetensorsWeights.open(file, wanted, graph, Optional.empty()))
              .getMessage());
    }
    assertFalse(SafetensorsWeights.hasOtherClassifier(file, wanted));
  }

  @Test
  void asksForTheClassifierWhereItIsMissing() throws IOException {
    Architecture wanted = Architectures.named("ResNet18");
    write(Head.NO_TOP.graph(wanted, 224));
    assertTrue(SafetensorsWeights.isWithoutTop(file, wanted));
    assertEquals(
        file + " does not fit ResNet18: it lacks fc.weight, fc.bias: pass the file with top",
        assertThrows(
                IOException.class,
                () -> SafetensorsWeights.open(file, wanted, wanted.graph(), Optional.empty()))
            .getMessage());
  }

  /** ResNet18's own: with a name misspelt, or one of its tensors missing. */
  @ParameterizedTest
  @CsvSource({
    "fc.wieght 1000x512 fc.bias 1000, fc.weight and holds unknown fc.wieght (nearest: fc.weight)",
    "fc.wieght 10x512 fc.bias 10, fc.weight and holds unknown fc.wieght (nearest: fc.weight)",
    "fc.weight 1000x512 fc.Bias 1000, fc.bias and holds unknown fc.Bias (nearest: fc.bias)",
    "fcc.weight 1000x512 fcc.bias 1000, 'fc.weight, fc.bias and holds unknown fcc.weight, fcc.bias'",
    "fc.weight 1000x512, fc.bias",
  })
  void namesWhatIsMisspeltInTheClassifier(String classifier, String lacks) throws IOException {
    Architecture wanted = writeResNet18(classifier);
    assertFalse(SafetensorsWeights.hasOtherClassifier(file, wanted));
    assertFalse(SafetensorsWeights.isWithoutTop(file, wanted));
    assertEquals(
        file + " does not fit ResNet18: it lacks " + lacks,
        assertThrows(
                IOException.class,
                () -> SafetensorsWeights.open(file, wanted, wanted.graph(), Optional.empty()))
            .getMessage());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "fc.weight 10x512 fc.bias 10",
        "fc.weight 10x512",
        "fcs.weight 10x512 fcs.bias 10",
        "fc.1.weight 1000x512 fc.1.bias 1000",
        "head.weight 1000x512 head.bias 1000",
      })
  void takesWhatIsNotMisspeltForAnotherClassifier(String classifier) throws IOException {
    Architecture wanted = writeResNet18(classifier);
    assertTrue(SafetensorsWeights.hasOtherClassifier(file, wanted));
    SafetensorsWeights.open(file, wanted, Head.NO_TOP.graph(wanted, 224), Optional.empty()).close();
  }

  /** With the architecture's own classifier, nothing else is another. */
  @ParameterizedTest
  @CsvSource({
    "alien.weight, 3x3",
    "layer5.0.conv1.weight, 512x512x3x3",
    "head.weight, 10x512",
    "alien.weight, 0x4611686018427387904x4611686018427387904",
    "alien.num_batches_tracked, 1000",
    "bn1.num_batches_tracked, 64",
  })
  void refusesWhatAWholeNetworkHasBesides(String name, String shape) throws IOException {
    Architecture wanted = writeResNet18("fc.weight 1000x512 fc.bias 1000 " + name + " " + shape);
    requireRefusedWithEveryHead(wanted, "holds " + name + " besides");
  }

  @Test
  void takesTheCounterOfABatchNorm() throws IOException {
    Architecture wanted = Architectures.named("ResNet18");
    Map<String, List<Long>> tensors = tensors(wanted.graph());
    tensors.put("bn1.num_batches_tracked", List.of());
    write(tensors);
    SafetensorsWeights.open(file, wanted, wanted.graph(), Optional.empty()).close();
  }

  /** PyTorch's weight has outputs first. */
  @ParameterizedTest
  @CsvSource({
    "ResNet18, fc.weight, 512x1000, 1000x512",
    "AlexNet, fc8.weight, 4096x1000, 1000x4096",
  })
  void refusesATransposedClassifier(
      String architecture, String name, String transposed, String expected) throws IOException {
    Architecture wanted = Architectures.named(architecture);
    Map<String, List<Long>> tensors = tensors(wanted.graph());
    tensors.put(name, shape(transposed));
    write(tensors);
    requireRefusedWithEveryHead(
        wanted, "holds %s of %s where %s is expected".formatted(name, transposed, expected));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "alien.weight 3x3",
        "head.weight 512x10 head.bias 10",
        "head.weight 10x512 head.bias 9",
        "head.weight 10x512 extra.weight 0x512",
      })
  void refusesWhatCannotBeAClassifier(String classifier) throws IOException {
    Architecture wanted = writeResNet18(classifier);
    assertFalse(SafetensorsWeights.hasOtherClassifier(file, wanted));
    String names = classifier.replaceAll(" \\d+(x\\d+)?", "").replace(" ", ", ");
    assertEquals(
        file + " does not fit ResNet18: it holds " + names + " besides",
        refusal(wanted, Head.NO_TOP));
    assertEquals(
        file + " does not fit ResNet18: it lacks fc.weight, fc.bias and holds unknown " + names,
        refusal(wanted, Head.IMAGENET));
  }

  /** Not what is only unknown because the classifier is not asked for. */
  @ParameterizedTest
  @CsvSource({
    "fc.weight 1000x512 fc.bias 1000, holds conv1.bias besides",
    "fc.weight 10x512 fc.bias 10,"
        + " 'holds fc.weight of 10x512 where 1000x512 is expected, and unknown conv1.bias'",
  })
  void namesOnlyWhatIsTooMuch(String classifier, String difference) throws IOException {
    Architecture wanted = writeResNet18(classifier + " conv1.bias 64");
    String start = file + " does not fit ResNet18: it ";
    assertEquals(start + "holds conv1.bias besides", refusal(wanted, Head.NO_TOP));
    assertEquals(start + difference, refusal(wanted, Head.IMAGENET));
  }

  private void requireRefusedWithEveryHead(Architecture wanted, String difference)
      throws IOException {
    assertFalse(SafetensorsWeights.hasOtherClassifier(file, wanted));
    assertFalse(SafetensorsWeights.isWithoutTop(file, wanted));
    for (Head head : new Head[] {Head.IMAGENET, Head.NO_TOP}) {
      assertEquals(
          "%s does not fit %s: it %s".formatted(file, wanted, difference), refusal(wanted, head));
    }
  }

  private String refusal(Architecture wanted, Head head) {
    Graph graph = head.graph(wanted, wanted.inputSize());
    return assertThrows(
            IOException.class, () -> SafetensorsWeights.open(file, wanted, graph, Optional.empty()))
        .getMessage();
  }

  /** What the backbone lacks is told without the classifier, which may be any. */
  @Test
  void namesWhatIsMisspeltInTheBackbone() throws IOException {
    Architecture wanted = Architectures.named("ResNet18");
    Map<String, List<Long>> tensors = tensors(wanted.graph());
    tensors.put("layer1.0.conv1.wieght", tensors.remove("layer1.0.conv1.weight"));
    write(tensors);
    for (Head head : new Head[] {Head.IMAGENET, Head.NO_TOP}) {
      Graph graph = head.graph(wanted, 224);
      assertEquals(
          file
              + " does not fit ResNet18: it lacks layer1.0.conv1.weight and holds unknown"
              + " layer1.0.conv1.wieght (nearest: layer1.0.conv1.weight)",
          assertThrows(
                  IOException.class,
                  () -> SafetensorsWeights.open(file, wanted, graph, Optional.empty()))
              .getMessage());
    }
  }

  /**
   * @param classifier names and shapes
   */
  private Architecture writeResNet18(String classifier) throws IOException {
    Architecture architecture = Architectures.named("ResNet18");
    Map<String, List<Long>> tensors = tensors(Head.NO_TOP.graph(architecture, 224));
    String[] words = classifier.split(" ");
    for (int i = 0; i < words.length; i += 2) {
      tensors.put(words[i], shape(words[i + 1]));
    }
    write(tensors);
    return architecture;
  }

  private static List<Long> shape(String text) {
    return Stream.of(text.split("x")).map(Long::valueOf).toList();
  }

  private static Map<String, List<Long>> tensors(Graph graph) {
    Map<String, List<Long>> tensors = new LinkedHashMap<>();
    new StateDict(graph).tensors().forEach((name, tensor) -> tensors.put(name, tensor.shape()));
    return tensors;
  }

  private void write(Graph graph) throws IOException {
    write(tensors(graph));
  }

  /** Tensors by name, with a hole for their values. */
  private void write(Map<String, List<Long>> tensors) throws IOException {
    StringBuilder header = new StringBuilder();
    long end = 0;
    for (Map.Entry<String, List<Long>> tensor : tensors.entrySet()) {
      List<Long> shape = tensor.getValue();
      long begin = end;
      end += Float.BYTES * shape.stream().reduce(1L, (a, b) -> a * b);
      header
          .append(header.isEmpty() ? "{" : ",")
          .append(
              "\"%s\":{\"dtype\":\"F32\",\"shape\":%s,\"data_offsets\":[%s,%s]}"
                  .formatted(tensor.getKey(), shape, begin, end));
    }
    byte[] bytes = TinyTorch.file(header.append("}").toString(), 0);
    Files.write(file, bytes);
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(bytes.length + end);
    }
  }
}
