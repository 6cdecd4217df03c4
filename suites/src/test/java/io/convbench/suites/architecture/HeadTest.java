package io.convbench.suites.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.convbench.foundation.hash.HashAlgorithm;
import io.convbench.foundation.input.InvalidInputException;
import io.convbench.suites.cost.Cost;
import io.convbench.suites.graph.Graph;
import io.convbench.suites.graph.Node;
import io.convbench.suites.graph.WeightTensor;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Networks without top, cut at a layer and with other classes; keras_parts.py and torch_parts.py
 * made the tables.
 */
class HeadTest {

  private static Graph graph(Head head, String architecture) {
    Architecture named = Architectures.named(architecture);
    return head.graph(named, named.inputSize());
  }

  private static Graph cut(String architecture, String layer, Pooling pooling) {
    return graph(new Head.Features(Optional.of(layer), pooling), architecture);
  }

  private static long parameters(Graph graph) {
    return Cost.of(graph).parameters();
  }

  @ParameterizedTest
  @CsvFileSource(
      resources = {"no_top.csv", "no_top_torch.csv"},
      numLinesToSkip = 1)
  void withoutTopIsKerasOrPyTorchs(
      String architecture, String last, String shape, int layers, long parameters, long ofTen) {
    Graph graph = graph(Head.NO_TOP, architecture);
    assertEquals(last, graph.output().name());
    assertEquals(shape, graph.output().output().toString());
    assertEquals(layers, graph.weightedNodes().size());
    assertEquals(parameters, parameters(graph));
    Graph ten = graph(new Head.Own(10), architecture);
    assertEquals(List.of(10), ten.output().output().dimensions());
    assertEquals(ofTen, parameters(ten));
  }

  @Test
  void theTablesHaveEveryArchitecture() throws Exception {
    Set<String> names = new HashSet<>(Architectures.names());
    for (String table : List.of("no_top.csv", "no_top_torch.csv")) {
      try (var in = HeadTest.class.getResourceAsStream(table)) {
        new String(in.readAllBytes(), StandardCharsets.UTF_8)
            .lines()
            .skip(1)
            .forEach(line -> names.remove(line.substring(0, line.indexOf(','))));
      }
    }
    assertEquals(Set.of(), names);
  }

  /** Keras numbers a cut model again, for which reason NASNet's layers change places. */
  @ParameterizedTest
  @CsvFileSource(resources = "cut_orders.csv", numLinesToSkip = 1)
  void layersOfACutAreInKerasOrder(
      String architecture, String layer, int layers, String md5, String asWhole) {
    Graph whole = Architectures.named(architecture).graph();
    Graph cut = whole.upTo(layer);
    List<String> names = cut.weightedNodes().stream().map(Node::name).toList();
    assertEquals(layers, names.size());
    String joined = String.join(",", names);
    assertEquals(md5, HashAlgorithm.MD5.hex(joined), joined);
    List<String> filtered =
        whole.weightedNodes().stream().map(Node::name).filter(names::contains).toList();
    assertEquals(asWhole.equals("True"), names.equals(filtered));
  }

  @ParameterizedTest
  @MethodSource("io.convbench.suites.architecture.Architectures#all")
  void weightsOfAPartAreThoseOfTheWhole(Architecture architecture) {
    List<WeightTensor> whole = architecture.graph().tensors();
    Graph part = Head.NO_TOP.graph(architecture, architecture.inputSize());
    List<WeightTensor> beginning = whole.subList(0, part.tensors().size());
    if (!architecture.family().equals("ConvNeXt")) {
      assertEquals(beginning, part.tensors());
      return;
    }
    // Keras calls ConvNeXt's last normalisation otherwise in front of a classifier
    int norm = beginning.size() - 2;
    assertEquals(beginning.subList(0, norm), part.tensors().subList(0, norm));
    for (int i = norm; i < beginning.size(); i++) {
      assertEquals(beginning.get(i).index(), part.tensors().get(i).index());
      assertEquals(beginning.get(i).spec(), part.tensors().get(i).spec());
    }
  }

  @Test
  void everyLayerCanBeTheLast() {
    Graph whole = Architectures.named("NASNetMobile").graph();
    Set<WeightTensor> all = new HashSet<>(whole.tensors());
    for (Node node : whole.nodes()) {
      Graph cut = whole.upTo(node.name());
      assertEquals(node, cut.output());
      assertTrue(all.containsAll(cut.tensors()), node.name());
    }
  }

  @Test
  void whatDoesNotLeadToTheLayerIsLeftOut() {
    Graph cut = cut("InceptionV3", "mixed0", Pooling.NONE);
    assertTrue(cut.find("mixed1").isEmpty());
    // Figure 5's branch of two 3x3 convolutions alone
    Graph branch = cut("InceptionV3", "conv2d_9", Pooling.NONE);
    assertTrue(branch.find("mixed0").isEmpty());
    assertEquals(
        List.of("conv2d", "conv2d_1", "conv2d_2", "conv2d_3", "conv2d_4"),
        branch.weightedNodes().stream()
            .map(Node::name)
            .filter(name -> name.startsWith("conv2d"))
            .limit(5)
            .toList());
  }

  /** As in Keras, whose layers have their activation within. */
  @Test
  void aLayerEndsWithItsActivation() {
    assertTrue(cut("VGG16", "block1_conv1", Pooling.NONE).output().isNonNegative());
  }

  @ParameterizedTest
  @CsvSource({
    "MobileNetV2, block_9_add, avg, 64",
    "MobileNetV2, block_9_add, max, 64",
    "VGG16, block5_pool, avg, 512",
    "NASNetMobile, normal_concat_12, max, 1056",
  })
  void poolingMakesAVectorOfTheChannels(
      String architecture, String layer, String pooling, int channels) {
    Graph map = cut(architecture, layer, Pooling.NONE);
    Graph vector = cut(architecture, layer, Pooling.named(pooling));
    assertEquals(List.of(channels), vector.output().output().dimensions());
    assertEquals(map.tensors(), vector.tensors());
  }

  @Test
  void aNewClassifierIsNumberedBehindItsFeatures() {
    Head.Features features = new Head.Features(Optional.of("block_9_add"), Pooling.AVG);
    Graph graph = graph(new Head.Linear(features, 5), "MobileNetV2");
    Graph base = graph(features, "MobileNetV2");
    int count = base.tensors().size();
    assertEquals(base.tensors(), graph.tensors().subList(0, count));
    assertEquals(
        "[head/kernel 64x5 %s, head/bias 5 %s]".formatted(count, count + 1),
        graph.tensors().subList(count, count + 2).stream()
            .map(t -> "%s %s %s".formatted(t.name(), t.shape(), t.index()))
            .collect(Collectors.toList())
            .toString());
    assertEquals(parameters(base) + 64 * 5 + 5, parameters(graph));
  }

  private static String mistake(Head head, String architecture) {
    return assertThrows(InvalidInputException.class, () -> graph(head, architecture)).getMessage();
  }

  private static Head features(String layer, Pooling pooling) {
    return new Head.Features(Optional.of(layer), pooling);
  }

  @Test
  void anUnknownLayerNamesTheNearest() {
    assertEquals(
        "VGG16 has no layer \"block5_conv4\" (nearest: block5_conv1, block5_conv2, block5_conv3);"
            + " \"convbench list --layers VGG16\" shows all",
        mistake(features("block5_conv4", Pooling.NONE), "VGG16"));
  }

  @Test
  void refusesTheImageAsFeatures() {
    assertEquals(
        "input_layer of VGG16 is the image itself: choose a layer behind it",
        mistake(features("input_layer", Pooling.NONE), "VGG16"));
  }

  /** Keras's layer has the softmax in it, convbench's network ends before. */
  @ParameterizedTest
  @CsvSource({"VGG16, predictions", "MobileNet_0.25, reshape_2", "MobileNetV2, predictions"})
  void refusesTheClassifierAsFeatures(String architecture, String layer) {
    assertEquals(
        layer
            + " of "
            + architecture
            + " is its classifier, which has logits for output, not features: leave out --layer",
        mistake(features(layer, Pooling.NONE), architecture));
  }

  /** Five poolings halve 20 pixels to none; the first alone would not. */
  @Test
  void aSideTooSmallNamesTheLayerThatDoesNotFit() {
    Head pool = features("block1_pool", Pooling.NONE);
    Architecture vgg16 = Architectures.named("VGG16");
    Exception e = assertThrows(InvalidInputException.class, () -> pool.graph(vgg16, 20));
    assertEquals(
        "an image of 20x20x3 is too small for block5_pool: a 2x2 window does not fit an input side"
            + " of 1: use a larger input size",
        e.getMessage());
  }

  @Test
  void saysWhyThereIsNoDropout() {
    String message = mistake(features("dropout", Pooling.NONE), "MobileNet");
    assertTrue(
        message.endsWith(
            "\"convbench list --layers MobileNet\" shows all; dropout is not among them, for"
                + " it does nothing outside training"),
        message);
  }

  @Test
  void refusesToPoolAVector() {
    assertEquals(
        "fc2 gives a vector of 4096 numbers, which has no rows and columns to pool: choose none",
        mistake(features("fc2", Pooling.AVG), "VGG16"));
  }

  @Test
  void refusesAClassifierOnAMap() {
    Head.Features map = new Head.Features(Optional.empty(), Pooling.NONE);
    assertEquals(
        "block5_pool gives a map of 7x7x512, where a classifier takes a vector: pool it by avg or"
            + " max",
        mistake(new Head.Linear(map, 2), "VGG16"));
  }

  @Test
  void refusesNoClass() {
    Exception e = assertThrows(InvalidInputException.class, () -> new Head.Own(0));
    assertEquals("0 classes: at least 1 expected", e.getMessage());
  }

  @Test
  void refusesAnUnknownPooling() {
    Exception e = assertThrows(InvalidInputException.class, () -> Pooling.named("mean"));
    assertEquals("unknown pooling 'mean': choose from none, avg, max", e.getMessage());
  }
}
