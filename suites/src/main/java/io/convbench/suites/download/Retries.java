package io.convbench.suites.download;

import java.io.IOException;
import java.time.Duration;
import java.util.random.RandomGenerator;

/** Asks one address again and again, with growing waits, as long as that may help. */
final class Retries {

  private final Transfer transfer;
  private final Timeouts timeouts;
  private final Sleeper sleeper;
  private final RandomGenerator random;

  Retries(Transfer transfer, Timeouts timeouts, Sleeper sleeper, RandomGenerator random) {
    this.transfer = transfer;
    this.timeouts = timeouts;
    this.sleeper = sleeper;
    this.random = random;
  }

  /**
   * Completes the part from this address. Attempts that brought the file further are not counted.
   *
   * @throws TransferException when the address is given up
   */
  void run(Request request, PartFile part, FetchProgress progress)
      throws IOException, InterruptedException {
    long furthest = part.length();
    int failures = 0;
    while (true) {
      try {
        transfer.run(request, part, progress);
        return;
      } catch (TransferException e) {
        failures = part.length() > furthest ? 1 : failures + 1;
        furthest = Math.max(furthest, part.length());
        Duration wait = waitBeforeNext(e, failures);
        progress.says(
            "%s: %s: trying again in %s"
                .formatted(request.address().host(), e.getMessage(), Wording.time(wait)));
        sleeper.sleep(wait);
      }
    }
  }

  private Duration waitBeforeNext(TransferException failure, int failures)
      throws TransferException {
    if (!failure.isPassing()) {
      throw failure;
    }
    if (failures >= timeouts.attempts()) {
      throw TransferException.lasting("%s (%s attempts)".formatted(failure.getMessage(), failures));
    }
    Duration wait = failure.retryAfter().orElseGet(() -> timeouts.waitAfter(failures, random));
    if (wait.compareTo(timeouts.longestWait()) > 0) {
      throw TransferException.lasting(
          "%s and asks to wait %s".formatted(failure.getMessage(), Wording.time(wait)));
    }
    return wait;
  }
}
