package io.convbench.harness.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.convbench.harness.cell.Cell;
import io.convbench.harness.cell.LatencySettings;
import io.convbench.results.Column;
import io.convbench.results.Environment;
import io.convbench.results.Failure;
import io.convbench.results.FailureKind;
import io.convbench.results.Journal;
import io.convbench.results.Limits;
import io.convbench.results.Platform;
import io.convbench.results.Row;
import io.convbench.results.RunEnvironments;
import io.convbench.results.RunFolder;
import io.convbench.results.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetryPolicyTest {

  private static final Set<FailureKind> CURABLE =
      EnumSet.of(
          FailureKind.OUT_OF_MEMORY,
          FailureKind.OUT_OF_HEAP,
          FailureKind.KILLED,
          FailureKind.DISK_FULL,
          FailureKind.NO_PERMISSION,
          FailureKind.MISSING);

  @TempDir private Path folder;
  private RunEnvironments environments;

  @BeforeEach
  void startsTheRun() throws Exception {
    environments = RunEnvironments.read(new RunFolder(folder));
    environments.add(environment("a"));
    environments.add(environment("b"));
  }

  @Test
  void triesAgainWhatMayHaveBeenCured() {
    for (FailureKind kind : FailureKind.values()) {
      boolean curable = CURABLE.contains(kind) || kind == FailureKind.TIMEOUT;
      assertEquals(curable, retries(1200).again(failed(kind)), kind.word());
    }
  }

  /** No sentence decides what is done: every reason may be replaced by another one. */
  @Test
  void doesNotReadTheReasons() {
    for (FailureKind kind : FailureKind.values()) {
      for (FailureKind said : FailureKind.values()) {
        Row reworded = failed(kind).with(Column.REASON, said.phrase() + "; 日本語");
        assertEquals(retries(1200).again(failed(kind)), retries(1200).again(reworded), kind.word());
      }
    }
  }

  @Test
  void triesAStoppedCellAgainUnderAHigherLimitAlone() {
    Row stopped = failed(FailureKind.TIMEOUT).with(Column.CELL_LIMIT_S, 1200);

    assertEquals(false, retries(1200).again(stopped));
    assertEquals(false, retries(60).again(stopped));
    assertEquals(true, retries(7200).again(stopped));
  }

  @Test
  void triesEverythingWithoutValueAgainOnAnotherMachine() {
    RetryPolicy elsewhere =
        new RetryPolicy(environments, "environment-2.json", Duration.ofSeconds(1200), false);

    for (FailureKind kind : FailureKind.values()) {
      assertEquals(true, elsewhere.again(failed(kind)), kind.word());
      Row here = failed(kind).with(Column.ENVIRONMENT, "environment-2.json");
      assertEquals(retries(1200).again(failed(kind)), elsewhere.again(here), kind.word());
    }
    assertEquals(false, elsewhere.again(Row.empty().with(Status.OK, "")), "it has a value");
  }

  @Test
  void triesEverythingWithoutValueAgainWhenItIsTold() {
    RetryPolicy all =
        new RetryPolicy(environments, "environment.json", Duration.ofSeconds(1200), true);

    for (FailureKind kind : FailureKind.values()) {
      assertEquals(true, all.again(failed(kind)), kind.word());
    }
    assertEquals(true, all.again(Row.empty().with(Status.FAILED, "by an older version")));
    assertEquals(false, all.again(Row.empty().with(Status.OK, "")));
    assertEquals(false, all.again(Row.empty().with(Status.SKIPPED, "means nothing")));
  }

  /** Its figures stand in the row of the half. */
  @Test
  void leavesABatchOfWhichAHalfRan() {
    Row halved =
        Row.empty()
            .with(Status.UNAVAILABLE, new Failure(FailureKind.OUT_OF_MEMORY, "see its row"))
            .with(Column.BATCH_RAN, 128);

    assertEquals(false, retries(1200).again(halved));
  }

  @Test
  void leavesWhatAnOlderVersionWroteWithoutAKind() {
    assertEquals(false, retries(1200).again(Row.empty().with(Status.FAILED, "killed (signal 9)")));
  }

  @Test
  void saysWhatIsTriedAgainAndWhatIsNot() throws IOException {
    List<Cell> cells = new ArrayList<>();
    Map<String, Row> rows = new LinkedHashMap<>();
    for (FailureKind kind :
        List.of(
            FailureKind.KILLED,
            FailureKind.OUT_OF_MEMORY,
            FailureKind.KILLED,
            FailureKind.CRASHED)) {
      Cell cell = SampleCells.cell("VGG16", cells.size() + 1, "latency");
      cells.add(cell);
      rows.put(cell.id(), failed(kind));
    }
    Cell open = SampleCells.cost("VGG16");
    cells.add(open);
    Plan plan = new Plan(cells);

    Rounds once = new Rounds(new LatencySettings(1, 1, 1), 0, "environment.json");
    try (Journal journal = Journal.create(folder.resolve("journal.jsonl"), "run", "plan")) {
      for (Map.Entry<String, Row> row : rows.entrySet()) {
        journal.add(row.getKey(), row.getValue());
      }
      assertEquals(
          List.of(cells.get(0), cells.get(1), cells.get(2), open),
          retries(1200).open(plan, journal, once));
    }
    assertEquals(
        "Tried again: 3 cells (2 killed, 1 out of memory).%n".formatted()
            + "Not tried again: 1 cell (1 crashed). Nothing has changed that could help; --retry-failed tries anyway.%n"
                .formatted(),
        retries(1200).remarks(plan, rows));
    assertEquals("", retries(1200).remarks(plan, Map.of()));
  }

  /** A crash in its second process is tried again if told; its third one is missing anyway. */
  @Test
  void timesTheMissingRoundsOfACellThatFailedAfterOneHadEnded() throws IOException {
    Cell cell = SampleCells.cell("VGG16", 1, "latency");
    Plan plan = new Plan(List.of(cell));
    RetryPolicy all =
        new RetryPolicy(environments, "environment.json", Duration.ofSeconds(1200), true);
    Row here = cell.row().with(Column.ENVIRONMENT, "environment.json");
    Rounds two = new Rounds(new LatencySettings(1, 2, 2), 0, "environment.json");
    Rounds three = new Rounds(new LatencySettings(1, 3, 3), 0, "environment.json");
    Path times = new RunFolder(folder).latency(cell.id(), 1);
    Files.createDirectories(times.getParent());
    Files.writeString(times, "[{\"primaryMetric\": {\"rawDataHistogram\": [[[[50, 30]]]]}}]");
    try (Journal journal = Journal.create(folder.resolve("journal.jsonl"), "run", "plan")) {
      journal.add(cell.id(), here.with(Column.ATTEMPT, 1).with(Status.OK, ""));
      journal.add(
          cell.id(),
          here.with(Column.ATTEMPT, 2).with(new Failure(FailureKind.CRASHED, "for a reason")));

      assertEquals(List.of(), retries(1200).open(plan, journal, two));
      assertEquals(List.of(cell), all.open(plan, journal, two));
      assertEquals(List.of(cell), retries(1200).open(plan, journal, three));
    }
  }

  private RetryPolicy retries(int limitSeconds) {
    return new RetryPolicy(
        environments, "environment.json", Duration.ofSeconds(limitSeconds), false);
  }

  private static Row failed(FailureKind kind) {
    return Row.empty().with(new Failure(kind, "for a reason"));
  }

  private static Environment environment(String cpu) {
    return new Environment(
        "2026-11-23T21:57:39Z",
        "1",
        "c",
        "j",
        1,
        "o",
        cpu,
        2,
        1,
        1,
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
}
