package io.convbench.reports.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.convbench.reports.AllArchitectures;
import io.convbench.reports.KerasTable;
import io.convbench.reports.evidence.RateSearches;
import io.convbench.results.CellId;
import io.convbench.results.Column;
import io.convbench.results.CsvTable;
import io.convbench.results.RecordedRun;
import io.convbench.results.Row;
import io.convbench.results.RunFolder;
import io.convbench.results.SearchedRates;
import io.convbench.results.SearchedRates.Trial;
import io.convbench.results.history.History;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever draws a chart's times anew sees how far to trust them. */
class TimesTest {

  private static final String REASONS = "1.02 of 2 cores used";

  @TempDir private Path folder;

  @Test
  void everyTableOfTimesHasTheirVerdicts() throws IOException {
    Set<String> timed = new TreeSet<>();
    for (Figure figure : figures()) {
      CsvTable data = figure.data();
      List<String> header = header(data);
      if (header.stream().noneMatch(one -> one.endsWith("_ms") || one.endsWith("_per_s"))) {
        assertFalse(header.contains("verdict"), figure.name() + " has no time");
        continue;
      }
      timed.add(figure.name().replaceFirst("-(pytorch|cpu|bound).*", ""));
      for (List<String> line : data.lines()) {
        boolean disturbed = line.get(0).equals("ResNet50");
        assertEquals(
            disturbed ? "noisy" : "valid",
            line.get(header.indexOf("verdict")),
            () -> figure.name() + ": " + line);
        assertEquals(disturbed ? REASONS : "", line.get(header.indexOf("verdict_reasons")));
      }
    }
    assertEquals(
        Set.of(
            "latency",
            "engines",
            "latency-scaling",
            "accuracy-latency",
            "depth",
            "offline",
            "server"),
        timed);
  }

  /** An older version timed it. */
  @Test
  void leavesAMissingVerdictOut() {
    List<Row> rows =
        AllArchitectures.run("ResNet18", "ResNet50").stream()
            .map(row -> row.without(Column.VERDICT))
            .toList();
    CsvTable depth = Gallery.depth(AllArchitectures.history(rows)).get(1).data();

    assertEquals(
        List.of("", ""),
        depth.lines().stream().map(line -> line.get(header(depth).indexOf("verdict"))).toList());
  }

  private static List<String> header(CsvTable data) {
    return List.of(data.toCsv().lines().findFirst().orElseThrow().split(","));
  }

  private List<Figure> figures() throws IOException {
    RunFolder run = new RunFolder(folder);
    History history =
        KerasTable.history(
            new RecordedRun(
                run,
                rows(run),
                Map.of("environment.json", KerasTable.environment()),
                Optional.empty()));
    List<Figure> figures = new ArrayList<>();
    for (ChartSlot slot : Gallery.of(history)) {
      if (slot instanceof Figure figure) {
        figures.add(figure);
      }
    }
    figures.addAll(Gallery.scenarios(history, RateSearches.read(history)));
    figures.addAll(Gallery.depth(history));
    return figures;
  }

  /** All that is timed and drawn, of two networks, of which the deeper one was disturbed. */
  private static List<Row> rows(RunFolder run) throws IOException {
    List<Row> rows = new ArrayList<>();
    for (Row row : AllArchitectures.run("ResNet18", "ResNet50")) {
      if (row.number(Column.LATENCY_P50_MS).isEmpty()) {
        rows.add(row);
        continue;
      }
      Row latency =
          row.text(Column.ARCHITECTURE).orElseThrow().equals("ResNet50")
              ? row.with(Column.VERDICT, "noisy").with(Column.VERDICT_REASONS, REASONS)
              : row;
      Row scenario =
          latency
              .without(Column.LATENCY_P50_MS)
              .with(Column.MEASUREMENT, "scenario")
              .with(Column.STREAMS, 1);
      Row server =
          scenario
              .with(Column.SCENARIO, "server")
              .with(Column.LATENCY_BOUND_MS, 50.0)
              .with(Column.OFFERED_RATE_PER_S, 20.0);
      OptionalDouble none = OptionalDouble.empty();
      new SearchedRates(List.of(new Trial(20, 19, 400, none, none, none, true)))
          .write(run.rates(CellId.of(server)));
      rows.add(latency);
      rows.add(latency.with(Column.ENGINE, "onnxruntime"));
      rows.add(latency.with(Column.BATCH, 8));
      rows.add(scenario.with(Column.SCENARIO, "offline").with(Column.BATCH_FOUND, 8));
      rows.add(server);
    }
    return rows;
  }
}
