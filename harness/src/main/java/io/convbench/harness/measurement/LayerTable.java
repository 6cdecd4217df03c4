package io.convbench.harness.measurement;

import io.convbench.results.CsvTable;
import io.convbench.suites.cost.Cost;
import io.convbench.suites.cost.LayerCost;
import java.util.List;

/** Cost by layer as a table, in Keras's order of layers. */
public final class LayerTable {

  private LayerTable() {}

  /** One line per layer. */
  public static CsvTable of(Cost cost) {
    CsvTable table =
        new CsvTable(List.of("layer", "kind", "output", "parameters", "macs", "activations"));
    for (LayerCost layer : cost.layers()) {
      table.add(
          List.of(
              layer.name(),
              layer.kind().label(),
              layer.output().toString(),
              String.valueOf(layer.parameters()),
              String.valueOf(layer.macs()),
              String.valueOf(layer.activations())));
    }
    return table;
  }
}
