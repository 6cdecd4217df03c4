package io.convbench.suites.cost;

import io.convbench.suites.graph.Graph;
import io.convbench.suites.graph.LayerKind;
import io.convbench.suites.graph.Node;
import io.convbench.suites.graph.WeightTensor;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.ToLongFunction;

/**
 * What one image costs a graph, by arithmetic on shapes.
 *
 * <p>Multiply-adds ({@code macs}) are those of convolutions and dense layers; one multiplication
 * with its addition is one MAC and two FLOPs. Activations are the elements that convolutions and
 * dense layers put out (Radosavovic, Kosaraju, Girshick, He and Dollár 2020, arXiv:2003.13678,
 * section 4, for convolutions; fvcore and timm add dense layers), which follows run time on
 * accelerators better than MACs do; of a separable convolution both halves' outputs count. Nothing
 * is fused: batch normalisations keep their four (or three) tensors.
 *
 * @param layers by layer, in the graph's order
 * @param weightedLayers layers that own weights, which Keras's table calls depth
 * @param depth convolutions and dense layers on the path from the image that has most of them, as
 *     papers count it; see {@link LongestPath}
 * @param peakActivationBytes the most that float32 results of one image take at one time; see
 *     {@link Liveness}
 */
public record Cost(
    List<LayerCost> layers, int weightedLayers, int depth, long peakActivationBytes) {

  public Cost {
    layers = List.copyOf(layers);
  }

  /** The cost of this graph at the input size it was built for. */
  public static Cost of(Graph graph) {
    Graph lowered = graph.lowered();
    Set<WeightTensor> read = Set.copyOf(lowered.tensors());
    return new Cost(
        lowered.nodes().stream()
            .map(part -> LayerCost.of(part).andParameters(unread(graph, read, part)))
            .toList(),
        graph.weightedNodes().size(),
        LongestPath.multiplying(lowered),
        Liveness.peakBytes(lowered));
  }

  /**
   * Elements of the layer's weights that none of its parts reads, of the part that has its name.
   */
  private static long unread(Graph graph, Set<WeightTensor> read, Node part) {
    return graph.find(part.name()).stream()
        .flatMap(layer -> graph.tensors(layer).stream())
        .filter(tensor -> !read.contains(tensor))
        .mapToLong(tensor -> tensor.shape().elements())
        .sum();
  }

  /** Elements of all weight tensors, non-trainable ones included. */
  public long parameters() {
    return sum(LayerCost::parameters);
  }

  /** Multiply-adds of convolutions and dense layers. */
  public long macs() {
    return sum(LayerCost::macs);
  }

  /** Twice the multiply-adds. */
  public long flops() {
    return 2 * macs();
  }

  /** Elements of the results of convolutions and dense layers. */
  public long activations() {
    return sum(LayerCost::activations);
  }

  /** Float32 weights: 4 bytes a parameter. */
  public long weightBytes() {
    return Float.BYTES * parameters();
  }

  /** One entry for every kind, those without layers included, in the order of the kinds. */
  public List<KindCost> byKind() {
    return Arrays.stream(LayerKind.values()).map(kind -> KindCost.of(kind, layers)).toList();
  }

  private long sum(ToLongFunction<LayerCost> figure) {
    return layers.stream().mapToLong(figure).sum();
  }
}
