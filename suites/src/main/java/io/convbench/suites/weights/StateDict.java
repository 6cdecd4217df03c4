package io.convbench.suites.weights;

import io.convbench.suites.graph.Graph;
import io.convbench.suites.graph.Layers.Flatten;
import io.convbench.suites.graph.Node;
import io.convbench.suites.graph.Shape;
import io.convbench.suites.graph.TensorRole;
import io.convbench.suites.graph.WeightTensor;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A graph's tensors as a safetensors file names and shapes them, in its order: that of PyTorch's
 * {@code state_dict}, where layers are called as the modules, or of convbench's own.
 */
final class StateDict {

  /** A counter of training steps that every batch norm keeps. */
  static final String STEPS = ".num_batches_tracked";

  private final Map<String, ModuleTensor> byName = new LinkedHashMap<>();

  private final Function<WeightTensor, String> names;

  private StateDict(Function<WeightTensor, String> names) {
    this.names = names;
  }

  /** PyTorch's tensors. */
  StateDict(Graph graph) {
    this(StateDict::inTorch);
    for (Node node : graph.weightedNodes()) {
      for (WeightTensor tensor : graph.tensors(node)) {
        byName.put(name(tensor), ModuleTensor.of(node, tensor));
      }
    }
  }

  /** The tensors as they are in Keras, under layer and variable. */
  static StateDict asInKeras(Graph graph) {
    StateDict tensors = new StateDict(WeightTensor::name);
    for (WeightTensor tensor : graph.tensors()) {
      tensors.byName.put(tensor.name(), ModuleTensor.asInKeras(tensor.shape()));
    }
    return tensors;
  }

  /** What the file calls a tensor. */
  String name(WeightTensor tensor) {
    return names.apply(tensor);
  }

  /** What PyTorch calls a tensor: {@code layer1.0.bn1.running_mean}. */
  static String inTorch(WeightTensor tensor) {
    return tensor.layer() + "." + variable(tensor.role());
  }

  private static String variable(TensorRole role) {
    return switch (role) {
      case KERNEL, DEPTHWISE_KERNEL, GAMMA -> "weight";
      case BIAS, BETA -> "bias";
      case MOVING_MEAN -> "running_mean";
      case MOVING_VARIANCE -> "running_var";
      default -> throw new IllegalArgumentException("PyTorch has no " + role.kerasName());
    };
  }

  /** The tensors by name. */
  Map<String, ModuleTensor> tensors() {
    return Collections.unmodifiableMap(byName);
  }

  /** What a file lacks of these tensors, or has otherwise; empty where all of them fit. */
  Optional<String> difference(SafetensorsFile file) {
    return difference(file, this);
  }

  /**
   * The same of a part.
   *
   * @param whole of it: what else the file may hold
   */
  Optional<String> difference(SafetensorsFile file, StateDict whole) {
    List<String> missing = missing(file);
    List<String> others = whole.others(file);
    if (!missing.isEmpty()) {
      return Optional.of(Wording.difference(missing, others));
    }
    return byName.entrySet().stream()
        .filter(entry -> !isIn(file, entry.getKey()))
        .findFirst()
        .map(
            entry ->
                "holds %s of %s where %s is expected%s"
                    .formatted(
                        entry.getKey(),
                        SafetensorsFile.text(file.tensors().get(entry.getKey()).shape()),
                        SafetensorsFile.text(entry.getValue().shape()),
                        others.isEmpty() ? "" : ", and unknown " + Wording.some(others)));
  }

  /** Those of these tensors that a file does not have. */
  List<String> missing(SafetensorsFile file) {
    return byName.keySet().stream().filter(name -> !file.tensors().containsKey(name)).toList();
  }

  /** Whether a file has one of these tensors in its shape. */
  boolean isIn(SafetensorsFile file, String name) {
    SafetensorsTensor tensor = file.tensors().get(name);
    return tensor != null && tensor.shape().equals(byName.get(name).shape());
  }

  /** The file's tensors that are not among these, in its order. */
  List<String> others(SafetensorsFile file) {
    return file.tensors().keySet().stream()
        .filter(name -> !byName.containsKey(name) && !isCounter(file, name))
        .toList();
  }

  /** Beside a batch norm, as PyTorch keeps it: one number. */
  private static boolean isCounter(SafetensorsFile file, String name) {
    return name.endsWith(STEPS)
        && file.tensors().get(name).shape().isEmpty()
        && file.tensors().containsKey(name.replace(STEPS, ".running_mean"));
  }

  /** Those of the names whose outermost module, e.g. {@code layer1}, is one of these tensors'. */
  List<String> within(List<String> names) {
    Set<String> modules =
        byName.keySet().stream().map(StateDict::outermost).collect(Collectors.toSet());
    return names.stream().filter(name -> modules.contains(outermost(name))).toList();
  }

  /** The module that a tensor is of: {@code layer1.0.bn1}. */
  static String module(String name) {
    return name.substring(0, Math.max(0, name.lastIndexOf('.')));
  }

  private static String outermost(String name) {
    return name.substring(0, Math.max(0, name.indexOf('.')));
  }

  /**
   * One tensor.
   *
   * @param shape PyTorch's
   * @param view the same values with an axis for each of {@code kerasAxes}
   * @param kerasAxes of the view, in Keras's order
   */
  record ModuleTensor(List<Long> shape, List<Integer> view, List<Integer> kerasAxes) {

    static ModuleTensor asInKeras(Shape shape) {
      return permuted(shape, IntStream.range(0, shape.rank()).boxed().toList());
    }

    static ModuleTensor of(Node node, WeightTensor tensor) {
      Shape keras = tensor.shape();
      return switch (keras.rank()) {
        case 4 ->
            tensor.role() == TensorRole.DEPTHWISE_KERNEL
                // (channels, 1, rows, columns) to (rows, columns, channels, 1)
                ? permuted(keras, List.of(2, 3, 0, 1))
                // (out, in, rows, columns) to (rows, columns, in, out)
                : permuted(keras, List.of(2, 3, 1, 0));
        case 2 ->
            node.input().layer() instanceof Flatten
                ? flattened(node.input().input().output(), keras)
                // (out, in) to (in, out)
                : permuted(keras, List.of(1, 0));
        default -> permuted(keras, List.of(0));
      };
    }

    /** PyTorch flattens a map as channels, rows, columns, Keras as rows, columns, channels. */
    private static ModuleTensor flattened(Shape map, Shape keras) {
      int out = keras.channels();
      return new ModuleTensor(
          List.of((long) out, (long) keras.dimension(0)),
          List.of(out, map.channels(), map.height(), map.width()),
          List.of(2, 3, 1, 0));
    }

    private static ModuleTensor permuted(Shape keras, List<Integer> kerasAxes) {
      Integer[] torch = new Integer[keras.rank()];
      for (int axis = 0; axis < torch.length; axis++) {
        torch[kerasAxes.get(axis)] = keras.dimension(axis);
      }
      List<Integer> view = List.of(torch);
      return new ModuleTensor(view.stream().map(Integer::longValue).toList(), view, kerasAxes);
    }

    /** For each axis of the view, how many values further in Keras's order its next index is. */
    int[] kerasStrides() {
      int[] strides = new int[view.size()];
      int stride = 1;
      for (int i = kerasAxes.size() - 1; i >= 0; i--) {
        strides[kerasAxes.get(i)] = stride;
        stride *= view.get(kerasAxes.get(i));
      }
      return strides;
    }
  }
}
