package io.convbench.harness.run;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.convbench.results.Column;
import io.convbench.results.Failure;
import io.convbench.results.FailureKind;
import io.convbench.results.Row;
import io.convbench.results.Status;
import org.junit.jupiter.api.Test;

class RunnerTest {

  /** Else every cell would be journalled again when a message is reworded. */
  @Test
  void aVerdictInOtherWordsIsTheSame() {
    Row before = unavailable(FailureKind.MISSING, "no file VGG16.h5").with(Column.TRIES, 2);

    assertTrue(
        Runner.saysTheSame(before, unavailable(FailureKind.MISSING, "killed (signal 9); 日本語")));
    assertFalse(
        Runner.saysTheSame(before, unavailable(FailureKind.UNSUPPORTED, "no file VGG16.h5")));
    assertFalse(Runner.saysTheSame(before, Row.empty().with(Status.SKIPPED, "no file VGG16.h5")));
  }

  private static Row unavailable(FailureKind kind, String reason) {
    return Row.empty().with(Status.UNAVAILABLE, new Failure(kind, reason));
  }
}
