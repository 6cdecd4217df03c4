package io.convbench.suites.weights;

import io.convbench.suites.architecture.Architecture;
import io.convbench.suites.architecture.Architectures;
import io.convbench.suites.architecture.Framework;
import io.convbench.suites.architecture.Head;
import io.convbench.suites.graph.Graph;
import io.convbench.suites.graph.GraphBuilder;
import io.convbench.suites.graph.Layers.BatchNormalization;
import io.convbench.suites.graph.Layers.Conv2D;
import io.convbench.suites.graph.Layers.Dense;
import io.convbench.suites.graph.Layers.Flatten;
import io.convbench.suites.graph.Node;
import io.convbench.suites.graph.Padding;
import io.convbench.suites.graph.Window;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** The model of {@code tiny_torch.py}, its files, and others written by hand. */
final class TinyTorch {

  static final int CLASSES = 5;

  /** Rows, columns and channels of the map that is flattened. */
  static final int ROWS = 3;

  static final int COLUMNS = 2;
  static final int CHANNELS = 6;

  private TinyTorch() {}

  /** One of the catalogue in name only. */
  static Architecture architecture() {
    Architecture named = Architectures.named("ResNet18");
    return new Architecture(
        named.name(),
        named.family(),
        4,
        named.preprocessing(),
        named.published(),
        named.weightFiles(),
        TinyTorch::backbone,
        TinyTorch::classifier,
        Framework.PYTORCH);
  }

  static Graph graph() {
    return new Head.Own(CLASSES).graph(architecture(), 4);
  }

  private static Node backbone(GraphBuilder graph) {
    Window window = new Window(2, 3, 1, Padding.VALID);
    Node x = graph.add("conv1", new Conv2D(CHANNELS, window, 3, true), graph.input());
    return graph.add("bn1", new BatchNormalization(1e-5, true), x);
  }

  private static Node classifier(GraphBuilder graph, Node features, int classes) {
    return graph.add("fc", new Dense(classes, true), graph.add("flatten", new Flatten(), features));
  }

  /** A file by Python: f32, f16 or bf16. */
  static byte[] file(String type) throws IOException {
    try (InputStream in =
        TinyTorch.class.getResourceAsStream("tiny_torch_%s.safetensors".formatted(type))) {
      return in.readAllBytes();
    }
  }

  /** A file with this header and so many bytes behind it. */
  static byte[] file(String header, int bytes) {
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(Long.BYTES + json.length + bytes)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(json.length)
        .put(json)
        .array();
  }
}
