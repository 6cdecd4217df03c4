package io.convbench.suites.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.convbench.suites.architecture.KerasLayers.Row;
import io.convbench.suites.graph.Graph;
import io.convbench.suites.graph.Layers;
import io.convbench.suites.graph.Node;
import io.convbench.suites.graph.TensorRole;
import io.convbench.suites.graph.TensorSpec;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Our graphs against Keras's own lists of layers, line by line. */
class KerasLayersTest {

  /** Those whose layers Keras printed: the table's, and MobileNetV3 in all variants. */
  static Stream<Architecture> table() {
    return Stream.concat(
        Architectures.kerasTable().stream(),
        Architectures.all().stream().filter(a -> a.family().equals("MobileNetV3")));
  }

  @ParameterizedTest
  @MethodSource("table")
  void weightedLayersAreKerasInNameShapeTensorsAndOrder(Architecture architecture) {
    List<Row> expected =
        KerasLayers.of(architecture.name()).stream()
            .filter(row -> !row.tensors().isEmpty())
            .toList();
    List<Row> actual =
        architecture.graph().weightedNodes().stream().map(KerasLayersTest::row).toList();
    assertSameRows(expected, actual);
  }

  @ParameterizedTest
  @MethodSource("table")
  void allLayersAreKerasInNameShapeAndOrder(Architecture architecture) {
    Graph graph = architecture.graph();
    List<Row> actual =
        graph.nodes().stream()
            .filter(node -> node.layer().isKerasLayer())
            .map(KerasLayersTest::row)
            .toList();
    assertSameRows(KerasLayers.of(architecture.name()), actual);
  }

  /** Line by line first: the first difference says more than two lists of hundreds. */
  private static void assertSameRows(List<Row> expected, List<Row> actual) {
    for (int i = 0; i < Math.min(expected.size(), actual.size()); i++) {
      assertEquals(expected.get(i), actual.get(i), "layer " + i);
    }
    assertEquals(expected.size(), actual.size(), "number of layers");
  }

  private static Row row(Node node) {
    String tensors =
        node.tensors().stream().map(t -> tensor(node, t)).collect(Collectors.joining(";"));
    return new Row(kerasClass(node), node.name(), node.output().toString(), tensors);
  }

  private static String tensor(Node node, TensorSpec spec) {
    // Keras 3 calls a depthwise layer's kernel so; the files of Keras 2 say depthwise_kernel
    boolean depthwise = node.layer() instanceof Layers.DepthwiseConv2D;
    TensorRole role =
        depthwise && spec.role() == TensorRole.DEPTHWISE_KERNEL ? TensorRole.KERNEL : spec.role();
    return role.kerasName() + ":" + spec.shape();
  }

  private static String kerasClass(Node node) {
    return node.name().equals("reshape_2") ? "Reshape" : node.layer().kerasClass();
  }
}
