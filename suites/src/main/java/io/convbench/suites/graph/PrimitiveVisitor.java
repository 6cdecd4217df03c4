package io.convbench.suites.graph;

/**
 * One method per kind of primitive; the node gives inputs, shapes and name.
 *
 * @param <R> what the visitor makes of a node
 */
public interface PrimitiveVisitor<R> {

  R input(Node node, Layers.Input layer);

  R conv2D(Node node, Layers.Conv2D layer);

  R depthwiseConv2D(Node node, Layers.DepthwiseConv2D layer);

  R dense(Node node, Layers.Dense layer);

  R batchNormalization(Node node, Layers.BatchNormalization layer);

  R activation(Node node, Layers.Activation layer);

  R maxPooling2D(Node node, Layers.MaxPooling2D layer);

  R averagePooling2D(Node node, Layers.AveragePooling2D layer);

  R globalAveragePooling2D(Node node, Layers.GlobalAveragePooling2D layer);

  R zeroPadding2D(Node node, Layers.ZeroPadding2D layer);

  R cropping2D(Node node, Layers.Cropping2D layer);

  R concatenate(Node node, Layers.Concatenate layer);

  R add(Node node, Layers.Add layer);

  R scale(Node node, Layers.Scale layer);

  R flatten(Node node, Layers.Flatten layer);
}
