package io.convbench.results.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.convbench.results.Column;
import io.convbench.results.Environment;
import io.convbench.results.Limits;
import io.convbench.results.Platform;
import io.convbench.results.RecordedRun;
import io.convbench.results.Row;
import io.convbench.results.RunFolder;
import io.convbench.results.Status;
import io.convbench.results.trust.Verdict;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HistoryTest {

  private static final String EPYC = "AMD EPYC 9R14 96-Core Processor";
  private static final String XEON = "Intel(R) Xeon(R) Platinum 8488C CPU @ 2.40GHz";

  private static final Row COST =
      base("cost").with(Column.MACS, 15_470L).with(Column.TIME, "2026-11-23T12:00:00Z");

  @Test
  void joinsTheMeasurementsOfOneConfiguration() {
    Row latency = row("latency", 1).with(Column.LATENCY_P50_MS, 9.5);
    Row memory = row("memory", 1).with(Column.PEAK_RSS_BYTES, 700L);

    List<Candidate> joined = join(COST, latency, memory);

    assertEquals(1, joined.size());
    assertEquals(OptionalDouble.of(9.5), joined.get(0).number(Column.LATENCY_P50_MS));
    assertEquals(OptionalDouble.of(700), joined.get(0).number(Column.PEAK_RSS_BYTES));
    assertEquals(OptionalDouble.of(15_470), joined.get(0).number(Column.MACS));
  }

  /** Nor do different rates, bounds or numbers of streams; a search is one whatever it finds. */
  @Test
  void scenariosJoinNeitherLatencyNorEachOther() {
    Row latency = row("latency", 1).with(Column.LATENCY_P50_MS, 9.5);
    Row offline = scenario("offline", 1).with(Column.BATCH_FOUND, 8);
    Row twoStreams = scenario("offline", 2).with(Column.BATCH_FOUND, 4);
    Row slow = scenario("server", 1).with(Column.OFFERED_RATE_PER_S, 10.0);
    Row fast = scenario("server", 1).with(Column.OFFERED_RATE_PER_S, 20.0);
    Row searched = slow.with(Column.LATENCY_BOUND_MS, 50.0);
    Row again = fast.with(Column.LATENCY_BOUND_MS, 50.0);

    History history =
        history(List.of(run("run", latency, offline, twoStreams, slow, fast, searched, again)));

    assertEquals(1, history.candidates().size());
    assertEquals(1, history.candidates().get(0).cells().size());
    assertEquals(
        List.of(offline, twoStreams, slow, fast, again),
        history.scenarios().stream().map(one -> one.row().without(Column.RUN_ID)).toList());
    assertEquals(1, history.repeated());
    assertEquals(0, history.otherImages());
  }

  /** Other weights cost as much; what was learned on features is of these alone. */
  @Test
  void aTunedNetworkCostsWhatItDidBefore() {
    Row latency = row("latency", 1).with(Column.LAYER, "fc1").with(Column.LATENCY_P50_MS, 9.5);
    Row head =
        row("transfer", 8)
            .with(Column.LAYER, "fc1")
            .with(Column.SPLIT, "folders")
            .with(Column.TOP1, 0.9);
    Row tuned =
        row("fine-tune", 8)
            .with(Column.LAYER, "fc1")
            .with(Column.SPLIT, "folders")
            .with(Column.TUNED_FROM, "block5_conv1")
            .with(Column.TOP1, 0.95);

    List<Candidate> joined =
        History.of(List.of(run("run", latency, head, tuned)), Set.of("transfer", "fine-tune"))
            .candidates();

    assertEquals(
        List.of("VGG16@fc1", "VGG16@fc1 tuned from block5_conv1"),
        joined.stream().map(Candidate::architecture).toList());
    assertEquals(OptionalDouble.of(0.9), joined.get(0).number(Column.TOP1));
    assertEquals(OptionalDouble.of(0.95), joined.get(1).number(Column.TOP1));
    joined.forEach(
        line -> assertEquals(OptionalDouble.of(9.5), line.number(Column.LATENCY_P50_MS)));
  }

  private static Row scenario(String name, int streams) {
    return row("scenario", 1).with(Column.SCENARIO, name).with(Column.STREAMS, streams);
  }

  @Test
  void keepsBatchesApartAndGivesBothTheirConformance() {
    Row conformance = row("conformance", 2).with(Column.CONFORMANCE_ERROR, 1e-5);
    Row one = row("latency", 1).with(Column.LATENCY_P50_MS, 9.5);
    Row eight = row("latency", 8).with(Column.LATENCY_P50_MS, 60.0);

    List<Candidate> joined = join(conformance, one, eight);

    assertEquals(
        List.of(1L, 8L), joined.stream().map(line -> line.configuration().batch()).toList());
    joined.forEach(
        line -> assertEquals(OptionalDouble.of(1e-5), line.number(Column.CONFORMANCE_ERROR)));
  }

  @Test
  void givesAnArchitectureWithoutEngineALine() {
    List<Candidate> joined = join(COST);

    assertEquals(Configuration.NONE, joined.get(0).configuration());
    assertEquals(OptionalDouble.of(15_470), joined.get(0).number(Column.MACS));
  }

  @Test
  void givesCostToAConfigurationOfWhichAccuracyAloneWasMeasured() {
    List<Candidate> joined = join(COST, row("accuracy", 8).with(Column.TOP1, 0.7));

    assertEquals(1, joined.size());
    assertEquals(OptionalDouble.of(15_470), joined.get(0).number(Column.MACS));
  }

  @Test
  void doesNotMixEngines() {
    Row accuracy = row("accuracy", 8).with(Column.TOP1, 0.7);
    Row other = row("latency", 1).with(Column.ENGINE, "onnxruntime");

    List<Candidate> joined = join(other, accuracy);

    assertEquals(2, joined.size());
    assertEquals(OptionalDouble.empty(), joined.get(0).number(Column.TOP1));
  }

  /** Half precision departs further from Keras; a plain model is another function to compile. */
  @Test
  void doesNotMixPrecisionsOrModelForms() {
    Row conformance = row("conformance", 2).with(Column.CONFORMANCE_ERROR, 1e-5);
    Row bf16 = row("latency", 1).with(Column.PRECISION, "bf16");
    Row plain = row("latency", 1).with(Column.MODEL_FORM, "plain");

    List<Candidate> joined = join(bf16, plain, conformance);

    assertEquals(3, joined.size());
    assertEquals(OptionalDouble.empty(), joined.get(0).number(Column.CONFORMANCE_ERROR));
    assertEquals(OptionalDouble.empty(), joined.get(1).number(Column.CONFORMANCE_ERROR));
  }

  @Test
  void takesTheConformanceOfAsManyThreads() {
    Row one = row("conformance", 2).with(Column.THREADS, 1L).with(Column.CONFORMANCE_ERROR, 1e-6);
    Row two = row("conformance", 2).with(Column.CONFORMANCE_ERROR, 2e-6);
    Row latency = row("latency", 1).with(Column.LATENCY_P50_MS, 9.5);

    List<Candidate> joined = join(latency, latency.with(Column.THREADS, 1L), one, two);

    assertEquals(
        List.of(OptionalDouble.of(2e-6), OptionalDouble.of(1e-6)),
        joined.stream().map(line -> line.number(Column.CONFORMANCE_ERROR)).toList());
  }

  @Test
  void showsTheNewestOfACellWhateverTheOrderOfRunsAndKeepsTheOlder() {
    Row old = row("latency", 1).with(Column.LATENCY_P50_MS, 9.0);
    Row recent = old.with(Column.LATENCY_P50_MS, 8.0).with(Column.TIME, "2026-11-24T12:00:00Z");

    for (List<RecordedRun> runs :
        List.of(
            List.of(run("a", old), run("b", recent)), List.of(run("b", recent), run("a", old)))) {
      History history = history(runs);

      assertEquals(1, history.candidates().size());
      assertEquals(OptionalDouble.of(8), history.candidates().get(0).number(Column.LATENCY_P50_MS));
      assertEquals(1, history.repeated());
      assertEquals(
          List.of("a", "b"),
          history.cellHistories().values().iterator().next().stream()
              .map(one -> one.run().id())
              .toList(),
          "oldest first");
    }
  }

  @Test
  void countsTheSameRowTwiceAsOneObservation() {
    Row latency = row("latency", 1).with(Column.RUN_ID, "a").with(Column.LATENCY_P50_MS, 9.0);

    assertEquals(0, history(List.of(run("a", latency), run("a", latency))).repeated());
  }

  @Test
  void passesNoRemarkOnACostThatTwoRunsComputedAlike() {
    Row other = COST.with(Column.TIME, "2026-11-24T12:00:00Z");
    assertEquals(0, history(List.of(run("a", COST), run("b", other))).repeated());
    assertEquals(
        1, history(List.of(run("a", COST), run("b", other.with(Column.MACS, 1L)))).repeated());
  }

  @Test
  void neverJoinsProcessorsCoresMemoryVersionsOrCommits() {
    Row latency = row("latency", 1).with(Column.LATENCY_P50_MS, 9.0);
    for (Row other :
        List.of(
            latency.with(Column.CPU_MODEL, XEON),
            latency.with(Column.CORES, 8L),
            latency.with(Column.MEMORY_BYTES, 8L << 30),
            latency.with(Column.ENGINE_VERSION, "DJL 0.36.0, PyTorch 2.8.0"),
            latency.with(Column.COMMIT, "fffffff"))) {
      History history = history(List.of(run("a", latency), run("b", other)));

      assertEquals(2, history.candidates().size(), other.toString());
      assertEquals(0, history.repeated(), other.toString());
      List<String> names =
          history.configurations().stream().map(one -> history.names().name(one)).toList();
      assertEquals(2, names.stream().distinct().count(), names.toString());
    }
  }

  /** Kernels of one machine reserve a little more or less. */
  @Test
  void takesMemoryOfAlmostTheSameSizeForTheSame() {
    Row latency = row("latency", 1).with(Column.MEMORY_BYTES, 25_769_803_776L);
    assertEquals(
        1, join(latency, row("memory", 1).with(Column.MEMORY_BYTES, 25_700_000_000L)).size());
  }

  @Test
  void keepsApartWhatARunMeasuredAfterItWentOnElsewhere() {
    Row latency = row("latency", 1).with(Column.LATENCY_P50_MS, 9.0);
    Row elsewhere = row("memory", 1).with(Column.CPU_MODEL, XEON).with(Column.PEAK_RSS_BYTES, 700L);
    RecordedRun run = run("a", latency, elsewhere);

    History history = history(List.of(run));

    assertEquals(2, history.candidates().size());
    assertEquals(OptionalDouble.empty(), history.candidates().get(0).number(Column.PEAK_RSS_BYTES));
    List<MeasuredOn> places = MeasuredOn.of(run);
    assertEquals(
        List.of("AMD EPYC 9R14, 2 cores", "Intel Xeon Platinum 8488C, 2 cores"),
        places.stream().map(one -> one.machine().label()).toList());
    assertEquals(List.of(1, 1), places.stream().map(MeasuredOn::cells).toList());
  }

  @Test
  void readsTheEnvironmentThatARowNames() {
    Row first = row("latency", 1);
    Row second = row("memory", 1).with(Column.ENVIRONMENT, "environment-2.json");
    Row third = row("conformance", 1).with(Column.ENVIRONMENT, "environment-3.json");
    RecordedRun run =
        new RecordedRun(
            new RunFolder(Path.of("run")),
            List.of(first.with(Column.RUN_ID, "a"), second, third),
            Map.of(
                "environment.json", environment("c7b094f", 16L << 30),
                "environment-2.json", environment("c7b094f", 8L << 30)),
            Optional.empty());

    assertEquals(
        List.of(
            "AMD EPYC 9R14, 2 cores, 16 GiB",
            "AMD EPYC 9R14, 2 cores, 8 GiB",
            "AMD EPYC 9R14, 2 cores"),
        MeasuredOn.of(run).stream().map(one -> one.machine().label()).toList(),
        "one that is not in the folder says nothing");
  }

  @Test
  void doesNotBelieveAnEnvironmentOfAnotherCommit() {
    RecordedRun run =
        new RecordedRun(
            new RunFolder(Path.of("run")),
            List.of(row("latency", 1).with(Column.RUN_ID, "a")),
            Map.of("environment.json", environment("fffffff", 16L << 30)),
            Optional.empty());

    assertEquals(Optional.empty(), MeasuredOn.of(run).get(0).environment());
  }

  /** Its engine never said its version. */
  @Test
  void placesACellThatFailedBeforeItsEngineStartedBesideTheOthers() {
    Row latency = row("latency", 1).with(Column.LATENCY_P50_MS, 9.0);
    Row failed =
        row("memory", 1)
            .without(Column.ENGINE_VERSION)
            .without(Column.MODEL_FORM)
            .with(Status.FAILED, "no model file");

    List<Candidate> joined = join(latency, failed);

    assertEquals(1, joined.size());
    assertEquals(2, joined.get(0).cells().size());
  }

  @Test
  void keepsAccuraciesOfOtherImagesApart() {
    Row val = row("accuracy", 8).with(Column.TOP1, 0.7).with(Column.DATASET, "val");
    Row own =
        row("accuracy", 8)
            .with(Column.TOP1, 0.9)
            .with(Column.DATASET, "own")
            .with(Column.TIME, "2026-11-24T12:00:00Z");

    History history = history(List.of(run("a", own), run("b", val)));

    assertEquals(OptionalDouble.of(0.9), history.candidates().get(0).number(Column.TOP1));
    assertEquals(0, history.repeated());
    assertEquals(1, history.otherImages());
  }

  /** The newer one is not a repetition: its head learned from other images. */
  @Test
  void keepsAccuraciesOfOtherDivisionsApart() {
    Row first =
        accuracy(0.9, "hash", "")
            .with(Column.SPLIT, "--test-fraction 0.25 --seed 1")
            .with(Column.TIME, "2026-11-23T12:00:00Z");
    Row second =
        accuracy(0.8, "hash", "")
            .with(Column.SPLIT, "--folds 5 --seed 1")
            .with(Column.TIME, "2026-11-24T12:00:00Z");

    History history = history(List.of(run("a", first), run("b", second)));

    assertEquals(2, history.observations().size());
    assertEquals(0, history.repeated());
    assertEquals(1, history.otherImages());
  }

  /** The halves are newer; neither is a repetition of the whole, nor of the other. */
  @Test
  void neverTakesAPartOfADatasetForTheWhole() {
    Row whole = accuracy(0.7, "hash", "").with(Column.TIME, "2026-11-23T12:00:00Z");
    Row first = accuracy(0.6, "hash1", "1-325 of 650").with(Column.TIME, "2026-11-24T12:00:00Z");
    Row second = accuracy(0.8, "hash2", "326-650 of 650").with(Column.TIME, "2026-11-25T12:00:00Z");

    History history = history(List.of(run("a", first, second), run("b", whole)));

    assertEquals(OptionalDouble.of(0.7), history.candidates().get(0).number(Column.TOP1));
    assertEquals(3, history.observations().size());
    assertEquals(0, history.repeated());
    assertEquals(2, history.otherImages());
    assertEquals(
        OptionalDouble.of(0.8),
        history(List.of(run("a", first, second))).candidates().get(0).number(Column.TOP1));
  }

  /** The hash is missing where a cell failed before the images were read. */
  @Test
  void keepsPartsOfADatasetApartWithoutItsHash() {
    Row first = accuracy(0.6, "", "1-325 of 650");
    Row second = accuracy(0.8, "", "326-650 of 650");
    History history = history(List.of(run("a", first), run("b", second)));
    assertEquals(2, history.observations().size());
    assertEquals(0, history.repeated());
  }

  /** It was killed before its images were read; the same part was measured later. */
  @Test
  void takesAFailedCellWithoutHashForThatOfTheSamePart() {
    Row killed =
        accuracy(0.6, "", "1-325 of 650").without(Column.TOP1).with(Status.FAILED, "was killed");
    Row good = accuracy(0.8, "hash1", "1-325 of 650").with(Column.TIME, "2026-11-24T12:00:00Z");
    Row other = accuracy(0.7, "hash2", "326-650 of 650");

    History history = history(List.of(run("a", killed), run("b", good), run("c", other)));

    assertEquals(2, history.observations().size());
    assertEquals(1, history.repeated());
    assertEquals(OptionalDouble.of(0.8), history.candidates().get(0).number(Column.TOP1));
  }

  /** A row that does not say which part it is looks like the whole. */
  @Test
  void showsAMeasuredAccuracyOfAPartRatherThanAFailureOfTheWhole() {
    Row failed =
        accuracy(0.6, "", "")
            .without(Column.TOP1)
            .with(Status.FAILED, "was killed")
            .with(Column.TIME, "2026-11-25T12:00:00Z");
    Row part = accuracy(0.8, "hash1", "1-325 of 650");

    for (List<RecordedRun> runs :
        List.of(
            List.of(run("a", failed), run("b", part)), List.of(run("b", part), run("a", failed)))) {
      assertEquals(OptionalDouble.of(0.8), history(runs).candidates().get(0).number(Column.TOP1));
    }
  }

  /** Threads may change what an engine computes. */
  @Test
  void neverHidesAConformanceThatFailedBehindOneOfOtherThreads() {
    Row failed =
        row("conformance", 2)
            .with(Column.CONFORMANCE_ERROR, 0.5)
            .with(Status.FAILED, "error 0.5 is above 1e-03");
    Row good = row("conformance", 2).with(Column.THREADS, 1L).with(Column.CONFORMANCE_ERROR, 1e-6);

    assertEquals(
        OptionalDouble.of(0.5),
        join(row("latency", 1), good, failed).get(0).number(Column.CONFORMANCE_ERROR));
  }

  private static Row accuracy(double top1, String hash, String part) {
    return row("accuracy", 8)
        .with(Column.TOP1, top1)
        .with(Column.DATASET, "val650")
        .with(Column.DATASET_SHA256, hash)
        .with(Column.DATASET_PART, part);
  }

  @Test
  void prefersTheCandidateWithAMeasuredAccuracyOfAnArchitecture() {
    Row other = row("latency", 1).with(Column.ENGINE, "onnxruntime");
    Row accuracy = row("accuracy", 8).with(Column.TOP1, 0.7).with(Column.PUBLISHED_TOP1, 0.71);

    History history = history(List.of(run("a", other.with(Column.PUBLISHED_TOP1, 0.71), accuracy)));

    assertFalse(history.candidates().get(0).top1().orElseThrow().measured());
    assertEquals(
        List.of(true),
        history.architectures().stream().map(one -> one.top1().orElseThrow().measured()).toList());
  }

  @Test
  void showsArchitecturesOfWhichOnlyTheCostIsKnown() {
    List<Candidate> joined = join(COST.with(Column.ARCHITECTURE, "VGG19"), row("latency", 1));

    assertEquals(List.of("VGG16", "VGG19"), joined.stream().map(Candidate::architecture).toList());
  }

  @Test
  void ignoresValuesOfFailedCellsButTheErrorThatFailedThem() {
    Row latency =
        row("latency", 1)
            .with(Column.LATENCY_P50_MS, 9.0)
            .with(Column.PUBLISHED_TOP1, 0.71)
            .with(Status.FAILED, "the process was killed");
    Row conformance =
        row("conformance", 2)
            .with(Column.CONFORMANCE_ERROR, 0.5)
            .with(Status.FAILED, "error 0.5 is above 1e-03");

    Candidate candidate = join(latency, conformance).get(0);

    assertEquals(OptionalDouble.empty(), candidate.number(Column.LATENCY_P50_MS));
    assertEquals(OptionalDouble.of(0.5), candidate.number(Column.CONFORMANCE_ERROR));
    assertEquals(OptionalDouble.of(0.71), candidate.number(Column.PUBLISHED_TOP1));
  }

  /** MLPerf's early stopping: 64 for the 90th percentile, 662 for the 99th. */
  @Test
  void marksPercentilesOfTooFewPasses() {
    Candidate few = join(row("latency", 1).with(Column.LATENCY_SAMPLES, 63L)).get(0);
    Candidate more = join(row("latency", 1).with(Column.LATENCY_SAMPLES, 64L)).get(0);

    assertTrue(few.fewPassesFor(Column.LATENCY_P90_MS));
    assertFalse(more.fewPassesFor(Column.LATENCY_P90_MS));
    assertTrue(more.fewPassesFor(Column.LATENCY_P99_MS));
    assertFalse(few.fewPassesFor(Column.LATENCY_P50_MS), "that is the verdict's");
  }

  /** Rows of older versions. */
  @Test
  void doesNotKnowHowFarToTrustARowWithoutVerdict() {
    Row old = row("latency", 1).with(Column.LATENCY_P50_MS, 7.0).with(Status.OK, "");

    assertEquals(Verdict.UNKNOWN, join(old).get(0).verdict());
    assertTrue(join(old).get(0).hasUsableLatency());
    Row invalid = old.with(Column.VERDICT, "invalid").with(Column.VERDICT_REASONS, "6 passes");
    assertEquals(Verdict.INVALID, join(invalid).get(0).verdict());
    assertEquals("6 passes", join(invalid).get(0).verdictReasons());
    assertFalse(join(invalid).get(0).hasUsableLatency());
  }

  private static List<Candidate> join(Row... rows) {
    return history(List.of(run("run", rows))).candidates();
  }

  private static RecordedRun run(String id, Row... rows) {
    return new RecordedRun(
        new RunFolder(Path.of(id)),
        List.of(rows).stream().map(row -> row.with(Column.RUN_ID, id)).toList(),
        Map.of(),
        Optional.empty());
  }

  private static Environment environment(String commit, long memory) {
    return new Environment(
        "2026-11-23T12:00:00Z",
        "0.1.0",
        commit,
        "jvm",
        1,
        "os",
        EPYC,
        2,
        2,
        memory,
        Limits.of(2),
        List.of(),
        "",
        "",
        0,
        Map.of(),
        Platform.UNKNOWN,
        List.of(),
        Map.of());
  }

  private static Row base(String measurement) {
    return Row.empty()
        .with(Column.ARCHITECTURE, "VGG16")
        .with(Column.MEASUREMENT, measurement)
        .with(Status.OK, "");
  }

  private static History history(List<RecordedRun> runs) {
    return History.of(runs, Set.of("conformance", "accuracy"));
  }

  private static Row row(String measurement, long batch) {
    return base(measurement)
        .with(Column.ENGINE, "pytorch")
        .with(Column.DEVICE, "cpu")
        .with(Column.BATCH, batch)
        .with(Column.PRECISION, "fp32")
        .with(Column.THREADS, 2L)
        .with(Column.MODEL_FORM, "optimized")
        .with(Column.ENGINE_VERSION, "DJL 0.36.0, PyTorch 2.7.1")
        .with(Column.CPU_MODEL, EPYC)
        .with(Column.CORES, 2L)
        .with(Column.COMMIT, "c7b094f")
        .with(Column.TIME, "2026-11-23T12:00:00Z");
  }
}
