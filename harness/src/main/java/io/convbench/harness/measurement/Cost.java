package io.convbench.harness.measurement;

import io.convbench.harness.cell.CellRequest;
import io.convbench.results.Column;
import io.convbench.results.Row;
import java.io.IOException;
import java.util.OptionalInt;

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
  public OptionalInt ownBatch() {
    return OptionalInt.empty();
  }

  @Override
  public Row measure(CellRequest request) throws IOException {
    throw new IOException("todo");
  }
}
