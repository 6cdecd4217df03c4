package io.convbench.reports;

import io.convbench.reports.evidence.Evidence;
import io.convbench.results.CellId;
import io.convbench.results.Column;
import io.convbench.results.CsvTable;
import io.convbench.results.Logits;
import io.convbench.results.RecordedRun;
import io.convbench.results.Row;
import io.convbench.results.RunFolder;
import io.convbench.results.Status;
import io.convbench.results.statistics.WilsonInterval;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A run's folder for tests, with the files that cells keep beside their rows. */
public final class KeptRun {

  /** The run id of {@link KerasTable}'s rows. */
  public static final String ID = "20261123-120000";

  private final RunFolder folder;
  private final List<Row> rows = new ArrayList<>();

  public KeptRun(Path path) {
    this.folder = new RunFolder(path);
  }

  /**
   * An accuracy cell.
   *
   * @param images each {@code file truth first confidence}
   */
  public KeptRun accuracy(String architecture, String engine, String... images) throws IOException {
    CsvTable predictions =
        new CsvTable(List.of("file", "class_index", "top5_class_indices", "confidence"));
    int hits = 0;
    for (String image : images) {
      String[] words = image.split(" ");
      hits += words[1].equals(words[2]) ? 1 : 0;
      predictions.add(List.of(words[0], words[1], words[2] + " 996 997 998 999", words[3]));
    }
    WilsonInterval interval = WilsonInterval.of(hits, images.length);
    Row row =
        KerasTable.accuracy(
                KerasTable.line(architecture),
                engine,
                interval.estimate(),
                interval.low(),
                interval.high())
            .with(Column.IMAGES, images.length);
    predictions.write(folder.predictions(CellId.of(row)));
    rows.add(row);
    return this;
  }

  /** A conformance cell of one image. */
  public KeptRun conformance(String architecture, String engine, float[] logits, float[] keras)
      throws IOException {
    Row row = KerasTable.conformance(KerasTable.line(architecture), engine);
    new Logits(1, logits, keras).write(folder.logits(CellId.of(row)));
    rows.add(row);
    return this;
  }

  /** A cell that failed. */
  public KeptRun failed(String architecture, String measurement, String engine) {
    rows.add(
        KerasTable.ran(KerasTable.line(architecture), measurement, engine, 8)
            .with(Status.FAILED, "the process ran out of memory"));
    return this;
  }

  /** Images {@code a}, {@code b}, ... of class 0, of which those in {@code right} are hit. */
  public static String[] outcomes(String right) {
    return right
        .chars()
        .mapToObj(
            c ->
                "%c 0 %s 0.5".formatted(Character.toLowerCase(c), Character.isUpperCase(c) ? 0 : 7))
        .toArray(String[]::new);
  }

  public List<Row> rows() {
    return List.copyOf(rows);
  }

  public RunFolder folder() {
    return folder;
  }

  public RecordedRun recorded() {
    return recorded(rows);
  }

  /** With other rows. */
  public RecordedRun recorded(List<Row> others) {
    return new RecordedRun(
        folder, others, Map.of("environment.json", KerasTable.environment()), Optional.empty());
  }

  public Evidence evidence() {
    return evidence(rows);
  }

  /** That of other rows. */
  public Evidence evidence(List<Row> others) {
    return Evidence.read(KerasTable.history(recorded(others)));
  }

  public Report report(String... classNames) {
    return new Report(KerasTable.history(recorded()), Arrays.asList(classNames));
  }
}
