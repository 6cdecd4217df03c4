package io.convbench.harness.measurement;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.convbench.harness.cell.Cell;
import io.convbench.harness.cell.CellRequest;
import io.convbench.harness.cell.LatencySettings;
import io.convbench.harness.heartbeat.Heartbeat;
import io.convbench.harness.modelfile.BatchNormFolding;
import io.convbench.results.Column;
import io.convbench.results.Row;
import io.convbench.results.RunFolder;
import io.convbench.suites.architecture.Architectures;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GraphCostTest {

  @TempDir private Path folder;

  /**
   * Howard et al. 2017, arXiv:1704.04861, Table 2: of the MACs 94.86 % are of 1x1 convolutions,
   * 3.06 % of depthwise ones and 0.18 % of the classifier, which Keras makes a 1x1 convolution too.
   */
  @Test
  void sharesMobileNetsMacsOutAsItsPaperDoes() throws IOException {
    Row row =
        new GraphCost()
            .measure(
                new CellRequest(
                    Cell.ofGraph(Architectures.named("MobileNet"), Measurements.named("cost")),
                    "seeded",
                    BatchNormFolding.FOLDED,
                    224,
                    Optional.empty(),
                    new RunFolder(folder),
                    new LatencySettings(1, 1, 1),
                    Optional.empty(),
                    CellRequest.Round.ONLY,
                    Optional.empty()),
                Heartbeat.NONE);

    assertEquals(0.9486 + 0.0018, share(row, Column.MACS_POINTWISE), 1e-4);
    assertEquals(0.0306, share(row, Column.MACS_DEPTHWISE), 1e-4);
    assertEquals(0, share(row, Column.MACS_DENSE));
    assertEquals(
        row.integer(Column.MACS).orElseThrow() * 2, row.integer(Column.FLOPS).orElseThrow());
  }

  private static double share(Row row, Column column) {
    return row.number(column).orElseThrow() / row.number(Column.MACS).orElseThrow();
  }
}
