package io.convbench.suites.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class GraphTest {

  private final GraphBuilder builder = new GraphBuilder(Shape.of(8, 8, 3));

  /** As Keras stores a ResNet block with a projection: 0_conv and 3_conv are level. */
  @Test
  void branchesInterleaveInKerasOrder() {
    Node x = builder.input();
    Node projected = norm("0_bn", conv("0_conv", x));
    Node main = conv("3_conv", norm("1_bn", conv("1_conv", x)));
    Node out = builder.add("add", new Layers.Add(), projected, norm("3_bn", main));
    assertEquals(
        List.of("input_layer", "1_conv", "1_bn", "0_conv", "3_conv", "0_bn", "3_bn", "add"),
        names(builder.build(out)));
  }

  /** As torchvision's state dict has a block: the main branch, then the projection. */
  @Test
  void branchesFollowEachOtherInPyTorchsOrder() {
    GraphBuilder torch = new GraphBuilder(Shape.of(8, 8, 3), LayerOrder.BRANCH_BY_BRANCH);
    Node x = conv("stem", torch.input());
    Node projected = norm("downsample.1", conv("downsample.0", x));
    Node main = norm("bn2", conv("conv2", norm("bn1", conv("conv1", x))));
    Graph graph = torch.build(torch.add("add", new Layers.Add(), main, projected));
    assertEquals(
        List.of(
            "input_layer",
            "stem",
            "conv1",
            "bn1",
            "conv2",
            "bn2",
            "downsample.0",
            "downsample.1",
            "add"),
        names(graph));
    assertEquals(
        List.of("input_layer", "stem", "downsample.0", "downsample.1"),
        names(graph.upTo("downsample.1")));
    Node head = new GraphBuilder(graph).add("head", new Layers.Flatten(), graph.output());
    assertEquals(List.of("add", "head"), names(new GraphBuilder(graph).build(head)).subList(8, 10));
  }

  /** The identity shortcut adds nothing to the order; inputs are visited in call order. */
  @Test
  void shorterBranchStartsLater() {
    Node x = conv("stem", builder.input());
    Node left = conv("left", x);
    Node right = conv("right_2", conv("right_1", x));
    Node out = builder.add("add", new Layers.Add(), left, right, x);
    assertEquals(
        List.of("input_layer", "stem", "right_1", "left", "right_2", "add"),
        names(builder.build(out)));
  }

  @Test
  void tensorsAreNumberedInFileOrder() {
    Node x = builder.input();
    Node out = builder.add("add", new Layers.Add(), conv("short", x), norm("bn", conv("long", x)));
    assertEquals(
        List.of(
            "long/kernel",
            "short/kernel",
            "bn/gamma",
            "bn/beta",
            "bn/moving_mean",
            "bn/moving_variance"),
        builder.build(out).tensors().stream().map(WeightTensor::name).toList());
  }

  @Test
  void namesUnnamedLayersLikeKeras() {
    Node pool = builder.add(new Layers.MaxPooling2D(Window.valid(2, 2)), builder.input());
    Node norm = builder.add(new Layers.BatchNormalization(1e-3, true), pool);
    Node second = builder.add(new Layers.BatchNormalization(1e-3, true), norm);
    Node global = builder.add(new Layers.GlobalAveragePooling2D(false), second);
    assertEquals(
        List.of(
            "input_layer",
            "max_pooling2d",
            "batch_normalization",
            "batch_normalization_1",
            "global_average_pooling2d"),
        names(builder.build(global)));
  }

  @Test
  void countsEveryReadingOfAnOutput() {
    Node x = conv("conv", builder.input());
    Node out = builder.add("add", new Layers.Add(), x, x, conv("branch", x));
    conv("leads nowhere", x);
    Graph graph = builder.build(out);
    assertEquals(3, graph.readers(x));
    assertEquals(1, graph.readers(builder.input()));
    assertEquals(0, graph.readers(out));
  }

  @Test
  void rejectsTwoLayersOfOneName() {
    Node twice = conv("conv", conv("conv", builder.input()));
    Exception e = assertThrows(IllegalArgumentException.class, () -> builder.build(twice));
    assertEquals("two layers are called conv", e.getMessage());
  }

  @Test
  void rejectsAddingDifferentShapes() {
    Node x = builder.input();
    Node wide = builder.add(new Layers.Conv2D(7, Window.same(1), false), x);
    Exception e =
        assertThrows(IllegalArgumentException.class, () -> builder.add(new Layers.Add(), x, wide));
    assertEquals("two or more equal shapes expected, got [8x8x3, 8x8x7]", e.getMessage());
  }

  @Test
  void rejectsConcatenatingDifferentSides() {
    Node x = builder.input();
    Node small = builder.add(new Layers.MaxPooling2D(Window.valid(2, 2)), x);
    Exception e =
        assertThrows(
            IllegalArgumentException.class, () -> builder.add(new Layers.Concatenate(), x, small));
    assertEquals("cannot concatenate [8x8x3, 4x4x3]", e.getMessage());
  }

  private Node conv(String name, Node x) {
    return builder.add(name, new Layers.Conv2D(4, Window.same(1), false), x);
  }

  private Node norm(String name, Node x) {
    return builder.add(name, new Layers.BatchNormalization(1e-3, true), x);
  }

  private static List<String> names(Graph graph) {
    return graph.nodes().stream().map(Node::name).toList();
  }
}
