package io.convbench.suites.weights;

import io.convbench.suites.architecture.Architecture;
import io.convbench.suites.architecture.Architectures;
import io.convbench.suites.architecture.Classifier;
import io.convbench.suites.architecture.Head;
import io.convbench.suites.graph.Graph;
import io.convbench.suites.graph.GraphBuilder;
import io.convbench.suites.graph.Layers.BatchNormalization;
import io.convbench.suites.graph.Layers.Conv2D;
import io.convbench.suites.graph.Layers.DepthwiseConv2D;
import io.convbench.suites.graph.Node;
import io.convbench.suites.graph.Window;
import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.WritableGroup;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Weight files of a model with five weighted layers, right ones and ones with a mistake. */
final class TinyModel {

  /** Datasets by layer, then by variable, as the files name them. */
  final Map<String, Map<String, Object>> layers = new LinkedHashMap<>();

  /** What the root's names of layers say, if not the layers' own. */
  final Map<String, String[]> rootAttributes = new LinkedHashMap<>();

  /** What Keras 3 calls the layers' groups. */
  final Map<String, String> groups =
      new HashMap<>(
          Map.of(
              "conv1", "conv2d",
              "conv1_bn", "batch_normalization",
              "conv_dw", "depthwise_conv2d",
              "conv2d", "conv2d_1",
              "predictions", "dense"));

  /** All layers in Keras 2's names, every tensor filled with its place in the file. */
  TinyModel() {
    layers.put("conv1", variables("kernel:0", conv(1, 1, 3, 2, 0)));
    layers.put(
        "conv1_bn",
        variables(
            "gamma:0", vector(2, 1),
            "beta:0", vector(2, 2),
            "moving_mean:0", vector(2, 3),
            "moving_variance:0", vector(2, 4)));
    layers.put("conv_dw", variables("depthwise_kernel:0", conv(1, 1, 2, 1, 5)));
    layers.put("conv2d", variables("kernel:0", conv(1, 1, 2, 3, 6), "bias:0", vector(3, 7)));
    layers.put("predictions", variables("kernel:0", dense(3, 4, 8), "bias:0", vector(4, 9)));
  }

  /** One of the catalogue in name only. */
  static Architecture architecture() {
    Architecture named = Architectures.named("MobileNet");
    return new Architecture(
        named.name(),
        named.family(),
        4,
        named.preprocessing(),
        named.published(),
        named.weightFiles(),
        TinyModel::backbone,
        Classifier.dense());
  }

  static Graph graph() {
    return new Head.Own(4).graph(architecture(), 4);
  }

  private static Node backbone(GraphBuilder graph) {
    Node x = graph.add("conv1", new Conv2D(2, Window.same(1), false), graph.input());
    x = graph.add("conv1_bn", new BatchNormalization(1e-3, true), x);
    x = graph.add("conv_dw", new DepthwiseConv2D(Window.same(1), false), x);
    return graph.add(new Conv2D(3, Window.same(1), true), x);
  }

  static Map<String, Object> variables(Object... namesAndData) {
    Map<String, Object> variables = new LinkedHashMap<>();
    for (int i = 0; i < namesAndData.length; i += 2) {
      variables.put((String) namesAndData[i], namesAndData[i + 1]);
    }
    return variables;
  }

  static float[] vector(int length, float value) {
    float[] vector = new float[length];
    Arrays.fill(vector, value);
    return vector;
  }

  static float[][] dense(int in, int out, float value) {
    float[][] kernel = new float[in][];
    for (int i = 0; i < in; i++) {
      kernel[i] = vector(out, value);
    }
    return kernel;
  }

  static float[][][][] conv(int rows, int columns, int in, int out, float value) {
    float[][][][] kernel = new float[rows][columns][][];
    for (float[][][] row : kernel) {
      for (int column = 0; column < columns; column++) {
        row[column] = dense(in, out, value);
      }
    }
    return kernel;
  }

  /** Renames a layer in its place. */
  TinyModel rename(String from, String to) {
    Map<String, Map<String, Object>> old = new LinkedHashMap<>(layers);
    layers.clear();
    old.forEach((name, data) -> layers.put(name.equals(from) ? to : name, data));
    return this;
  }

  /** Writes Keras 2's layout. */
  Path writeLegacy(Path file) {
    try (WritableHdfFile hdf5 = HdfFile.write(file)) {
      if (rootAttributes.isEmpty()) {
        hdf5.putAttribute("layer_names", layers.keySet().toArray(String[]::new));
      }
      rootAttributes.forEach(hdf5::putAttribute);
      layers.forEach(
          (layer, variables) -> {
            WritableGroup group = hdf5;
            for (String step : layer.split("/")) {
              group = group.putGroup(step);
            }
            List<String> names = new ArrayList<>();
            WritableGroup inner = group.putGroup("w");
            variables.forEach(
                (name, data) -> {
                  names.add("w/" + name);
                  inner.putDataset(name, data);
                });
            if (!names.isEmpty()) {
              group.putAttribute("weight_names", names.toArray(String[]::new));
            }
          });
    }
    return file;
  }

  /** Writes Keras 3's layout under this container, without the layers' names. */
  Path writeKeras3(Path file, String container) {
    try (WritableHdfFile hdf5 = HdfFile.write(file)) {
      WritableGroup all = hdf5.putGroup(container);
      layers.forEach(
          (layer, variables) -> {
            WritableGroup vars = all.putGroup(groups.get(layer)).putGroup("vars");
            int count = 0;
            for (Map.Entry<String, Object> variable : variables.entrySet()) {
              String name = variable.getKey();
              // 'vars/1a' stands for itself
              vars.putDataset(
                  name.startsWith("vars/") ? name.substring(5) : String.valueOf(count++),
                  variable.getValue());
            }
          });
    }
    return file;
  }
}
