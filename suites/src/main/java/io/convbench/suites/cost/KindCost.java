package io.convbench.suites.cost;

import io.convbench.suites.graph.LayerKind;
import java.util.List;

/**
 * The cost of all layers of one kind, for one image; members as in {@link LayerCost}.
 *
 * @param kind the kind
 * @param layers how many there are, the halves of separable convolutions counted apart
 */
public record KindCost(LayerKind kind, int layers, long parameters, long macs, long activations) {

  static KindCost of(LayerKind kind, List<LayerCost> all) {
    List<LayerCost> layers = all.stream().filter(layer -> layer.kind() == kind).toList();
    return new KindCost(
        kind,
        layers.size(),
        layers.stream().mapToLong(LayerCost::parameters).sum(),
        layers.stream().mapToLong(LayerCost::macs).sum(),
        layers.stream().mapToLong(LayerCost::activations).sum());
  }
}
