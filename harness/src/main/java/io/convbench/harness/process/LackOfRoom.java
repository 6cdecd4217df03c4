package io.convbench.harness.process;

import io.convbench.results.Column;
import io.convbench.results.Row;
import io.convbench.results.Status;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Whether a cell failed because a disk was full, which says nothing of what was to be measured: it
 * is worth another try once there is room.
 */
public final class LackOfRoom {

  /** As Linux says it, and as convbench does of model files and of prepared crops. */
  private static final Pattern SIGN =
      Pattern.compile("No space left on device|Disk quota exceeded|no space for |GiB free: ");

  private LackOfRoom() {}

  /** True when the row's reason is lack of room. */
  public static boolean in(Row row) {
    return row.status().equals(Optional.of(Status.FAILED))
        && SIGN.matcher(row.text(Column.REASON).orElseThrow()).find();
  }
}
