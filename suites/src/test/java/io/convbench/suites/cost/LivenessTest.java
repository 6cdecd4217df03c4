package io.convbench.suites.cost;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.convbench.suites.graph.ActivationFunction;
import io.convbench.suites.graph.GraphBuilder;
import io.convbench.suites.graph.Layers;
import io.convbench.suites.graph.Node;
import io.convbench.suites.graph.Shape;
import io.convbench.suites.graph.Window;
import org.junit.jupiter.api.Test;

/** Peaks counted by hand, in elements; the image has 2 x 2 x 1 = 4. */
class LivenessTest {

  private final GraphBuilder builder = new GraphBuilder(Shape.of(2, 2, 1));

  @Test
  void aChainNeedsTheLargestNeighbours() {
    // 4, 4+20, 20+12, 12+8
    assertPeak(20 + 12, conv(2, conv(3, conv(5, builder.input()))));
  }

  @Test
  void aShortcutStaysUntilTheAddition() {
    Node x = conv(2, builder.input());
    Node y = conv(2, conv(10, x));
    // x 8, x+wide 48, x+wide+y 56, x+y+sum 24
    assertPeak(8 + 40 + 8, builder.add(new Layers.Add(), x, y));
  }

  @Test
  void anActivationIsNotInPlace() {
    Node x = conv(5, builder.input());
    assertPeak(20 + 20, builder.add(new Layers.Activation(ActivationFunction.RELU), x));
  }

  @Test
  void aSeparableConvolutionHoldsItsDepthwiseResult() {
    Node x = conv(5, builder.input());
    // x 20 with depthwise 20, then depthwise 20 with the result 4
    assertPeak(20 + 20, builder.add(new Layers.SeparableConv2D(1, Window.same(3), false), x));
  }

  @Test
  void aSeparableConvolutionFreesItsInputBeforeItsResult() {
    Node x = conv(5, builder.input());
    // x 20 with depthwise 20, then depthwise 20 with the result 28
    assertPeak(20 + 28, builder.add(new Layers.SeparableConv2D(7, Window.same(3), false), x));
  }

  @Test
  void flattenIsAView() {
    Node x = builder.add(new Layers.Flatten(), conv(5, builder.input()));
    // image 4 + x 20, then x 20 + logits 3
    assertPeak(4 + 20, builder.add(new Layers.Dense(3, true), x));
  }

  @Test
  void whatFlattenViewsIsFreedAfterItsReader() {
    Node x = builder.add(new Layers.Flatten(), conv(5, builder.input()));
    Node hidden = builder.add(new Layers.Dense(10, true), x);
    // image 4 + x 20, x 20 + hidden 10, hidden 10 + logits 25
    assertPeak(10 + 25, builder.add(new Layers.Dense(25, true), hidden));
  }

  @Test
  void aResultReadTwiceByOneLayerIsFreedOnce() {
    Node x = conv(5, builder.input());
    Node doubled = builder.add(new Layers.Add(), x, x);
    // x 20 + doubled 20, then doubled 20 + 8
    assertPeak(20 + 20, conv(2, doubled));
  }

  private Node conv(int filters, Node x) {
    return builder.add(new Layers.Conv2D(filters, Window.same(1), false), x);
  }

  private void assertPeak(long elements, Node output) {
    assertEquals(4 * elements, Cost.of(builder.build(output)).peakActivationBytes());
  }
}
