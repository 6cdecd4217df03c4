package io.convbench.results;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.convbench.foundation.file.AbandonedFolder;
import io.convbench.foundation.file.FullDisk;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JournalTest {

  private static final String RUN = "20261123-215739-0c4f";
  private static final String PLAN = "default; cpu; 1";
  private static final Row A = cost("A").with(Status.FAILED, "two\nlines, 猫");
  private static final Row B = cost("B").with(Column.LATENCY_P50_MS, 1.0 / 3);

  private static final String LINE_A =
      "{\"cell\":\"A-cost\",\"row\":{\"architecture\":\"A\",\"measurement\":\"cost\"}}\n";

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void nameTheFile() {
    file = folder.resolve("journal.jsonl");
  }

  @Test
  void startsWithTheRunAndGoesOnWithALineACell() throws IOException {
    writeBoth();
    assertEquals(
        """
        {"journal":1,"run":"20261123-215739-0c4f","plan":"default; cpu; 1"}
        {"cell":"A-cost","row":{"architecture":"A","measurement":"cost","status":"failed","reason":"two\\nlines, 猫"}}
        {"cell":"B-cost","row":{"architecture":"B","measurement":"cost","latency_p50_ms":0.3333333333333333}}
        """,
        Files.readString(file));
  }

  @Test
  void hasEveryLineOnTheDiskBeforeItIsClosed() throws IOException {
    try (Journal journal = Journal.create(file, RUN, PLAN)) {
      assertEquals(1, Files.readAllLines(file).size());
      journal.add("A-cost", A);
      assertEquals(2, Files.readAllLines(file).size());
    }
  }

  @Test
  void resumesWithTheRowsInTheirOrder() throws IOException {
    try (Journal journal = Journal.create(file, RUN, PLAN)) {
      journal.add("B-cost", B);
      journal.add("A-cost", A);
    }
    try (Journal journal = Journal.resume(file, PLAN)) {
      assertEquals(RUN, journal.runId());
      assertEquals(Map.of("A-cost", A, "B-cost", B), journal.rows());
      assertEquals(List.of("B-cost", "A-cost"), List.copyOf(journal.rows().keySet()));
    }
  }

  @Test
  void resumesWithoutTheRowsThatAreNotWritten() throws IOException {
    try (Journal journal = Journal.create(file, RUN, PLAN)) {
      journal.addUnwritten("A-cost", A);
      journal.add("B-cost", B);
      assertEquals(Map.of("A-cost", A, "B-cost", B), journal.rows());
    }
    try (Journal journal = Journal.resume(file, PLAN)) {
      assertEquals(Map.of("B-cost", B), journal.rows());
    }
  }

  @Test
  void goesOnAfterAKillAtAnyByteOfTheLastLine() throws IOException {
    writeBoth();
    byte[] whole = Files.readAllBytes(file);
    int lastLine = startOfLastLine(whole);
    for (int killed = lastLine; killed < whole.length; killed++) {
      Files.write(file, Arrays.copyOf(whole, killed));
      try (Journal journal = Journal.resume(file, PLAN)) {
        assertEquals(Map.of("A-cost", A), journal.rows(), "cut at byte " + killed);
        assertEquals(lastLine, Files.size(file));
        journal.add("B-cost", B);
      }
      assertArrayEquals(whole, Files.readAllBytes(file));
    }
  }

  @Test
  void cutsOffBlocksThatACrashLeftUnwritten() throws IOException {
    writeBoth();
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length + 4096));
    try (Journal journal = Journal.resume(file, PLAN)) {
      assertEquals(2, journal.rows().size());
    }
    assertArrayEquals(whole, Files.readAllBytes(file));
  }

  @Test
  void refusesAnotherPlan() throws IOException {
    writeBoth();
    assertRefused(
        "%s belongs to another plan (1 then, 8 now): resume with the options it was started"
            + " with, or start a new run",
        "default; cpu; 8");
  }

  @Test
  void refusesADamagedLineBeforeTheLast() throws IOException {
    writeBoth();
    List<String> lines = Files.readAllLines(file);
    Files.write(file, List.of(lines.get(0), lines.get(1).substring(0, 30), lines.get(2)));
    assertDamaged(2, "");
  }

  @Test
  void refusesADamagedLastLineThatIsWhole() throws IOException {
    append("{\"cell\":\"b\",\"row\":{\"architecture\"\n");
    assertDamaged(2, "");
  }

  @Test
  void refusesAnEmptyLine() throws IOException {
    append("\n");
    assertDamaged(2, "it names no cell");
  }

  /** Found by fuzzing: a repeated part of a line. */
  @Test
  void showsOnlyTheStartOfAColumnThatIsUnknown() throws IOException {
    writeBoth();
    Files.writeString(
        file, Files.readString(file).replace("\"architecture\"", "\"" + "a".repeat(5000) + "\""));

    assertTrue(
        assertThrows(IOException.class, () -> Journal.resume(file, PLAN))
            .getMessage()
            .contains("unknown column '%s... (5000 characters)'".formatted("a".repeat(200))));
  }

  @Test
  void refusesALineWithoutCell() throws IOException {
    append("{\"row\":{}}\n");
    assertDamaged(2, "it names no cell");
  }

  @Test
  void refusesALineWithoutRow() throws IOException {
    append("{\"cell\":\"a\"}\n");
    assertDamaged(2, "a result row is not a JSON object but ''");
  }

  @Test
  void refusesAValueOfTheWrongKind() throws IOException {
    append(LINE_A + "{\"cell\":\"b\",\"row\":{\"batch\":\"8\"}}\n");
    assertDamaged(3, "column batch: \"8\" is not a whole number");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"top1\":7.3 | column top1: 7.3 is not a finite number of 0 to 1, a fraction",
        "\"top1\":-0.1 | column top1: -0.1 is not a finite number of 0 to 1, a fraction",
        "\"latency_p50_ms\":-3.0 | column latency_p50_ms: -3.0 is not a finite number of 1e-9 to"
            + " 1e12",
        "\"batch\":0 | column batch: 0 is not a whole number above 0",
        "\"images\":-5 | column images: -5 is not a whole number of 0 or more",
        "\"images\":1e30 | column images: 1.0E30 is not a whole number",
        "\"latency_p50_ms\":1e999 | column latency_p50_ms: "
      })
  void refusesAValueOutOfItsRange(String field, String why) throws IOException {
    append("{\"cell\":\"a\",\"row\":{" + field + "}}\n");
    assertDamaged(2, why);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"measurement\":\"size\" | cell A-cost has a row of A-size",
        "\"measurement\":\"cost\",\"engine\":\"onnxruntime\" | cell A-cost has a row of"
            + " A-onnxruntime--b0--t0-cost",
        "\"measurement\":\"cost\",\"engine_version\":\"2.7\" | it has an engine_version, but no"
            + " engine",
        "\"measurement\":\"cost\",\"tries\":9223372036854775807 | tries 9223372036854775807 of a"
            + " first row"
      })
  void refusesARowThatContradictsItsCell(String fields, String why) throws IOException {
    append("{\"cell\":\"A-cost\",\"row\":{\"architecture\":\"A\"," + fields + "}}\n");
    assertDamaged(2, why);
  }

  @Test
  void refusesAJournalThatIsADevice() throws IOException {
    Files.createSymbolicLink(file, Path.of("/dev/null"));
    assertRefused(
        "cannot open the journal %s (is a pipe, device or socket, not a plain file)", PLAN);
  }

  @Test
  void refusesASecondRowOfACell() throws IOException {
    append(LINE_A + LINE_A);
    assertDamaged(3, "a second row of cell A-cost");
    Files.delete(file);
    try (Journal journal = Journal.create(file, RUN, PLAN)) {
      journal.add("A-cost", A);
      assertThrows(IllegalArgumentException.class, () -> journal.add("A-cost", A));
    }
  }

  /** Nothing that was written is taken back: the earlier line stays, the later one counts. */
  @Test
  void countsTheLastTryOfACell() throws IOException {
    writeBoth();
    byte[] before = Files.readAllBytes(file);
    Row second = cost("A").with(Column.TRIES, 2).with(Status.OK, "");
    try (Journal journal = Journal.resume(file, PLAN)) {
      journal.add("A-cost", second);
      assertEquals(Map.of("A-cost", second, "B-cost", B), journal.rows());
    }
    assertArrayEquals(before, Arrays.copyOf(Files.readAllBytes(file), before.length));
    try (Journal journal = Journal.resume(file, PLAN)) {
      assertEquals(Map.of("A-cost", second, "B-cost", B), journal.rows());
      assertThrows(
          IllegalArgumentException.class, () -> journal.add("A-cost", second), "try 2 again");
      assertThrows(
          IllegalArgumentException.class, () -> journal.add("B-cost", B.with(Column.TRIES, 3)));
    }
  }

  /** Each process that times a cell leaves a line, a failed one among them, too. */
  @Test
  void keepsEveryAttemptOfACell() throws IOException {
    Row ok = cost("A").with(Status.OK, "");
    Row first = ok.with(Column.ATTEMPT, 1);
    Row second = ok.with(Column.ATTEMPT, 2);
    Row killed = cost("A").with(Column.ATTEMPT, 3).with(Status.FAILED, "killed");
    Row again = ok.with(Column.ATTEMPT, 4).with(Column.TRIES, 2);
    try (Journal journal = Journal.create(file, RUN, PLAN)) {
      journal.add("A-cost", first);
      assertThrows(IllegalArgumentException.class, () -> journal.add("A-cost", first), "twice");
      assertThrows(
          IllegalArgumentException.class,
          () -> journal.add("A-cost", ok.with(Column.ATTEMPT, 3)),
          "one is missing");
      journal.add("A-cost", second);
      journal.add("A-cost", killed);
      assertThrows(
          IllegalArgumentException.class,
          () -> journal.add("A-cost", ok.with(Column.ATTEMPT, 4)),
          "it is a second try");
      journal.add("A-cost", again);
    }
    try (Journal journal = Journal.resume(file, PLAN)) {
      assertEquals(Map.of("A-cost", again), journal.rows());
      assertEquals(Map.of("A-cost", List.of(first, second, killed, again)), journal.attempts());
    }
  }

  /** As the message of a damaged line advises; the rows of the others are whole. */
  @Test
  void readsWhatIsLeftWhenALineWasDeleted() throws IOException {
    Row ok = cost("A").with(Status.OK, "");
    Row killed = cost("A").with(Column.ATTEMPT, 1).with(Status.FAILED, "killed");
    List<Row> all =
        List.of(
            killed,
            ok.with(Column.ATTEMPT, 2).with(Column.TRIES, 2),
            ok.with(Column.ATTEMPT, 3).with(Column.TRIES, 2),
            ok.with(Column.ATTEMPT, 4).with(Column.TRIES, 2));
    try (Journal journal = Journal.create(file, RUN, PLAN)) {
      for (Row row : all) {
        journal.add("A-cost", row);
      }
    }
    List<String> lines = Files.readAllLines(file);
    for (int lost = 1; lost <= all.size(); lost++) {
      List<String> left = new ArrayList<>(lines);
      left.remove(lost);
      Files.write(file, left);
      List<Row> rows = new ArrayList<>(all);
      rows.remove(lost - 1);
      try (Journal journal = Journal.resume(file, PLAN)) {
        assertEquals(Map.of("A-cost", rows), journal.attempts());
      }
    }
  }

  @Test
  void refusesFilesThatAreNoJournal() throws IOException {
    Files.writeString(file, "");
    assertRefused(
        "%s is not a journal, it has no whole line: start a new run with another --out", PLAN);
    ResultsCsv.write(new RunFolder(folder).results(), List.of(A));
    assertRefused(
        "%s is not a journal, it has no whole line: start a new run with another --out; 'convbench report' reads results.csv",
        PLAN);
  }

  /** Whoever deletes it, as a damaged line of a cell can be, loses nothing either. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"journal\":1,\"run\":\"2026 | end-of-input",
        "[\u0001] | control character 1",
        "{\"journal\":1,\"run\":\"../x\",\"plan\":\"p\"} | its run '../x' is not",
        "{} | it names no run",
        "[7] | it names no run",
        " | it is that of a cell"
      })
  void takesTheRunOfItsRowsWhereTheFirstLineIsLost(String first, String why) throws IOException {
    try (Journal journal = Journal.create(file, RUN, PLAN)) {
      journal.add("A-cost", A.with(Column.RUN_ID, RUN));
      journal.add("B-cost", B.with(Column.RUN_ID, RUN));
      assertEquals("", journal.lostFirstLine());
    }
    List<String> lines = Files.readAllLines(file);
    List<String> damaged = new ArrayList<>(lines.subList(1, 3));
    if (first != null) {
      damaged.add(0, first);
    }
    Files.write(file, damaged);
    byte[] before = Files.readAllBytes(file);

    try (Journal journal = Journal.resumeAsAsked(file, PLAN)) {
      assertEquals(RUN, journal.runId());
      assertEquals(List.of("A-cost", "B-cost"), List.copyOf(journal.rows().keySet()));
      assertTrue(journal.lostFirstLine().contains(why), journal.lostFirstLine());
      journal.add("C-cost", cost("C").with(Column.RUN_ID, RUN));
    }
    assertArrayEquals(before, Arrays.copyOf(Files.readAllBytes(file), before.length));
    assertEquals(Optional.empty(), Journal.problem(file));
    try (Journal journal = Journal.resume(file, PLAN)) {
      assertEquals(3, journal.rows().size());
      assertEquals("", journal.lostFirstLine());
    }
    assertRefused(
        "%s belongs to another plan (1 then, 8 now): resume with the options it was started"
            + " with, or start a new run",
        "default; cpu; 8");
  }

  @Test
  void saysWhatTheFirstLineIsAndHowToGoOnWithoutIt() throws IOException {
    try (Journal journal = Journal.create(file, RUN, PLAN)) {
      journal.add("A-cost", A.with(Column.RUN_ID, RUN));
    }
    List<String> lines = Files.readAllLines(file);
    Files.write(file, List.of("x", lines.get(1)));
    new Invocation("default", List.of("run")).write(new RunFolder(folder).invocation());
    ResultsCsv.write(new RunFolder(folder).results(), List.of(A));
    byte[] before = Files.readAllBytes(file);
    String refusal = assertThrows(IOException.class, () -> Journal.resume(file, PLAN)).getMessage();
    assertTrue(
        refusal.startsWith(
            file
                + ", line 1, which names the run and its plan, is damaged (Unrecognized token 'x'"),
        refusal);
    assertTrue(
        refusal.endsWith(
            "). The rows behind it are whole: leave it as it is, and pass --resume without the options of what is measured, which invocation.json has; 'convbench report' reads results.csv"),
        refusal);
    assertEquals(1, refusal.lines().count());
    assertArrayEquals(before, Files.readAllBytes(file));
  }

  /** Neither a journal of no row nor one of two runs says which run it is of. */
  @Test
  void refusesALostFirstLineWhereTheRowsNameNoRun() throws IOException {
    Files.writeString(file, "x\n");
    assertStartsAnew("No row is behind it: ");
    try (Journal journal = Journal.create(folder.resolve("other.jsonl"), RUN, PLAN)) {
      journal.add("A-cost", A.with(Column.RUN_ID, RUN));
      journal.add("B-cost", B.with(Column.RUN_ID, "another"));
    }
    Files.writeString(
        file, Files.readString(folder.resolve("other.jsonl")).replaceFirst("[^\n]*", "x"));
    assertStartsAnew("The rows behind it are whole: ");
  }

  private void assertStartsAnew(String rows) {
    String refusal =
        assertThrows(IOException.class, () -> Journal.resumeAsAsked(file, PLAN)).getMessage();
    assertTrue(refusal.endsWith("). " + rows + "start a new run with another --out"), refusal);
  }

  /** A text that no line feed ends. */
  @Test
  void saysInWordsThatALineIsCutOff() throws IOException {
    append("{\"cell\":\"A-co\n{\"cell\":\"A-cost\"}\n");
    assertDamaged(2, "Unexpected end-of-input in a text");
    Files.delete(file);
    append("{\"cell\":\"A-\u0000\u0000\"}\n");
    assertDamaged(2, "control character 0 within a text");
  }

  @Test
  void refusesAnotherSchema() throws IOException {
    Files.writeString(file, "{\"journal\":2,\"run\":\"r\",\"plan\":\"p\"}\n");
    assertRefused(
        "%s has schema 2, this convbench writes 1: resume with the version that wrote it, or"
            + " start a new run",
        "p");
  }

  @Test
  void refusesToResumeWhatIsNotThere() {
    assertRefused("cannot open the journal %s (no such file or folder)", PLAN);
  }

  @Test
  void refusesToStartOverAnotherJournal() throws IOException {
    writeBoth();
    byte[] before = Files.readAllBytes(file);
    IOException refusal =
        assertThrows(IOException.class, () -> Journal.create(file, "other", PLAN));
    assertEquals(
        "%s exists already: pass --resume to continue its run, or another --out".formatted(file),
        refusal.getMessage());
    assertArrayEquals(before, Files.readAllBytes(file));
  }

  /** Each would lock a file of its own, the later one in place of the earlier one. */
  @Test
  void startsOneOfTwoRunsThatStartAtOnce() throws Exception {
    for (int round = 0; round < 100; round++) {
      Path contested = folder.resolve(round + ".jsonl");
      CyclicBarrier start = new CyclicBarrier(2);
      Callable<Integer> run =
          () -> {
            start.await();
            try (Journal journal = Journal.create(contested, "run", "plan")) {
              start.await(5, TimeUnit.SECONDS);
              return journal.rows().size() + 1;
            } catch (IOException refused) {
              start.await(5, TimeUnit.SECONDS);
              return 0;
            }
          };
      FutureTask<Integer> other = new FutureTask<>(run);
      new Thread(other).start();

      assertEquals(1, run.call() + other.get(), "in round " + round);
    }
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(100, files.count(), "files other than the journals");
    }
  }

  @Test
  void startsWhereARunWasKilledAsItStarted() throws IOException {
    Path left = AbandonedFolder.in(folder, ".journal-");

    Journal.create(file, RUN, PLAN).close();

    assertFalse(Files.exists(left), left + " is there");
    assertEquals(1, Files.readAllLines(file).size());
  }

  @Test
  void refusesASecondWriter() throws IOException {
    try (Journal journal = Journal.create(file, RUN, PLAN)) {
      assertRefused(
          "%s is being written by another run: wait until it ends, or pass another --out", PLAN);
      journal.add("A-cost", A);
    }
    try (Journal journal = Journal.resume(file, PLAN)) {
      assertEquals(Map.of("A-cost", A), journal.rows());
    }
  }

  @Test
  void saysThatTheDiskIsFull() throws IOException {
    FullDisk.assumeThere();
    JournalContent content =
        new JournalContent(
            new JournalContent.Header(RUN, PLAN), Map.of("A-cost", A), Map.of(), 0, "");
    try (Journal journal =
        new Journal(file, FileChannel.open(FullDisk.PATH, StandardOpenOption.WRITE), content)) {
      IOException refusal = assertThrows(IOException.class, () -> journal.add("B-cost", B));
      assertEquals(
          "cannot write %s (No space left on device): free disk space there; its 1 finished cells are safe, --resume measures the rest"
              .formatted(file),
          refusal.getMessage());
      assertEquals(Map.of("A-cost", A), journal.rows());
    }
  }

  @Test
  void overwritesWhatAFailedAppendLeft() throws IOException {
    writeBoth();
    byte[] whole = Files.readAllBytes(file);
    try (Journal journal = Journal.create(folder.resolve("other.jsonl"), RUN, PLAN)) {
      journal.add("A-cost", A);
      Files.writeString(folder.resolve("other.jsonl"), "x".repeat(1000), StandardOpenOption.APPEND);
      journal.add("B-cost", B);
    }
    assertArrayEquals(whole, Files.readAllBytes(folder.resolve("other.jsonl")));
  }

  private void writeBoth() throws IOException {
    try (Journal journal = Journal.create(file, RUN, PLAN)) {
      journal.add("A-cost", A);
      journal.add("B-cost", B);
    }
  }

  private static Row cost(String architecture) {
    return Rows.ofArchitecture(architecture).with(Column.MEASUREMENT, "cost");
  }

  private void append(String lines) throws IOException {
    Journal.create(file, RUN, PLAN).close();
    Files.writeString(file, lines, StandardOpenOption.APPEND);
  }

  private static int startOfLastLine(byte[] lines) {
    int start = lines.length - 1;
    while (lines[start - 1] != '\n') {
      start--;
    }
    return start;
  }

  private void assertDamaged(int line, String why) {
    String refusal = assertThrows(IOException.class, () -> Journal.resume(file, PLAN)).getMessage();
    assertTrue(
        refusal.startsWith("%s, line %s is damaged (%s".formatted(file, line, why)), refusal);
    assertTrue(
        refusal.endsWith("): delete that line, and --resume measures its cell again"), refusal);
    assertEquals(1, refusal.lines().count(), refusal);
  }

  private void assertRefused(String message, String plan) {
    IOException refusal = assertThrows(IOException.class, () -> Journal.resume(file, plan));
    assertEquals(message.formatted(file), refusal.getMessage());
  }
}
