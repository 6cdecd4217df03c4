package io.convbench.suites.architecture;

import io.convbench.foundation.input.InvalidInputException;
import io.convbench.foundation.text.NearestNames;
import io.convbench.suites.graph.Graph;
import io.convbench.suites.graph.GraphBuilder;
import io.convbench.suites.graph.Layers;
import io.convbench.suites.graph.Node;
import java.util.Locale;
import java.util.Optional;

/**
 * What a network of an architecture ends in: the architecture's own classifier, a layer before it,
 * or a new classifier on such a layer.
 */
public sealed interface Head {

  /** The architecture's classifier of ImageNet's (ILSVRC 2012) classes: that of trained weights. */
  Own IMAGENET = new Own(1000);

  /** The last layer before the classifier: Keras's {@code include_top=False}. */
  Features NO_TOP = new Features(Optional.empty(), Pooling.NONE);

  /** What a model file calls the output. */
  String output();

  /** The output in one line for readers of a model file. */
  String description();

  /** The network of this architecture at this input size. */
  Graph graph(Architecture architecture, int side);

  /** The architecture's own classifier, for so many classes: Keras's {@code classes}. */
  record Own(int classes) implements Head {

    /**
     * @throws InvalidInputException when there is no class
     */
    public Own {
      requireClasses(classes);
    }

    @Override
    public String output() {
      return "logits";
    }

    @Override
    public String description() {
      return ofLogits();
    }

    @Override
    public Graph graph(Architecture architecture, int side) {
      GraphBuilder graph = architecture.builder(side);
      Node features = architecture.backbone().add(graph);
      return graph.build(architecture.classifier().add(graph, features, classes));
    }
  }

  /**
   * No head: the output of a layer.
   *
   * @param layer its name in Keras; empty or its own name for the last one before the classifier
   * @param pooling what makes a vector of it
   */
  record Features(Optional<String> layer, Pooling pooling) implements Head {

    @Override
    public String output() {
      return "features";
    }

    @Override
    public String description() {
      return "float32 (N, %s), %s%s"
          .formatted(
              pooling == Pooling.NONE ? "..." : "channels",
              layer.orElse("the last layer before the classifier"),
              pooling == Pooling.NONE ? "" : ", pooled by " + pooling.id());
    }

    /**
     * @throws InvalidInputException when the architecture has no layer of this name, it is the
     *     classifier's last, the side is too small for the architecture, or a vector is to be
     *     pooled
     */
    @Override
    public Graph graph(Architecture architecture, int side) {
      GraphBuilder graph = architecture.builder(side);
      Node features = architecture.backbone().add(graph);
      Graph whole = graph.build(architecture.classifier().add(graph, features, IMAGENET.classes()));
      Graph noTop = architecture.classifier().withoutTop(whole.upTo(features.name()));
      boolean isLast = layer.map(noTop.output().name()::equals).orElse(true);
      String last = isLast ? features.name() : layer.get();
      Node node = whole.find(last).orElseThrow(() -> unknown(architecture, whole, last));
      if (node.layer() instanceof Layers.Input) {
        throw new InvalidInputException(
            "%s of %s is the image itself: choose a layer behind it".formatted(last, architecture));
      }
      if (node == whole.output()) {
        throw new InvalidInputException(
            "%s of %s is its classifier, which has logits for output, not features: leave out --layer"
                .formatted(last, architecture));
      }
      Graph pooled = pooling.of(whole.upTo(last));
      return isLast ? architecture.classifier().withoutTop(pooled) : pooled;
    }

    private static InvalidInputException unknown(
        Architecture architecture, Graph whole, String name) {
      return new InvalidInputException(
          "%s has no layer \"%s\"%s; \"convbench list --layers %s\" shows all%s"
              .formatted(
                  architecture,
                  name,
                  NearestNames.hint(name, whole.nodes().stream().map(Node::name).toList()),
                  architecture,
                  name.toLowerCase(Locale.ROOT).contains("drop")
                      ? "; dropout is not among them, for it does nothing outside training"
                      : ""));
    }
  }

  /** A new dense layer on features: what transfer learning trains. */
  record Linear(Features features, int classes) implements Head {

    /**
     * @throws InvalidInputException when there is no class
     */
    public Linear {
      requireClasses(classes);
    }

    @Override
    public String output() {
      return "logits";
    }

    @Override
    public String description() {
      return ofLogits();
    }

    /**
     * @throws InvalidInputException when there is no such layer, or features are not a vector
     */
    @Override
    public Graph graph(Architecture architecture, int side) {
      Graph base = features.graph(architecture, side);
      if (base.output().output().rank() != 1) {
        throw new InvalidInputException(
            "%s gives a map of %s, where a classifier takes a vector: pool it by avg or max"
                .formatted(base.output().name(), base.output().output()));
      }
      GraphBuilder graph = new GraphBuilder(base);
      return graph.build(graph.add("head", new Layers.Dense(classes, true), base.output()));
    }
  }

  private static String ofLogits() {
    return "float32 (N, classes), before softmax";
  }

  private static void requireClasses(int classes) {
    if (classes < 1) {
      throw new InvalidInputException("%s classes: at least 1 expected".formatted(classes));
    }
  }
}
