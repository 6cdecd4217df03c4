package io.convbench.harness.devicecheck;

import io.convbench.harness.engine.ComputeDevice;
import io.convbench.results.Column;
import io.convbench.results.FailureKind;
import io.convbench.results.Row;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** A batch that does not fit in memory gives way to a smaller one, which is measured. */
final class HalvingCriterion implements Criterion {

  @Override
  public String id() {
    return "halving";
  }

  @Override
  public List<Verdict> judge(CheckFolder folder, ComputeDevice device) throws IOException {
    return EngineRows.of(folder.rows(id()), "latency").stream()
        .map(HalvingCriterion::verdict)
        .toList();
  }

  static Verdict verdict(EngineRows of) {
    String subject = "a batch too large, of " + of.engine();
    Row asked = of.rows().get(0);
    if (of.absence().isPresent()) {
      return Verdict.skip(subject, of.absence().get());
    }
    if (asked.ok()) {
      return Verdict.fail(subject, "it fitted: nothing was halved");
    }
    OptionalLong ran = asked.integer(Column.BATCH_RAN);
    boolean measured =
        ran.isPresent()
            && of.rows().stream()
                .anyMatch(row -> row.ok() && row.integer(Column.BATCH).equals(ran));
    boolean lacked = asked.failureKind().equals(Optional.of(FailureKind.OUT_OF_MEMORY));
    return of.open().contains(asked)
        ? Verdict.skip(subject, "time was up")
        : Verdict.of(lacked && measured, subject, EngineRows.reason(asked));
  }
}
