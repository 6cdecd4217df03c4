package io.convbench.results.selection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.convbench.foundation.input.InvalidInputException;
import io.convbench.results.Column;
import io.convbench.results.RecordedRun;
import io.convbench.results.Row;
import io.convbench.results.RunFolder;
import io.convbench.results.Status;
import io.convbench.results.history.Candidate;
import io.convbench.results.history.History;
import io.convbench.results.selection.Difference.Basis;
import io.convbench.results.selection.Selection.Finding;
import io.convbench.results.selection.Selection.Relaxation;
import io.convbench.results.selection.Selection.SetAside;
import io.convbench.results.statistics.McNemar;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Figures are chosen so that every interval and difference can be computed in the head. */
class SelectorTest {

  private final List<Row> rows = new ArrayList<>();

  @Test
  void judgesByTheBadEnd() {
    latency("Within", 40, 38, 42);
    latency("Around", 49, 47, 51);
    latency("Beyond", 60, 57, 63);
    accuracy("Within", 0.70, 0.68, 0.72);
    accuracy("Around", 0.80, 0.78, 0.82);
    accuracy("Beyond", 0.90, 0.88, 0.92);

    Selection answer = select(Metric.TOP1, "p50<=50ms");

    assertEquals(
        List.of("Within meets", "Around uncertain", "Beyond fails"),
        answer.candidates().stream().map(SelectorTest::fit).toList());
    assertEquals("Within", choice(answer));
  }

  @Test
  void judgesAccuracyByItsLowerEndAndPercentilesByTheirBound() {
    latency("Fast", 10, 9, 11);
    latency("Tail", 10, 9, 11);
    rows.set(0, percentile(rows.get(0), 20, 25));
    rows.set(1, percentile(rows.get(1), 20, 40));
    accuracy("Fast", 0.76, 0.74, 0.78);
    accuracy("Tail", 0.78, 0.76, 0.80);

    Selection answer = select(Metric.TOP1, "top1>=75%", "p99<=30ms");

    // 20 x 20 / 25 = 16 and 20 x 20 / 40 = 10 are the lower ends.
    assertEquals(List.of(Fit.UNCERTAIN, Fit.MEETS), fits(answer, "Fast"));
    assertEquals(List.of(Fit.MEETS, Fit.UNCERTAIN), fits(answer, "Tail"));
    assertTrue(answer.choice().isEmpty());
  }

  /** A tail of too few passes may be anything. */
  @Test
  void isUncertainOfAPercentileWithoutBound() {
    latency("Once", 10, 9, 11);
    latency("Slow", 90, 88, 92);
    rows.set(0, rows.get(0).with(Column.LATENCY_P99_MS, 12.0));
    rows.set(1, rows.get(1).with(Column.LATENCY_P99_MS, 95.0));
    accuracy("Once", 0.7, 0.6, 0.8);
    accuracy("Slow", 0.7, 0.6, 0.8);

    Selection answer = select(Metric.TOP1, "p99<=50ms");

    assertEquals(List.of(Fit.UNCERTAIN), fits(answer, "Once"));
    assertEquals(List.of(Fit.FAILS), fits(answer, "Slow"));
    assertTrue(answer.choice().isEmpty());
    assertEquals(
        "Once",
        choice(
            Selector.select(
                candidates(),
                question(Metric.TOP1, "p99<=50ms").acceptingUncertain(),
                PairedAccuracies.NONE)));
  }

  /** Of one process the next is taken to be within 1.5 times: 2.3 ms may be 3.45, 30 ms 20. */
  @Test
  void tellsMediansOfOneProcessApartWhereAFactorDoes() {
    latency("Fast", 2.3, 0, 0);
    latency("Near", 4.8, 0, 0);
    latency("Slow", 30, 0, 0);

    Selection answer = select(Metric.P50, "p50<=36ms");

    assertEquals("Fast", choice(answer));
    assertEquals(
        List.of("Near"),
        answer.ties().stream().map(rival -> rival.assessed().candidate().architecture()).toList());
    assertEquals(List.of(Fit.MEETS), fits(answer, "Near"));
    assertEquals(List.of(Fit.UNCERTAIN), fits(answer, "Slow"));
    latency("Slower", 55, 0, 0);
    assertEquals(List.of(Fit.FAILS), fits(select(Metric.P50, "p50<=36ms"), "Slower"));
    assertTrue(Metric.isOfOneProcess(candidates().get(0)));
  }

  @Test
  void callsOverlappingIntervalsATie() {
    accuracy("Best", 0.80, 0.78, 0.82);
    accuracy("Near", 0.79, 0.77, 0.81);
    accuracy("Far", 0.70, 0.68, 0.72);

    Selection answer = select(Metric.TOP1);

    assertEquals("Best", choice(answer));
    assertEquals("Near", answer.runnerUp().orElseThrow().assessed().candidate().architecture());
    assertEquals(
        new Difference(false, Basis.INTERVALS, OptionalDouble.empty()),
        answer.runnerUp().get().difference());
    assertEquals(1, answer.ties().size());
    assertTrue(answer.rivals().get(1).difference().real());
  }

  /** Holm: 2 x 0.02 = 0.04 is real, then at least 1 x 0.04 = 0.04 of the other. */
  @Test
  void letsMcNemarDecideWhereImagesAreTheSame() {
    accuracy("Best", 0.80, 0.78, 0.82);
    accuracy("Near", 0.79, 0.77, 0.81);
    accuracy("Other", 0.78, 0.76, 0.80);
    Map<String, Double> values = Map.of("Near", 0.02, "Other", 0.04);

    Selection answer =
        Selector.select(
            candidates(),
            question(Metric.TOP1),
            (one, other) -> Optional.of(new McNemar(30, 10, values.get(other.architecture()))));

    assertEquals(
        new Difference(true, Basis.MCNEMAR, OptionalDouble.of(0.04)),
        answer.rivals().get(0).difference());
    assertEquals(
        new Difference(true, Basis.MCNEMAR, OptionalDouble.of(0.04)),
        answer.rivals().get(1).difference());
    assertEquals(List.of(), answer.ties());
  }

  @Test
  void correctsForAllComparisonsTogether() {
    accuracy("Best", 0.80, 0.78, 0.82);
    accuracy("Near", 0.79, 0.77, 0.81);
    accuracy("Other", 0.78, 0.76, 0.80);

    Selection answer =
        Selector.select(
            candidates(),
            question(Metric.TOP1),
            (one, other) -> Optional.of(new McNemar(30, 10, 0.03)));

    assertEquals(2, answer.ties().size());
    assertEquals(OptionalDouble.of(0.06), answer.ties().get(0).difference().pValue());
  }

  @Test
  void callsATestAgainstTheFiguresATie() {
    accuracy("Best", 0.80, 0.78, 0.82);
    accuracy("Near", 0.79, 0.77, 0.81);

    Selection answer =
        Selector.select(
            candidates(),
            question(Metric.TOP1),
            (one, other) -> Optional.of(new McNemar(10, 30, 0.001)));

    assertTrue(answer.runnerUp().orElseThrow().ties());
  }

  @Test
  void saysWhatALooserLimitBuys() {
    latency("Now", 40, 38, 42);
    latency("Little", 51, 49, 54);
    latency("Much", 90, 85, 95);
    latency("Dearer", 60, 58, 62);
    accuracy("Now", 0.75, 0.745, 0.755);
    accuracy("Little", 0.77, 0.765, 0.775);
    accuracy("Much", 0.80, 0.795, 0.805);
    accuracy("Dearer", 0.76, 0.755, 0.765);

    Finding finding = select(Metric.TOP1, "p50<=50ms").findings().get(0);

    assertEquals(1, finding.meets());
    assertEquals(1, finding.uncertain());
    assertEquals(2, finding.fails());
    assertEquals("Little", finding.nearest().orElseThrow().assessed().candidate().architecture());
    assertEquals(4, finding.nearest().get().by(), 1e-9);
    assertEquals(
        List.of("Little", "Much"),
        finding.relaxations().stream()
            .map(one -> one.assessed().candidate().architecture())
            .toList());
    Relaxation little = finding.relaxations().get(0);
    assertEquals(54, little.limit().orElseThrow(), 1e-9);
    assertEquals(4, little.by().orElseThrow(), 1e-9);
    assertEquals(0.02, little.gain().orElseThrow(), 1e-9);
    assertTrue(little.difference().orElseThrow().real());
    assertEquals(45, finding.relaxations().get(1).by().orElseThrow(), 1e-9);
  }

  /** Whatever fails another constraint is not bought by this one. */
  @Test
  void relaxesOneConstraintAtATime() {
    latency("Now", 40, 38, 42);
    latency("Both", 60, 58, 62);
    accuracy("Now", 0.75, 0.745, 0.755);
    accuracy("Both", 0.80, 0.795, 0.805);
    rows.add(cost("Now", 1_000_000));
    rows.add(cost("Both", 9_000_000));

    Selection answer = select(Metric.TOP1, "p50<=50ms", "parameters<=5M");

    answer.findings().forEach(finding -> assertEquals(List.of(), finding.relaxations()));
  }

  @Test
  void relaxesATraitThatHasNoDistance() {
    latency("Net", 40, 38, 42);
    rows.add(
        rows.get(0)
            .with(Column.ENGINE, "onnxruntime")
            .with(Column.LATENCY_P50_MS, 20.0)
            .with(Column.LATENCY_P50_PI95_LOW_MS, 19.0)
            .with(Column.LATENCY_P50_PI95_HIGH_MS, 21.0));

    Selection answer = select(Metric.P50, "engine=pytorch");

    Relaxation other = answer.findings().get(0).relaxations().get(0);
    assertEquals("onnxruntime", other.assessed().candidate().configuration().engine());
    assertEquals(OptionalDouble.empty(), other.limit());
    assertEquals(20, other.gain().orElseThrow(), 1e-9);
  }

  @Test
  void namesTheNearestMissesWhenNothingFits() {
    latency("Far", 100, 95, 105);
    latency("Near", 58, 56, 60);
    accuracy("Far", 0.9, 0.89, 0.91);
    accuracy("Near", 0.5, 0.49, 0.51);

    Selection answer = select(Metric.TOP1, "p50<=50ms");

    assertTrue(answer.choice().isEmpty());
    assertEquals(
        List.of("Near", "Far"),
        answer.nearestMisses().stream().map(one -> one.candidate().architecture()).toList());
    assertEquals(OptionalDouble.empty(), answer.findings().get(0).relaxations().get(0).gain());
  }

  @Test
  void neverChoosesAnInvalidRow() {
    latency("Invalid", 10, 9, 11);
    latency("Noisy", 20, 18, 22);
    rows.set(
        0,
        rows.get(0).with(Column.VERDICT, "invalid").with(Column.VERDICT_REASONS, "others: 60 %"));
    rows.set(1, rows.get(1).with(Column.VERDICT, "noisy").with(Column.VERDICT_REASONS, "drift"));

    Selection answer = select(Metric.P50);

    assertEquals("Noisy", choice(answer));
    assertEquals(
        List.of("its latency is invalid: others: 60 %"),
        answer.setAside().stream().map(SetAside::reason).toList());
  }

  @Test
  void setsAsideWhatComputesSomethingElse() {
    latency("Wrong", 10, 9, 11);
    rows.add(row("Wrong", "conformance").with(Column.CONFORMANCE_ERROR, 0.25));
    latency("Right", 20, 18, 22);
    rows.add(row("Right", "conformance").with(Column.CONFORMANCE_ERROR, 1e-5));

    Selection answer = select(Metric.P50);

    assertEquals("Right", choice(answer));
    assertEquals(
        "computes something else than the reference: conformance error 2.5e-01, limit 1.0e-03",
        answer.setAside().get(0).reason());
  }

  @Test
  void saysWhyAFigureIsMissing() {
    latency("Timed", 10, 9, 11);
    rows.add(failed("Timed", "memory"));

    assertEquals(
        "no memory (memory failed: ran out of memory)",
        select(Metric.MEMORY).setAside().get(0).reason());
  }

  /** Its accuracy is published for whoever can run it, and its logits agree at another batch. */
  @Test
  void neverChoosesWhatDidNotRun() {
    rows.add(failed("Large", "latency").with(Column.PUBLISHED_TOP1, 0.8));
    rows.add(row("Large", "conformance").with(Column.CONFORMANCE_ERROR, 1e-5));
    latency("Small", 10, 9, 11);
    rows.add(published("Small", 0.7));

    Selection answer = select(Metric.TOP1);

    assertEquals("Small", choice(answer));
    assertEquals(
        "it did not run (latency failed: ran out of memory)", answer.setAside().get(0).reason());
  }

  /** Of 76 % of 50,000 images Wilson's interval is 75.62 to 76.37 % (by hand). */
  @Test
  void takesPublishedAccuraciesWithTheirIntervalUnlessForbidden() {
    rows.add(published("Published", 0.76));
    accuracy("Measured", 0.70, 0.69, 0.71);

    Selection answer = select(Metric.TOP1);

    Estimate top1 = answer.choice().orElseThrow().figure(Metric.TOP1);
    assertEquals("Published", choice(answer));
    assertEquals(Estimate.Source.PUBLISHED, top1.source());
    assertEquals(0.75624, top1.low().orElseThrow(), 1e-5);
    assertEquals(0.76372, top1.high().orElseThrow(), 1e-5);
    Selection measured =
        Selector.select(
            candidates(),
            new Question(List.of(), Metric.TOP1, true, false, false),
            PairedAccuracies.NONE);
    assertEquals("Measured", choice(measured));
    assertEquals("no measured top-1", measured.setAside().get(0).reason());
  }

  @Test
  void doesNotTakeAccuraciesOfAnotherInputSize() {
    rows.add(
        published("Small", 0.76)
            .with(Column.INPUT_SIZE, 224)
            .with(Column.PUBLISHED_INPUT_SIZE, 299));

    assertEquals(
        "no top-1 (published for images of 299 pixels, but the run took 224: run with --measure"
            + " accuracy to measure it)",
        select(Metric.TOP1).setAside().get(0).reason());
  }

  /** One image more of 650 is no reason to take the engine of half the speed. */
  @Test
  void choosesAmongConfigurationsOfAnArchitectureByWhatCanBeTold() {
    latency("Net", 40, 38, 42);
    accuracy("Net", 0.7500, 0.715, 0.782);
    rows.add(
        rows.get(0)
            .with(Column.ENGINE, "onnxruntime")
            .with(Column.LATENCY_P50_MS, 20.0)
            .with(Column.LATENCY_P50_PI95_LOW_MS, 19.0)
            .with(Column.LATENCY_P50_PI95_HIGH_MS, 21.0));
    rows.add(
        rows.get(1)
            .with(Column.ENGINE, "onnxruntime")
            .with(Column.TOP1, 0.7485)
            .with(Column.TOP1_CI95_LOW, 0.714)
            .with(Column.TOP1_CI95_HIGH, 0.780));

    Selection answer = select(Metric.TOP1);

    assertEquals("onnxruntime", answer.choice().orElseThrow().candidate().configuration().engine());
    assertEquals(
        "pytorch", answer.runnerUp().orElseThrow().assessed().candidate().configuration().engine());
    assertTrue(answer.runnerUp().get().ties());
  }

  @Test
  void comparesCountsExactly() {
    rows.add(cost("Small", 1_000_000));
    rows.add(cost("Large", 1_000_001));

    Selection answer = select(Metric.PARAMETERS);

    assertEquals("Small", choice(answer));
    assertEquals(
        new Difference(true, Basis.EXACT, OptionalDouble.empty()),
        answer.runnerUp().orElseThrow().difference());
  }

  @Test
  void refusesSeveralMachinesUnlessAsked() {
    latency("Here", 40, 38, 42);
    latency("There", 20, 19, 21);
    rows.set(0, rows.get(0).with(Column.CPU_MODEL, "AMD EPYC 9R14").with(Column.CORES, 2));
    rows.set(1, rows.get(1).with(Column.CPU_MODEL, "Intel Xeon 8488C").with(Column.CORES, 2));

    InvalidInputException refusal =
        assertThrows(InvalidInputException.class, () -> select(Metric.P50));
    assertTrue(
        refusal.getMessage().startsWith("the runs are of 2 machines (AMD EPYC"),
        refusal::getMessage);
    assertEquals("Here", choice(select(Metric.P50, "machine=epyc")));
    assertEquals(
        "There",
        choice(
            Selector.select(
                candidates(),
                new Question(List.of(), Metric.P50, false, false, true),
                PairedAccuracies.NONE)));
  }

  @Test
  void refusesATraitThatNoCandidateHas() {
    latency("Net", 40, 38, 42);

    InvalidInputException refusal =
        assertThrows(InvalidInputException.class, () -> select(Metric.P50, "engine=torch"));
    assertEquals(
        "engine = torch: no candidate has engine 'torch' (nearest: pytorch): the runs have pytorch",
        refusal.getMessage());
  }

  @Test
  void judgesThroughputByTheMediansInterval() {
    latency("Net", 10, 8, 12.5);
    rows.set(0, rows.get(0).with(Column.THROUGHPUT_IMAGES_PER_S, 100.0));

    Estimate images = Metric.THROUGHPUT.of(candidates().get(0)).orElseThrow();

    assertEquals(80, images.low().orElseThrow(), 1e-9);
    assertEquals(125, images.high().orElseThrow(), 1e-9);
    assertFalse(images.isApartFrom(images));
  }

  /** 5 % of the peak, 10 % of the difference. */
  @Test
  void judgesMemoryByHowFarTheNextProcessMayBe() {
    rows.add(
        row("Net", "memory").with(Column.PEAK_RSS_BYTES, 1000L).with(Column.MODEL_RSS_BYTES, 400L));

    assertEquals(
        1050, Metric.MEMORY.of(candidates().get(0)).orElseThrow().high().orElseThrow(), 1e-9);
    assertEquals(
        440, Metric.MODEL_MEMORY.of(candidates().get(0)).orElseThrow().high().orElseThrow(), 1e-9);
  }

  private Selection select(Metric objective, String... constraints) {
    return Selector.select(candidates(), question(objective, constraints), PairedAccuracies.NONE);
  }

  private static Question question(Metric objective, String... constraints) {
    return Question.of(objective, Stream.of(constraints).map(Constraint::parse).toList());
  }

  private List<Candidate> candidates() {
    RecordedRun run =
        new RecordedRun(new RunFolder(Path.of("run")), rows, Map.of(), Optional.empty());
    return History.of(List.of(run), Set.of("accuracy", "conformance")).candidates();
  }

  private void latency(String architecture, double median, double low, double high) {
    Row row =
        row(architecture, "latency")
            .with(Column.BATCH, 1)
            .with(Column.VERDICT, "valid")
            .with(Column.LATENCY_P50_MS, median);
    rows.add(
        high > 0
            ? row.with(Column.LATENCY_P50_PI95_LOW_MS, low)
                .with(Column.LATENCY_P50_PI95_HIGH_MS, high)
            : row);
  }

  private static Row percentile(Row row, double p99, double bound) {
    return row.with(Column.LATENCY_P99_MS, p99).with(Column.LATENCY_P99_BOUND_MS, bound);
  }

  private void accuracy(String architecture, double top1, double low, double high) {
    rows.add(
        row(architecture, "accuracy")
            .with(Column.TOP1, top1)
            .with(Column.TOP1_CI95_LOW, low)
            .with(Column.TOP1_CI95_HIGH, high));
  }

  private static Row row(String architecture, String measurement) {
    return base(architecture, measurement)
        .with(Column.ENGINE, "pytorch")
        .with(Column.DEVICE, "cpu")
        .with(Column.PRECISION, "fp32");
  }

  private static Row failed(String architecture, String measurement) {
    return row(architecture, measurement)
        .with(Column.BATCH, 1)
        .with(Column.STATUS, "failed")
        .with(Column.REASON, "ran out of memory");
  }

  private static Row cost(String architecture, long parameters) {
    return base(architecture, "cost").with(Column.PARAMETERS, parameters);
  }

  private static Row published(String architecture, double top1) {
    return base(architecture, "cost").with(Column.PUBLISHED_TOP1, top1);
  }

  private static Row base(String architecture, String measurement) {
    return Row.empty()
        .with(Column.RUN_ID, "run-1")
        .with(Column.ARCHITECTURE, architecture)
        .with(Column.MEASUREMENT, measurement)
        .with(Status.OK, "");
  }

  private static String choice(Selection answer) {
    return answer.choice().orElseThrow().candidate().architecture();
  }

  private static String fit(Assessed one) {
    return one.candidate().architecture() + " " + one.fit().word();
  }

  private static List<Fit> fits(Selection answer, String architecture) {
    return answer.candidates().stream()
        .filter(one -> one.candidate().architecture().equals(architecture))
        .findFirst()
        .orElseThrow()
        .fits();
  }
}
