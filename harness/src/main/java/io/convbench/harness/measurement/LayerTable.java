package io.convbench.harness.measurement;

import io.convbench.foundation.text.VisibleText;
import io.convbench.results.Column;
import io.convbench.results.CsvTable;
import io.convbench.results.Row;
import io.convbench.suites.cost.Cost;
import io.convbench.suites.cost.LayerCost;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Cost by layer as a table, in Keras's order of layers. */
public final class LayerTable {

  private static final List<String> HEADER =
      List.of("layer", "kind", "output", "parameters", "macs", "activations");

  private LayerTable() {}

  /** One line per layer. */
  public static CsvTable of(Cost cost) {
    CsvTable table = new CsvTable(HEADER);
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

  /**
   * Looks at a file of it.
   *
   * @param row of the architecture's cost, to which the layers add up
   * @throws IOException when it is missing, damaged or of other layers, in one line
   */
  public static void require(Path file, Row row) throws IOException {
    List<List<String>> lines = CsvTable.read(file, HEADER).lines();
    require(file, lines, row, Column.PARAMETERS);
    require(file, lines, row, Column.MACS);
    require(file, lines, row, Column.ACTIVATIONS);
  }

  private static void require(Path file, List<List<String>> lines, Row row, Column column)
      throws IOException {
    int place = HEADER.indexOf(column.header());
    long whole = row.integer(column).orElse(0);
    try {
      long sum = lines.stream().mapToLong(line -> Long.parseLong(line.get(place))).sum();
      if (sum != whole) {
        throw new IOException(
            "%s has layers of %s %s together, but their network has %s"
                .formatted(file, sum, column.header(), whole));
      }
    } catch (NumberFormatException e) {
      throw new IOException(
          "%s has no whole numbers of %s (%s)"
              .formatted(file, column.header(), VisibleText.shortened(e.getMessage())),
          e);
    }
  }
}
