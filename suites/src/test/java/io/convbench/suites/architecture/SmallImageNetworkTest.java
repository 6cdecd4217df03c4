package io.convbench.suites.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.convbench.foundation.input.InvalidInputException;
import io.convbench.suites.architecture.SmallImageNetwork.Connections;
import io.convbench.suites.cost.Cost;
import io.convbench.suites.graph.Graph;
import io.convbench.suites.graph.Shape;
import io.convbench.suites.graph.WeightTensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmallImageNetworkTest {

  /** He et al. 2015, table 6: millions of parameters at width 16 with ten classes. */
  @ParameterizedTest
  @CsvSource({"20, 0.27", "32, 0.46", "44, 0.66", "56, 0.85"})
  void hasThePapersParameters(int depth, double millions) {
    for (Connections connections : Connections.values()) {
      Graph graph = new SmallImageNetwork(connections, depth, 16).graph(32, 10);
      long parameters =
          graph.tensors().stream()
              .filter(tensor -> tensor.role().isLearned())
              .mapToLong(tensor -> tensor.shape().elements())
              .sum();
      assertEquals(millions, parameters / 1e6, 0.0051);
      assertEquals(depth, graph.tensors().stream().filter(SmallImageNetworkTest::isKernel).count());
    }
  }

  /** Shortcuts have no parameters and multiply nothing that is learned. */
  @Test
  void ofBothKindsAreTheSameSize() {
    Graph plain = new SmallImageNetwork(Connections.PLAIN, 20, 16).graph(32, 10);
    Graph residual = new SmallImageNetwork(Connections.RESIDUAL, 20, 16).graph(32, 10);

    assertEquals(Cost.of(plain).parameters(), Cost.of(residual).parameters());
    assertEquals(Shape.of(8, 8, 64), residual.node("stage3_block3_2_relu").output());
    assertEquals(Shape.of(16, 16, 32), residual.node("stage2_block1_shortcut").output());
  }

  @Test
  void refusesADepthThatNoNetworkHas() {
    InvalidInputException refusal =
        assertThrows(
            InvalidInputException.class, () -> new SmallImageNetwork(Connections.PLAIN, 52, 16));
    assertEquals(
        "no network of 52 layers: use 6n + 2, as 8, 14, 20, 32, 44 or 56", refusal.getMessage());
  }

  @Test
  void refusesWhatIsTooDeepOrWide() {
    assertEquals(
        "a network of 1208 layers: use at most 1202, the paper's deepest",
        assertThrows(
                InvalidInputException.class,
                () -> new SmallImageNetwork(Connections.PLAIN, 1208, 16))
            .getMessage());
    for (int width : new int[] {0, 257}) {
      assertEquals(
          "a width of %s filters: use 1 to 256".formatted(width),
          assertThrows(
                  InvalidInputException.class,
                  () -> new SmallImageNetwork(Connections.RESIDUAL, 8, width))
              .getMessage());
    }
  }

  private static boolean isKernel(WeightTensor tensor) {
    return tensor.shape().rank() > 1;
  }
}
