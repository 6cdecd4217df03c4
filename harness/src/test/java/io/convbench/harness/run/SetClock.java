package io.convbench.harness.run;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that goes when it is told to. */
public final class SetClock extends Clock {

  private Instant now = Instant.EPOCH;

  /** Seconds go by. */
  public void advance(double seconds) {
    now = now.plusMillis(Math.round(1000 * seconds));
  }

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
