package io.convbench.suites.architecture;

import static io.convbench.suites.graph.ActivationFunction.RELU;

import io.convbench.suites.graph.GraphBuilder;
import io.convbench.suites.graph.Layer;
import io.convbench.suites.graph.Layers.Activation;
import io.convbench.suites.graph.Layers.Conv2D;
import io.convbench.suites.graph.Layers.Dense;
import io.convbench.suites.graph.Layers.Flatten;
import io.convbench.suites.graph.Layers.MaxPooling2D;
import io.convbench.suites.graph.Node;
import io.convbench.suites.graph.Window;
import java.util.List;

/**
 * AlexNet in a single tower, Krizhevsky 2014, "One weird trick for parallelizing convolutional
 * neural networks", arXiv:1404.5997, section 5, as torchvision has it.
 *
 * <p>torchvision's adaptive pooling to 6x6 is left out, since the map of 224 pixels has 6x6 cells
 * already; as with VGG, the first dense layer of another input size has another shape. Dropout does
 * nothing outside training.
 */
final class AlexNetOwt {

  static List<Architecture> all() {
    return List.of(
        new Architecture(
            "AlexNetOWT",
            "AlexNet",
            224,
            Preprocessing.TORCH,
            Published.inTorchvision(56.522, 79.066, 224, 61.1),
            SafetensorsFiles.named("AlexNetOWT"),
            AlexNetOwt::features,
            AlexNetOwt::classifier,
            Framework.PYTORCH));
  }

  private AlexNetOwt() {}

  // @formatter:off
  private static Node features(GraphBuilder graph) {
    return sequence(
        graph, "features", 0, graph.input(),
        //         filters         kernel, stride, padding
        new Conv2D( 64, Window.padded(11, 4, 2), true), relu(), pool(),
        new Conv2D(192, Window.padded( 5, 1, 2), true), relu(), pool(),
        new Conv2D(384, Window.padded( 3, 1, 1), true), relu(),
        new Conv2D(256, Window.padded( 3, 1, 1), true), relu(),
        new Conv2D(256, Window.padded( 3, 1, 1), true), relu(), pool());
  }

  private static Node classifier(GraphBuilder graph, Node features, int classes) {
    Node x = graph.add("flatten", new Flatten(), features);
    // 0 and 3 are dropout
         x = sequence(graph, "classifier", 1, x, new Dense(4096, true), relu());
         x = sequence(graph, "classifier", 4, x, new Dense(4096, true), relu());
    return sequence(graph, "classifier", 6, x, new Dense(classes, true));
  }
  // @formatter:on

  /** PyTorch's Sequential, which numbers its modules. */
  private static Node sequence(GraphBuilder graph, String name, int first, Node x, Layer... all) {
    for (int i = 0; i < all.length; i++) {
      x = graph.add("%s.%s".formatted(name, first + i), all[i], x);
    }
    return x;
  }

  private static Layer relu() {
    return new Activation(RELU);
  }

  private static Layer pool() {
    return new MaxPooling2D(Window.valid(3, 2));
  }
}
