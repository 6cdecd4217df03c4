package io.convbench.harness.measurement;

import io.convbench.harness.cell.CellRequest;
import io.convbench.results.Column;
import io.convbench.results.Row;
import java.io.IOException;

/** What the graph alone says: parameters, MACs, activations and memory, by layer and by kind. */
final class Cost implements Measurement {

  @Override
  public String id() {
    return "cost";
  }

  @Override
  public WeightsNeed weightsNeed() {
    return WeightsNeed.NONE;
  }

  @Override
  public boolean perBatch() {
    return false;
  }

  @Override
  public Row measure(CellRequest request) throws IOException {
    throw new IOException("todo");
  }
}
