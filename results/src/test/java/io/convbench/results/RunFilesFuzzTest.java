package io.convbench.results;

import io.convbench.foundation.fuzz.Fuzz;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run's files may come from another machine, a spreadsheet or an editor, or be torn. */
class RunFilesFuzzTest {

  private static final String PLAN = "default; cpu; 1";
  private static final Row AWKWARD =
      Rows.full().with(Column.REASON, Rows.AWKWARD.get(0)).with(Column.TRIES, 1);

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void nameTheFile() {
    file = folder.resolve("file");
  }

  @Test
  void journal() throws Exception {
    Row again = Rows.ofArchitecture("A").with(Column.MEASUREMENT, "cost").with(Column.TRIES, 2);
    try (Journal journal =
        Journal.create(folder.resolve("journal"), "20261123-215739-0c4f", PLAN)) {
      journal.add(CellId.of(AWKWARD), AWKWARD);
      journal.add(CellId.of(again), again.with(Column.TRIES, 1));
      journal.add(CellId.of(again), again);
    }
    Fuzz.of("journal", Files.readAllBytes(folder.resolve("journal")))
        .with(headers())
        .read(file, input -> Journal.resume(file, PLAN).close());
  }

  @Test
  void rowOfAChild() throws Exception {
    Fuzz.ofTexts("row of a child", RowJson.write(AWKWARD))
        .with(headers())
        .read(file, input -> RowJson.read(Files.readString(file)));
  }

  @Test
  void results() throws Exception {
    ResultsCsv.write(file, List.of(AWKWARD, Rows.ofArchitecture("A")));
    Fuzz.of("results.csv", Files.readAllBytes(file))
        .with(headers())
        .read(file, input -> ResultsCsv.read(file));
  }

  @Test
  void environment() throws Exception {
    EnvironmentTest.ENVIRONMENT.write(file);
    Fuzz.of("environment.json", Files.readAllBytes(file))
        .read(file, input -> Environment.read(file));
  }

  @Test
  void invocation() throws Exception {
    new Invocation("keras", List.of("run", "--arch", "a b", "--quick")).write(file);
    Fuzz.of("invocation.json", Files.readAllBytes(file))
        .read(file, input -> Invocation.read(file).commandLine());
  }

  @Test
  void predictions() throws Exception {
    Fuzz.ofTexts(
            "predictions of a run",
            "file,class_index,top5_class_indices,confidence\na.jpg,3,3 1 2 4 5,0.75\n\"b, c\",7,1 7 2 4 5,0.5\n",
            "file,class_index,top5_class_indices,confidence,own_class_index\na.jpg,3,3 1 2 4 5,0.75,1\n")
        .read(file, input -> ImagePredictions.read(file).images());
  }

  @Test
  void logits() throws Exception {
    new Logits(2, new float[] {1, -2.5f, Float.NaN, 4}, new float[] {1, -2.5f, 1e-20f, 4})
        .write(file);
    Fuzz.of("logits", Files.readAllBytes(file)).read(file, input -> Logits.read(file));
  }

  @Test
  void searchedRates() throws Exception {
    Fuzz.ofTexts(
            "trials of a search",
            "offered_rate_per_s,achieved_rate_per_s,queries,query_p50_ms,query_p90_ms,query_p99_ms,bound_kept\n40.25,18.5,400,12.125,,,false\n20,20,200,7,8.5,9.75,true\n")
        .read(file, input -> SearchedRates.read(file));
  }

  private static String[] headers() {
    return Stream.concat(
            Column.all().stream().map(Column::header),
            Arrays.stream(Status.values()).map(Status::toString))
        .toArray(String[]::new);
  }
}
