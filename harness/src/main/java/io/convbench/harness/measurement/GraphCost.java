package io.convbench.harness.measurement;

import io.convbench.harness.cell.CellRequest;
import io.convbench.harness.cell.Measurement;
import io.convbench.harness.cell.Workload;
import io.convbench.harness.heartbeat.Heartbeat;
import io.convbench.results.Column;
import io.convbench.results.Row;
import io.convbench.results.Status;
import io.convbench.suites.cost.Cost;
import io.convbench.suites.cost.KindCost;
import io.convbench.suites.graph.LayerKind;
import java.io.IOException;
import java.util.Map;

/**
 * What the graph alone says, at the architecture's own input size: parameters, MACs, activations
 * and memory. The figures by layer go to {@code layers/<architecture>.csv} in the run's folder.
 */
final class GraphCost implements Measurement {

  private static final double SECONDS = 1;

  private static final Map<LayerKind, Column> MACS_BY_KIND =
      Map.of(
          LayerKind.CONVOLUTION, Column.MACS_CONVOLUTION,
          LayerKind.POINTWISE, Column.MACS_POINTWISE,
          LayerKind.DEPTHWISE, Column.MACS_DEPTHWISE,
          LayerKind.DENSE, Column.MACS_DENSE);

  @Override
  public String id() {
    return "cost";
  }

  @Override
  public WeightsNeed weightsNeed() {
    return WeightsNeed.NONE;
  }

  @Override
  public boolean measuresTheProcess() {
    return false;
  }

  @Override
  public double expectedSeconds(Workload work) {
    return SECONDS;
  }

  @Override
  public Row measure(CellRequest request, Heartbeat heartbeat) throws IOException {
    Cost cost = Cost.of(request.cell().graph(request.side()));
    LayerTable.of(cost).write(request.run().layers(request.cell().row().network()));
    return row(cost).with(Status.OK, "");
  }

  private static Row row(Cost cost) {
    Row row =
        Row.empty()
            .with(Column.PARAMETERS, cost.parameters())
            .with(Column.MACS, cost.macs())
            .with(Column.FLOPS, cost.flops())
            .with(Column.ACTIVATIONS, cost.activations())
            .with(Column.WEIGHT_BYTES, cost.weightBytes())
            .with(Column.PEAK_ACTIVATION_BYTES, cost.peakActivationBytes())
            .with(Column.WEIGHTED_LAYERS, cost.weightedLayers())
            .with(Column.DEPTH, cost.depth());
    for (KindCost kind : cost.byKind()) {
      if (MACS_BY_KIND.containsKey(kind.kind())) {
        row = row.with(MACS_BY_KIND.get(kind.kind()), kind.macs());
      }
    }
    return row;
  }
}
