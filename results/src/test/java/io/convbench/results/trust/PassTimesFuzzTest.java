package io.convbench.results.trust;

import io.convbench.foundation.fuzz.Fuzz;
import io.convbench.results.Column;
import io.convbench.results.Row;
import io.convbench.results.Status;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run's folder may come from elsewhere; what is read becomes a row, which refuses by itself. */
class PassTimesFuzzTest {

  private static final String CELL = "VGG16-pytorch-cpu-b1-fp32-t2-latency";
  private static final Row ATTEMPT =
      Row.empty()
          .with(Column.ATTEMPT, 1)
          .with(Column.LATENCY_P50_MS, 2.5)
          .with(Column.BATCH, 1)
          .with(Status.OK, "");

  @TempDir private Path folder;

  @Test
  void passes() throws Exception {
    Path file = folder.resolve("cell-1.json");
    Fuzz.ofTexts(
            "times of passes",
            """
            [
                {
                    "jmhVersion" : "1.37",
                    "benchmark" : "io.convbench.harness.measurement.ForwardPass.forward",
                    "mode" : "sample",
                    "threads" : 1,
                    "primaryMetric" : {
                        "score" : 2.75,
                        "scoreError" : "NaN",
                        "scorePercentiles" : {"0.0" : 1.5, "50.0" : 3.0},
                        "scoreUnit" : "ms/op",
                        "rawDataHistogram" : [
                            [
                                [ [ 2.5, 1 ], [ 3.5, 2 ] ],
                                [ [ 1.5, 1 ], [ 86.310912, 12 ] ]
                            ]
                        ]
                    },
                    "secondaryMetrics" : {}
                }
            ]
            """,
            "[{\"primaryMetric\":{\"rawDataHistogram\":[[[[2.5,1]]]]}}]")
        // What ten million passes take that a small file may count.
        .allocating(1 << 30, 200)
        .with("rawDataHistogram", "primaryMetric", "1e-320", "1e308", "9999999")
        .read(
            file,
            input ->
                TimedRun.of(Map.of(CELL, List.of(ATTEMPT)), 1)
                    .rows(attempt -> PassTimes.read(file)));
  }
}
