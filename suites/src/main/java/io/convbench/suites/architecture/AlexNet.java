package io.convbench.suites.architecture;

import static io.convbench.suites.graph.ActivationFunction.RELU;

import io.convbench.suites.graph.GraphBuilder;
import io.convbench.suites.graph.Layers.Activated;
import io.convbench.suites.graph.Layers.Conv2D;
import io.convbench.suites.graph.Layers.Dense;
import io.convbench.suites.graph.Layers.Flatten;
import io.convbench.suites.graph.Layers.LocalResponseNormalization;
import io.convbench.suites.graph.Layers.MaxPooling2D;
import io.convbench.suites.graph.Node;
import io.convbench.suites.graph.Window;
import java.util.List;

/**
 * AlexNet, Krizhevsky, Sutskever and Hinton 2012, "ImageNet classification with deep convolutional
 * neural networks", section 3.5 and Figure 2: two towers, one on each of two GPUs, which see each
 * other's channels in conv3 and in the dense layers only. Names are Caffe's.
 *
 * <p>The paper prints an input of 224 pixels, whose first convolution would not give its 55 rows;
 * 227 do. Its alpha is not divided by the size of the neighbourhood; here it is, as in Caffe and
 * PyTorch. Its input has the mean image subtracted; here it is normalised as torchvision's.
 */
final class AlexNet {

  static List<Architecture> all() {
    return List.of(
        new Architecture(
            "AlexNet",
            "AlexNet",
            227,
            Preprocessing.TORCH,
            Published.ofTenCrops(
                59.3, 81.8, 227, 60, "Krizhevsky et al. 2012, Table 2 (1 CNN) and section 4"),
            SafetensorsFiles.named("AlexNet"),
            graph -> new AlexNet(graph).build(),
            AlexNet::classifier,
            Framework.PYTORCH));
  }

  /** Section 3.3. */
  private static final LocalResponseNormalization NORMALISATION =
      new LocalResponseNormalization(5, 1e-4, 0.75, 2);

  private static final Window OVERLAPPING = Window.valid(3, 2);

  private final GraphBuilder graph;

  private AlexNet(GraphBuilder graph) {
    this.graph = graph;
  }

  // @formatter:off
  private Node build() {
    //                 filters  kernel/stride            towers
    Node x = conv("conv1",  96, Window.valid(11, 4),     1, graph.input());
         x = pool("pool1", norm("norm1", x));
         x = conv("conv2", 256, Window.padded(5, 1, 2),  2, x);
         x = pool("pool2", norm("norm2", x));
         x = conv("conv3", 384, Window.padded(3, 1, 1),  1, x);
         x = conv("conv4", 384, Window.padded(3, 1, 1),  2, x);
         x = conv("conv5", 256, Window.padded(3, 1, 1),  2, x);
    return pool("pool5", x);
  }

  /** Without the dropout of training. */
  private static Node classifier(GraphBuilder graph, Node features, int classes) {
    Node x = graph.add("flatten", new Flatten(), features);
         x = graph.add("fc6", new Activated(new Dense(4096, true), RELU), x);
         x = graph.add("fc7", new Activated(new Dense(4096, true), RELU), x);
    return graph.add("fc8", new Dense(classes, true), x);
  }
  // @formatter:on

  private Node conv(String name, int filters, Window window, int towers, Node x) {
    return graph.add(name, new Activated(new Conv2D(filters, window, towers, true), RELU), x);
  }

  private Node norm(String name, Node x) {
    return graph.add(name, NORMALISATION, x);
  }

  private Node pool(String name, Node x) {
    return graph.add(name, new MaxPooling2D(OVERLAPPING), x);
  }
}
