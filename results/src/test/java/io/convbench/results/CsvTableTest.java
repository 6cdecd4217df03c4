package io.convbench.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvTableTest {

  @TempDir private Path folder;

  @Test
  void quotesOnlyWhatNeedsIt() throws IOException {
    CsvTable table = new CsvTable(List.of("layer", "note"));
    table.add(List.of("conv1", "7x7, stride 2"));
    table.add(List.of("say \"hi\"", ""));
    Path file = folder.resolve("layers").resolve("A.csv");
    table.write(file);
    assertEquals(
        "layer,note\nconv1,\"7x7, stride 2\"\n\"say \"\"hi\"\"\",\n", Files.readString(file));
  }

  @Test
  void marksFormulasAndReadsThemBack() throws IOException {
    List<String> header = List.of("file", "logit");
    List<String> formula = List.of("=HYPERLINK(\"http://evil/\",\"x\").jpg", "-1.5");
    CsvTable table = new CsvTable(header);
    table.add(formula);
    table.add(List.of("'@x", "-Infinity"));
    Path file = folder.resolve("a.csv");
    table.write(file);
    assertEquals(
        "file,logit\n\"'=HYPERLINK(\"\"http://evil/\"\",\"\"x\"\").jpg\",-1.5\n''@x,-Infinity\n",
        Files.readString(file));
    assertEquals(table.lines(), CsvTable.read(file, header).lines());
  }

  @Test
  void rejectsALineOfAnotherLength() {
    CsvTable table = new CsvTable(List.of("layer", "note"));
    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> table.add(List.of("conv1")));
    assertEquals("a line of 1 cells under a header of 2", refusal.getMessage());
    assertEquals(List.of(), table.lines());
  }
}
