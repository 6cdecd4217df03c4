package io.convbench.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A file that was received does not say where files are written or read. */
class NamesFitForFilesTest {

  private static final String HEADER =
      "run_id,architecture,engine,device,batch,precision,threads,measurement,status,reason\n";

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../../x",
        "/etc/cron.d/x",
        "..",
        ".",
        ".hidden",
        "a/b",
        "a\\b",
        "a\nb",
        "a b",
        "-rf"
      })
  void refusesARunIdThatIsNoPlainName(String id) throws IOException {
    Path file = folder.resolve("results.csv");
    Files.writeString(file, HEADER + "\"" + id + "\",VGG16,,,,,,cost,ok,\n");

    IOException e = assertThrows(IOException.class, () -> ResultsCsv.read(file));

    assertEquals(
        "%s, line 2, column run_id: '%s' is not a name of at most 120 letters, digits and . _ + -, the first a letter or digit"
            .formatted(file, id.replace("\n", "\\n")),
        e.getMessage());
  }

  @Test
  void refusesARunIdThatIsTooLongForAFile() {
    Row row = Row.empty();
    assertEquals(
        "a".repeat(120), row.with(Column.RUN_ID, "a".repeat(120)).text(Column.RUN_ID).get());
    assertThrows(IllegalArgumentException.class, () -> row.with(Column.RUN_ID, "a".repeat(121)));
  }

  @Test
  void takesIdsOfRunsAsTheyAre() {
    assertTrue(Column.RUN_ID.allows("20261123-215739-0c4f"));
  }

  /** Of these the names of files are made that a report reads. */
  @ParameterizedTest
  @EnumSource(names = {"ARCHITECTURE", "ENGINE", "DEVICE", "PRECISION", "MEASUREMENT"})
  void refusesPartsOfFileNamesThatLeadElsewhere(Column column) {
    for (String text : new String[] {"../x", "/x", "x\\y", "x\0", "x".repeat(121)}) {
      IllegalArgumentException e =
          assertThrows(IllegalArgumentException.class, () -> Row.empty().with(column, text), text);
      assertTrue(e.getMessage().contains("without slash, backslash"), e.getMessage());
    }
    assertEquals("gpu:0", Row.empty().with(column, "gpu:0").text(column).orElseThrow());
  }

  @Test
  void refusesAJournalWhoseRunIdLeadsElsewhere() throws IOException {
    Path file = folder.resolve("journal.jsonl");
    Files.writeString(file, "{\"journal\":1,\"run\":\"../../x\",\"plan\":\"p\"}\n");

    IOException e = assertThrows(IOException.class, () -> Journal.resume(file, "p"));

    assertTrue(e.getMessage().contains("its run '../../x' is not a name"), e.getMessage());
  }

  /** Environments are those that are in the folder, whatever rows say. */
  @Test
  void readsNoEnvironmentThatARowPointsTo() throws IOException {
    Path run = Files.createDirectories(folder.resolve("run"));
    Row row = Row.empty().with(Column.RUN_ID, "run").with(Column.ENVIRONMENT, "elsewhere.json");
    ResultsCsv.write(run.resolve("results.csv"), java.util.List.of(row));
    String csv = Files.readString(run.resolve("results.csv"));
    Files.writeString(
        run.resolve("results.csv"), csv.replace("elsewhere.json", "../elsewhere.json"));

    IOException refused =
        assertThrows(IOException.class, () -> RecordedRun.read(new RunFolder(run)));

    assertTrue(refused.getMessage().contains("'../elsewhere.json'"), refused.getMessage());
  }
}
