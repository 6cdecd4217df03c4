package io.convbench.suites.architecture;

import static io.convbench.suites.graph.ActivationFunction.GELU;
import static io.convbench.suites.graph.ActivationFunction.LINEAR;

import io.convbench.suites.graph.Graph;
import io.convbench.suites.graph.GraphBuilder;
import io.convbench.suites.graph.Layers.Activation;
import io.convbench.suites.graph.Layers.Add;
import io.convbench.suites.graph.Layers.Conv2D;
import io.convbench.suites.graph.Layers.Dense;
import io.convbench.suites.graph.Layers.GlobalAveragePooling2D;
import io.convbench.suites.graph.Layers.LayerNormalization;
import io.convbench.suites.graph.Layers.LayerScale;
import io.convbench.suites.graph.Layers.Operator;
import io.convbench.suites.graph.Layers.Sequential;
import io.convbench.suites.graph.Node;
import io.convbench.suites.graph.Window;
import java.util.List;
import java.util.Locale;

/**
 * ConvNeXt, Liu, Mao, Wu, Feichtenhofer, Darrell and Xie 2022, arXiv:2201.03545, Table 9.
 *
 * <p>Keras departs from the paper in that the image is normalised in the network, and puts a layer
 * normalisation behind the features of a network without top.
 */
final class ConvNeXt {

  // @formatter:off
  // section 3: blocks in            res2 res3 res4 res5
  private static final int[] TINY  = {  3,   3,   9,   3};
  private static final int[] OTHER = {  3,   3,  27,   3};

  static List<Architecture> all() {
    return List.of(
        //              C of res2                           top-1   at      MiB params
        size("Tiny",    96, TINY,  Published.inDocumentation(81.3, 224,  109.42,  28.6)),
        size("Small",   96, OTHER, Published.inDocumentation(82.3, 224,  192.29,  50.2)),
        size("Base",   128, OTHER, Published.inDocumentation(85.3, 224,  338.58,  88.5)),
        size("Large",  192, OTHER, Published.inDocumentation(86.3, 224,  755.07, 197.7)),
        size("XLarge", 256, OTHER, Published.inDocumentation(86.7, 224, 1310,    350.1)));
  }

  private Node build(int channels, int[] blocks) {
    x = graph.add(name + "_prestem_normalization", ImageNetPixels.normalization(255), x);
    return stem(channels)
        .stage(    channels, blocks[0])
        .downsample(2 * channels)
        .stage(2 * channels, blocks[1])
        .downsample(4 * channels)
        .stage(4 * channels, blocks[2])
        .downsample(8 * channels)
        .stage(8 * channels, blocks[3])
        .x;
  }
  // @formatter:on

  private static final LayerNormalization NORM = new LayerNormalization(1e-6);

  /** Of seeded kernels. */
  private static final double GAIN = 5.66;

  private final GraphBuilder graph;
  private final String name;
  private Node x;
  private int stage;

  private ConvNeXt(GraphBuilder graph, String name) {
    this.graph = graph;
    this.name = name;
    this.x = graph.input();
  }

  private static Architecture size(String size, int channels, int[] blocks, Published published) {
    String name = "convnext_" + size.toLowerCase(Locale.ROOT);
    return new Architecture(
            "ConvNeXt" + size,
            "ConvNeXt",
            224,
            Preprocessing.NONE,
            published,
            List.of(name + ".h5"),
            graph -> new ConvNeXt(graph, name).build(channels, blocks),
            new Top(name))
        .seededBy(GAIN);
  }

  private ConvNeXt stem(int channels) {
    Conv2D patches = new Conv2D(channels, Window.valid(4, 4), true);
    x = graph.add(name + "_stem", new Sequential(List.of(patches, NORM)), x);
    return this;
  }

  private ConvNeXt downsample(int channels) {
    Conv2D halving = new Conv2D(channels, Window.valid(2, 2), true);
    String block = "%s_downsampling_block_%s".formatted(name, stage++);
    x = graph.add(block, new Sequential(List.of(NORM, halving)), x);
    return this;
  }

  private ConvNeXt stage(int channels, int blocks) {
    for (int i = 0; i < blocks; i++) {
      block("%s_stage_%s_block_%s".formatted(name, stage, i), channels);
    }
    return this;
  }

  private void block(String block, int channels) {
    Conv2D depthwise = new Conv2D(channels, Window.same(7), channels, true);
    Node y = graph.add(block + "_depthwise_conv", depthwise, x);
    y = graph.add(block + "_layernorm", NORM, y);
    y = graph.add(block + "_pointwise_conv_1", new Dense(4 * channels, true), y);
    y = graph.add(block + "_gelu", new Activation(GELU), y);
    y = graph.add(block + "_pointwise_conv_2", new Dense(channels, true), y);
    y = graph.add(block + "_layer_scale", new LayerScale(), y);
    // stochastic depth in training
    y = graph.add(block + "_identity", new Activation(LINEAR), y);
    x = graph.add(block + "_add", new Operator(new Add()), x, y);
  }

  /** Average, normalisation and dense layer; without the last one, Keras leaves the others too. */
  private record Top(String name) implements Classifier {
    @Override
    public Node add(GraphBuilder graph, Node features, int classes) {
      Node x = graph.add(name + "_head_gap", new GlobalAveragePooling2D(false), features);
      x = graph.add(name + "_head_layernorm", NORM, x);
      return graph.add(name + "_head_dense", new Dense(classes, true), x);
    }

    @Override
    public Graph withoutTop(Graph features) {
      GraphBuilder graph = new GraphBuilder(features);
      return graph.build(graph.add("layer_normalization", NORM, features.output()));
    }
  }
}
