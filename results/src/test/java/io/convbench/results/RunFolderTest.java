package io.convbench.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.convbench.foundation.file.AbandonedFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {

  @TempDir private Path folder;

  @Test
  void laysOutTheFolder() {
    RunFolder run = new RunFolder(Path.of("runs", "r"));
    assertEquals(
        List.of(
            "journal.jsonl",
            "results.csv",
            "environment.json",
            "layers/ResNet50.csv",
            "attempts.csv",
            "latency/c-1.json",
            "predictions/c.csv",
            "logits/c.csv",
            "logs"),
        Stream.of(
                run.journal(),
                run.results(),
                run.environment(),
                run.layers("ResNet50"),
                run.attempts(),
                run.latency("c", 1),
                run.predictions("c"),
                run.logits("c"),
                run.logs())
            .map(path -> run.path().relativize(path).toString().replace('\\', '/'))
            .toList());
  }

  @Test
  void makesANewFolder() throws IOException {
    RunFolder run = RunFolder.create(folder.resolve("runs").resolve("r"));
    assertTrue(Files.isDirectory(run.path()));
  }

  @Test
  void takesAnEmptyFolder() throws IOException {
    assertEquals(folder, RunFolder.create(folder).path());
  }

  @Test
  void takesAFolderInWhichARunWasKilledAsItStarted() throws IOException {
    AbandonedFolder.in(folder, ".journal-");
    assertEquals(folder, RunFolder.create(folder).path());
  }

  @Test
  void refusesAFolderWithOtherThings() throws IOException {
    Files.writeString(folder.resolve("thesis.tex"), "");
    assertRefused(
        folder + " is not empty and holds no run, it has no journal.jsonl: pass another --out",
        () -> RunFolder.create(folder));
  }

  @Test
  void refusesToStartANewRunInTheFolderOfAnother() throws IOException {
    startRun(folder);
    assertRefused(
        folder + " holds a run: pass --resume to continue it, or another --out",
        () -> RunFolder.create(folder));
  }

  @Test
  void opensTheFolderOfARunToResumeIt() throws IOException {
    startRun(folder);
    assertEquals(new RunFolder(folder), RunFolder.existing(folder));
  }

  @Test
  void refusesToOpenAFolderWithoutRun() {
    assertRefused(
        folder
            + " holds no run, it has neither journal.jsonl nor results.csv: pass the folder of a run",
        () -> RunFolder.existing(folder));
  }

  @Test
  void reportsARunWithoutJournalButDoesNotContinueIt() throws IOException {
    ResultsCsv.write(new RunFolder(folder).results(), List.of());
    assertEquals(new RunFolder(folder), RunFolder.recorded(folder));
    assertRefused(
        folder
            + " has no journal.jsonl, without which its run cannot be continued: start a new one with another --out; 'convbench report' reads results.csv",
        () -> RunFolder.existing(folder));
  }

  @Test
  void refusesAFile() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    assertRefused(
        file + " is a file, not a folder: pass another --out", () -> RunFolder.create(file));
  }

  @Test
  void refusesAFolderThatCannotBeWritten() throws IOException {
    Assumptions.assumeTrue(
        folder.getFileSystem().supportedFileAttributeViews().contains("posix"), "no permissions");
    Path locked = Files.createDirectory(folder.resolve("locked"));
    Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("r-xr-xr-x"));
    if (Files.isWritable(locked)) {
      System.err.println("skipped: this user may write into read-only folders");
      Assumptions.abort("a superuser");
    }
    assertRefused(
        "no permission to write into %s: pass another --out".formatted(locked),
        () -> RunFolder.create(locked));
    Path inner = locked.resolve("inner");
    assertRefused(
        "cannot make the folder %s (no permission): pass another --out".formatted(inner),
        () -> RunFolder.create(inner));
  }

  @Test
  void findsTheLatestRun() throws IOException {
    assertEquals(Optional.empty(), RunFolder.latest(folder.resolve("none")));
    assertEquals(Optional.empty(), RunFolder.latest(folder));
    startRun(folder.resolve("20261123-090000-ffff"));
    startRun(folder.resolve("20261124-080000-0000"));
    startRun(folder.resolve("20261123-230000-0000"));
    Files.createDirectory(folder.resolve("20261231-000000-0000"));
    assertEquals(
        Optional.of(new RunFolder(folder.resolve("20261124-080000-0000"))),
        RunFolder.latest(folder));
  }

  private static void startRun(Path path) throws IOException {
    Journal.create(path.resolve("journal.jsonl"), "r", "p").close();
  }

  private static void assertRefused(String message, Executable attempt) {
    assertEquals(message, assertThrows(IOException.class, attempt).getMessage());
  }
}
