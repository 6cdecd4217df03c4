package io.convbench.harness.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Offline and multi-stream, in which the next images are sent when those before are answered. */
class ClosedTrialsTest {

  private static final long MILLI = 1_000_000;

  /** Batches of four take 30 ms: in 100 ms four of them begin, and the last ends at 120. */
  @Test
  void offlineCountsAllThatBeganInTime() {
    OfflineTrial trial = OfflineTrial.run(VirtualStreams.fixed(1, 30 * MILLI), 4, 100 * MILLI);

    assertEquals(new OfflineTrial(16, 0.12), trial);
    assertEquals(16 / 0.12, trial.imagesPerSecond(), 1e-9);
  }

  @Test
  void offlineAddsUpItsStreams() {
    OfflineTrial trial = OfflineTrial.run(VirtualStreams.fixed(3, 30 * MILLI), 4, 100 * MILLI);

    assertEquals(new OfflineTrial(48, 0.12), trial);
  }

  @Test
  void offlineRunsOneBatchInNoTime() {
    assertEquals(2, OfflineTrial.run(VirtualStreams.fixed(1, MILLI), 2, 0).images());
  }

  /** Five batches of 30 ms take 150; of 90 ms there is time for two. */
  @Test
  void offlineComparesByFiveBatchesWhileThereIsTime() {
    assertEquals(
        new OfflineTrial(20, 0.15),
        OfflineTrial.compared(VirtualStreams.fixed(1, 30 * MILLI), 4, 20 * MILLI, 180 * MILLI));
    assertEquals(
        new OfflineTrial(8, 0.18),
        OfflineTrial.compared(VirtualStreams.fixed(1, 90 * MILLI), 4, 20 * MILLI, 180 * MILLI));
    assertEquals(
        new OfflineTrial(24, 0.18),
        OfflineTrial.compared(VirtualStreams.fixed(1, 30 * MILLI), 4, 180 * MILLI, 180 * MILLI));
  }

  @Test
  void offlineWarmsByThreeBatchesWhileThereIsTime() {
    VirtualStreams quick = VirtualStreams.fixed(1, 30 * MILLI);
    OfflineTrial.warm(quick, 4, 180 * MILLI);
    assertEquals(90 * MILLI, quick.nanos());
    VirtualStreams slow = VirtualStreams.fixed(1, 300 * MILLI);
    OfflineTrial.warm(slow, 4, 180 * MILLI);
    assertEquals(300 * MILLI, slow.nanos());
  }

  /** A pass of 10 ms and 1 ms for each image; from 16 images on they leave the cache and take 3. */
  @Test
  void theBestBatchIsTheOneBeforeImagesGetSlower() {
    List<Integer> tried = new ArrayList<>();

    int best =
        OfflineTrial.bestBatch(
            64,
            batch -> {
              tried.add(batch);
              return batch / (10.0 + (batch < 16 ? 1 : 3) * batch);
            });

    assertEquals(8, best);
    assertEquals(List.of(1, 2, 4, 8, 16, 32), tried);
  }

  @Test
  void theBestBatchIsTheLargestWhereEachIsFaster() {
    assertEquals(64, OfflineTrial.bestBatch(64, batch -> batch / (10.0 + batch)));
    assertEquals(16, OfflineTrial.bestBatch(16, batch -> batch / (10.0 + batch)));
  }

  /** Queries of 40 ms: the third begins at 80 ms and is the last. */
  @Test
  void multiStreamSendsAQueryWhenTheOneBeforeIsAnswered() {
    MultiStreamTrial trial =
        MultiStreamTrial.run(VirtualStreams.fixed(1, 40 * MILLI), 8, 100 * MILLI);

    assertEquals(3, trial.times().queries());
    assertEquals(40 * MILLI, trial.times().percentileNanos(0.99).orElseThrow());
    assertEquals(0.12, trial.seconds(), 1e-12);
  }

  @Test
  void multiStreamHasOneQueryAtATime() {
    assertThrows(
        IllegalArgumentException.class,
        () -> MultiStreamTrial.run(VirtualStreams.fixed(2, MILLI), 8, MILLI));
  }
}
