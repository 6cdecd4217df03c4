package io.convbench.reports.selection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.convbench.reports.KerasTable;
import io.convbench.results.Column;
import io.convbench.results.Row;
import io.convbench.results.history.History;
import io.convbench.results.selection.Constraint;
import io.convbench.results.selection.Metric;
import io.convbench.results.selection.PairedAccuracies;
import io.convbench.results.selection.Question;
import io.convbench.results.selection.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Over Keras's table, whose accuracies are published; latencies are made up. */
class AnswerTest {

  private final List<Row> rows = new ArrayList<>();

  /** DenseNet169 76.176 %, ResNet50 74.928 %: 1.248 points apart. */
  @Test
  void saysWhatMoreTimeBuys() {
    timed("ResNet50", 40, 39, 41, "valid");
    timed("DenseNet169", 50, 48, 52.34, "valid");

    Answer answer = answer(Metric.TOP1, "p50<=48ms");

    assertEquals(
        List.of(
            "4.34 ms more (p50 <= 52.4 ms) buys 1.25 points: DenseNet169 pytorch, top-1 76.2 % (75.8"
                + " to 76.5, published), p50 50.0 ms (48.0 to 52.3)"),
        answer.relaxations(answer.selection().findings().get(0)));
    assertEquals(
        "DenseNet169 pytorch by 4.34 ms (uncertain)",
        answer.nearest(answer.selection().findings().get(0)));
    assertTrue(
        answer.notes().get(0).startsWith("Published accuracies take part"),
        answer.notes()::toString);
  }

  @Test
  void saysThatLessAccuracyBuysTime() {
    timed("ResNet50", 40, 39, 41, "valid");
    timed("DenseNet169", 50, 48, 52, "valid");

    Answer answer = answer(Metric.P50, "top1>=75%");

    // Wilson's lower end of 37,464 in 50,000 is 0.74546.
    assertTrue(
        answer
            .relaxations(answer.selection().findings().get(0))
            .get(0)
            .startsWith("0.454 points less (top1 >= 74.5 %) buys 10.0 ms: ResNet50 pytorch"),
        answer.relaxations(answer.selection().findings().get(0))::toString);
  }

  @Test
  void marksNoisyLatencies() {
    timed("ResNet50", 40, 39, 41, "noisy");
    rows.set(1, rows.get(1).with(Column.VERDICT_REASONS, "drift 1.2"));

    Answer answer = answer(Metric.P50);

    assertTrue(
        answer.figures(answer.selection().choice().orElseThrow()).startsWith("p50 40.0 ms~ (39.0"));
    assertEquals(List.of("~ The latency of ResNet50 pytorch is noisy: drift 1.2."), answer.notes());
  }

  @Test
  void saysWhatIsAssumedOfOneProcess() {
    rows.addAll(KerasTable.run("pytorch", 1));

    Answer answer = answer(Metric.TOP1, "p50<=1000ms");

    assertEquals(
        "15 candidates timed in one process, which says little of the next: its median is taken to"
            + " be up to 1.5 times as high or as low; more --rounds measure how far.",
        answer.notes().get(1));
    assertEquals(
        List.of(
            "3, no top-1 (published for images of 299 pixels, but the run took 224: run with"
                + " --measure accuracy to measure it): ResNet50V2 pytorch, ResNet101V2 pytorch, ResNet152V2 pytorch"),
        answer.setAside());
  }

  @Test
  void saysHowManyPercentilesHaveNoBound() {
    rows.addAll(KerasTable.run("pytorch", 1));

    Answer answer = answer(Metric.TOP1, "p99<=1000ms");

    assertEquals("none: no candidate surely meets every constraint", answer.noChoice());
    assertEquals(
        "15 candidates timed in too few passes for the percentile: nothing can be promised of it.",
        answer.notes().get(0));
  }

  /** MobileNetV2 71.336 %, VGG16 71.268 %, VGG19 71.256 %, each 0.4 points either way. */
  @Test
  void namesTheFastestOfTies() {
    timed("VGG19", 90, 88, 92, "valid");
    timed("VGG16", 80, 78, 82, "valid");
    timed("MobileNetV2", 10, 9, 11, "valid");

    Answer answer = answer(Metric.TOP1);

    assertEquals("MobileNetV2 pytorch", answer.name(answer.selection().choice().get().candidate()));
    assertEquals("VGG16 pytorch, VGG19 pytorch", answer.ties().orElseThrow());
    Answer small = answer(Metric.PARAMETERS);
    assertFalse(small.ties().isPresent());
    assertEquals(
        "worse: both figures are exact", small.comparison(small.selection().runnerUp().get()));
  }

  @Test
  void remarksThatALatencyIsOfAWholeBatch() {
    timed("ResNet50", 40, 39, 41, "valid");
    rows.add(rows.get(1).with(Column.BATCH, 8).with(Column.LATENCY_P50_MS, 40.5));

    assertTrue(
        answer(Metric.P50).notes().get(0).startsWith("Several batches take part"),
        "a choice between batches by latency");
  }

  private void timed(String name, double median, double low, double high, String verdict) {
    rows.add(KerasTable.cost(KerasTable.line(name)));
    rows.add(
        KerasTable.ran(KerasTable.line(name), "latency", "pytorch", 1)
            .with(Column.STATUS, "ok")
            .with(Column.LATENCY_P50_MS, median)
            .with(Column.LATENCY_P50_PI95_LOW_MS, low)
            .with(Column.LATENCY_P50_PI95_HIGH_MS, high)
            .with(Column.VERDICT, verdict));
  }

  private Answer answer(Metric objective, String... constraints) {
    History history =
        KerasTable.history(KerasTable.recorded("run-1", rows, KerasTable.environment()));
    Question question =
        Question.of(objective, Stream.of(constraints).map(Constraint::parse).toList());
    return new Answer(
        Selector.select(history.candidates(), question, PairedAccuracies.NONE), history, List.of());
  }
}
