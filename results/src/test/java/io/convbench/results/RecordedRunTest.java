package io.convbench.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordedRunTest {

  @TempDir private Path path;
  private RunFolder folder;

  @BeforeEach
  void write() throws IOException {
    folder = new RunFolder(path);
    EnvironmentTest.environment("2026-11-23T21:57:39Z", 2, 0).write(folder.environment());
    ResultsCsv.write(folder.results(), List.of(Row.empty().with(Column.RUN_ID, "run-1")));
    Journal.create(folder.journal(), "run-1", "plan").close();
  }

  /** It is needed to continue the run alone. */
  @Test
  void saysThatTheJournalIsMissingOrDamaged() throws IOException {
    Files.writeString(folder.journal(), "{}\n", StandardOpenOption.APPEND);
    assertEquals(
        List.of(
            folder.journal()
                + ", line 2 is damaged (it names no cell): delete that line, and --resume measures its cell again."),
        RecordedRun.read(folder).gaps());
    Files.delete(folder.journal());
    assertEquals(
        List.of(folder.journal() + " is missing: --resume cannot continue the run."),
        RecordedRun.read(folder).gaps());
    Files.writeString(folder.results(), "cut off");
    String refusal = assertThrows(IOException.class, () -> RecordedRun.read(folder)).getMessage();
    assertFalse(refusal.contains("--resume"), refusal);
  }

  @Test
  void saysThatTheRowsOfProcessesAreMissingOrDamaged() throws IOException {
    Row row = Row.empty().with(Column.RUN_ID, "run-1").with(Column.ATTEMPTS, 3);
    ResultsCsv.write(folder.results(), List.of(row));
    String follows =
        ": without it no chart shows the speed of the machine, and no comparison judges latencies";
    assertEquals(
        List.of(
            folder.attempts()
                + " is missing"
                + follows
                + "; --resume writes it again without measuring."),
        RecordedRun.read(folder).gaps());

    ResultsCsv.write(folder.attempts(), List.of(row));
    assertEquals(List.of(), RecordedRun.read(folder).gaps());

    Files.writeString(folder.attempts(), "cut off");
    Files.delete(folder.journal());
    List<String> gaps = RecordedRun.read(folder).gaps();
    assertEquals(2, gaps.size(), gaps.toString());
    assertTrue(gaps.get(1).startsWith(folder.attempts() + " is not a results.csv"), gaps.get(1));
    assertTrue(gaps.get(1).endsWith(follows + "."), gaps.get(1));
  }

  @Test
  void readsAllEnvironmentsInTheirOrderAndTheInvocation() throws IOException {
    for (int i = 2; i <= 10; i++) {
      EnvironmentTest.environment("2026-11-24T21:57:39Z", i, 0)
          .write(path.resolve("environment-%s.json".formatted(i)));
    }
    Files.writeString(path.resolve("environment-copy.json"), "not one of them");
    new Invocation("default", List.of("run", "--out", "my runs/it's")).write(folder.invocation());

    RecordedRun run = RecordedRun.read(folder);

    assertEquals("run-1", run.id());
    assertEquals(
        List.of(2, 2, 3, 4, 5, 6, 7, 8, 9, 10),
        run.environments().values().stream().map(Environment::logicalCores).toList());
    assertEquals(
        "convbench run --out 'my runs/it'\\''s'", run.invocation().orElseThrow().commandLine());
  }

  @Test
  void readsARunOfAVersionThatRecordedNoInvocation() throws IOException {
    assertEquals(Optional.empty(), RecordedRun.read(folder).invocation());
  }

  @Test
  void saysThatAnInvocationIsNone() throws IOException {
    for (String content : new String[] {"null", "{}", "{\"suite\":", "[]"}) {
      Files.writeString(folder.invocation(), content);
      RecordedRun run = RecordedRun.read(folder);
      assertEquals(Optional.empty(), run.invocation(), content);
      assertEquals(
          List.of(
              folder.invocation()
                  + " is not an invocation.json of convbench: how the run was asked for is not known."),
          run.gaps());
    }
  }

  @Test
  void saysThatTheEnvironmentOfItsRowsIsMissing() throws IOException {
    assertEquals(List.of(), RecordedRun.read(folder).gaps());
    Files.delete(folder.environment());

    RecordedRun run = RecordedRun.read(folder);

    assertEquals(Optional.empty(), run.environment(run.rows().get(0)));
    assertEquals(
        List.of(
            path
                + ": environment.json, which 1 row names, is missing: of the machine and versions that these rows were measured on no more is known than what is in the rows."),
        run.gaps());
  }

  @Test
  void saysThatDamagedRowsCanBeWrittenAgain() throws IOException {
    String whole = Files.readString(folder.results());
    Files.writeString(folder.results(), whole.substring(0, whole.length() - 30));
    IOException e = assertThrows(IOException.class, () -> RecordedRun.read(folder));
    assertTrue(
        e.getMessage().endsWith("is it cut off? (--resume writes it again from the journal)"),
        e.getMessage());
  }

  @Test
  void refusesRowsThatNameNoRun() throws IOException {
    ResultsCsv.write(folder.results(), List.of(Rows.ofArchitecture("VGG16")));
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> RecordedRun.read(folder));
    assertEquals(
        folder.results() + ": its first row has no run_id, by which reports name a run",
        e.getMessage());
  }

  @Test
  void refusesARunOfNothing() throws IOException {
    ResultsCsv.write(folder.results(), List.of());
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> RecordedRun.read(folder));
    assertEquals(
        folder.results() + " holds no row: nothing was measured, run it first", e.getMessage());
  }
}
