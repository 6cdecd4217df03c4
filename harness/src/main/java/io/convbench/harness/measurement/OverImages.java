package io.convbench.harness.measurement;

import io.convbench.harness.cell.Measurement;
import io.convbench.harness.cell.Workload;
import java.util.OptionalInt;

/** A measurement that runs a model once over all labelled images, in batches of eight. */
interface OverImages extends Measurement {

  @Override
  default OptionalInt ownBatch() {
    return OptionalInt.of(8);
  }

  @Override
  default boolean usesImages() {
    return true;
  }

  @Override
  default double expectedSeconds(Workload work) {
    return work.loadSeconds() + work.scoringSeconds();
  }
}
