package io.convbench.results.selection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.convbench.foundation.input.InvalidInputException;
import io.convbench.results.selection.Constraint.Limit;
import io.convbench.results.selection.Constraint.Relation;
import io.convbench.results.selection.Constraint.Setting;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConstraintTest {

  @ParameterizedTest
  @CsvSource({
    "p50<=50, P50, AT_MOST, 50",
    "p50 <= 0.05s, P50, AT_MOST, 50",
    "latency<50ms, P50, BELOW, 50",
    "latency_p99_ms <= 80, P99, AT_MOST, 80",
    "P99<=800us, P99, AT_MOST, 0.8",
    "top1>=75%, TOP1, AT_LEAST, 0.75",
    "top1>=75, TOP1, AT_LEAST, 0.75",
    "accuracy > .75, TOP1, ABOVE, 0.75",
    "memory<=512MiB, MEMORY, AT_MOST, 536870912",
    "memory<=500mb, MEMORY, AT_MOST, 500000000",
    "peak_rss_bytes<=1000, MEMORY, AT_MOST, 1000",
    "params<=25.6M, PARAMETERS, AT_MOST, 25600000",
    "macs<=4G, MACS, AT_MOST, 4000000000",
    "size<=1e2kB, SIZE, AT_MOST, 100000",
    "throughput>=30/s, THROUGHPUT, AT_LEAST, 30"
  })
  void readsMetricsWithTheirUnits(String text, Metric metric, Relation relation, double limit) {
    assertEquals(new Limit(metric, relation, limit), Constraint.parse(text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "engine=pytorch,onnxruntime; ENGINE; true; pytorch onnxruntime",
        "batch == 1; BATCH; true; 1",
        "device!=cpu; DEVICE; false; cpu"
      })
  void readsTraits(String text, Trait trait, boolean wanted, String values) {
    assertEquals(new Setting(trait, wanted, List.of(values.split(" "))), Constraint.parse(text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "p5O<=50; p5O<=50: unknown metric 'p5o' (nearest: p50",
        "gflops<=8; (nearest: flops)",
        "latancy<=8; (nearest: latency)",
        "egnine=pytorch; (nearest: engine)",
        "p50<=; p50<=: no value behind <=",
        "p50=50; p50=50: a measured figure is never exactly a value: use <= or >=",
        "p50!=50; use <= or >=",
        "p50<=fast; p50<=fast: 'fast' is not a value of this metric: write it as in 50ms or 0.05s",
        "p50<=50MB; '50MB' is not a value of this metric",
        "p50<=-5; '-5' is not a value",
        "p50<=NaN; 'NaN' is not a value",
        "memory<=512; '512' is not a value of this metric: write it as in 512MiB or 500MB",
        "top1>=120%; '120%' is not a value",
        "p50<=1e999; '1e999' is not a value",
        "batch<=8; batch<=8: batch has no order: use = or !=",
        "engine=a,; engine=a,: an empty value between commas",
        "=5; '=5' is not a constraint",
        "''; '' is not a constraint"
      })
  void namesTheMistake(String text, String message) {
    InvalidInputException mistake =
        assertThrows(InvalidInputException.class, () -> Constraint.parse(text));
    assertTrue(mistake.getMessage().contains(message), mistake::getMessage);
    assertFalse(mistake.getMessage().contains("\n"), mistake::getMessage);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "p50<=10 p50>=20",
        "p50<10 p50>=10",
        "p50>5 p50<=5",
        "engine=a engine=b",
        "engine=a engine!=a,b",
        "engine!=A engine=a"
      })
  void refusesContradictions(String texts) {
    InvalidInputException mistake =
        assertThrows(InvalidInputException.class, () -> question(texts));
    assertTrue(mistake.getMessage().contains("contradict each other"), mistake::getMessage);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "p50<=10 p50>=10",
        "p50<=10 p50<=20",
        "p50<=10 p99>=20",
        "engine=a,b engine!=a",
        "engine=a,b engine=b,c",
        "engine!=a engine!=b"
      })
  void takesWhatSomethingCanMeet(String texts) {
    assertEquals(2, question(texts).constraints().size());
  }

  @Test
  void showsLimitsAsTheyCanBeTyped() {
    for (String text :
        List.of(
            "p50 <= 50 ms",
            "top1 >= 75 %",
            "memory <= 512 MiB",
            "memory <= 500 MB",
            "parameters <= 25.6 M",
            "macs < 4 G",
            "throughput > 30 images/s",
            "engine != a,b")) {
      assertEquals(text, Constraint.parse(text.replace(" images", "")).text());
    }
  }

  private static Question question(String texts) {
    return Question.of(Metric.TOP1, Stream.of(texts.split(" ")).map(Constraint::parse).toList());
  }
}
