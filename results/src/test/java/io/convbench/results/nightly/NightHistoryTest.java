package io.convbench.results.nightly;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.convbench.foundation.input.InvalidInputException;
import io.convbench.results.Status;
import io.convbench.results.comparison.CellFigure;
import io.convbench.results.comparison.Figures;
import io.convbench.results.comparison.Metric;
import io.convbench.results.comparison.Ratio;
import io.convbench.results.trust.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NightHistoryTest {

  @TempDir private Path folder;

  private static Night full() {
    Nights nights = new Nights();
    CellFigure[] figures = {
      Figures.latency("A", 10, 10.5, 11),
      Figures.one("A", Metric.MEMORY, 5e8),
      Figures.one("A", Metric.MACS, 4e9),
      Figures.time("A", Metric.LOAD, Verdict.NOISY, 40),
      Figures.conformance("A", 1e-5),
      Figures.accuracy("A", "110101"),
      Figures.without("B", Status.FAILED, "said \"no\", <b>twice</b>")
    };
    return Night.of("default", nights.run("night-1", figures))
        .with(List.of(nights.run("again-1", 10.2)), List.of(Nights.SLOWER));
  }

  @Test
  void readsBackWhatItKeeps() throws IOException {
    NightHistory.read(folder, Optional.of("default")).add(full());

    NightHistory read = NightHistory.read(folder, Optional.of("default"));

    assertEquals(List.of(full()), read.nights());
    assertEquals(Map.of(), read.damaged());
  }

  /** Until loads and other times of one process were judged, nights had no verdict of them. */
  @Test
  void doesNotTrustTimesOfNightsThatDoNotJudgeThem() throws IOException {
    NightHistory.read(folder, Optional.empty()).add(full());
    Path file = folder.resolve("nights/night-1.jsonl");
    Files.writeString(
        file,
        Files.readString(file)
            .replace(",\"verdict\":\"noisy\",\"doubts\":\"others took the processors\"", ""));

    NightHistory read = NightHistory.read(folder, Optional.empty());

    assertEquals(Map.of(), read.damaged());
    CellFigure load =
        read.nights().get(0).run().figures().stream()
            .filter(one -> one.metric() == Metric.LOAD)
            .findFirst()
            .orElseThrow();
    assertEquals(Verdict.UNKNOWN, load.evidence().verdict());
  }

  /** So they began before they had a format, and a change was without an interval. */
  @Test
  void readsNightsThatBeginWithASchema() throws IOException {
    NightHistory.read(folder, Optional.empty()).add(full());
    Path file = folder.resolve("nights/night-1.jsonl");
    Files.writeString(
        file,
        Files.readString(file)
            .replace(
                "{\"format\":\"convbench-night\",\"version\":1,\"kind\":\"night\",",
                "{\"kind\":\"night\",\"schema\":1,")
            .replaceAll("\"ratio\":[^}]*\"regression\"", "\"ratio\":1.1,\"regression\""));

    NightHistory read = NightHistory.read(folder, Optional.of("default"));

    assertEquals(Map.of(), read.damaged());
    assertEquals(full().run(), read.nights().get(0).run());
    Ratio ratio = read.open().get(0).ratio();
    assertEquals(new Ratio(1.1, OptionalDouble.empty(), OptionalDouble.empty()), ratio);
  }

  @Test
  void readsAFolderThatIsNotThereYet() throws IOException {
    assertEquals(List.of(), NightHistory.read(folder.resolve("none"), Optional.empty()).nights());
  }

  /** Found by fuzzing: 83,000 of them took 500 bytes of heap each before the file was refused. */
  @Test
  void refusesANightAtItsFirstBlankLine() throws IOException {
    NightHistory.read(folder, Optional.empty()).add(full());
    Path night = folder.resolve("nights/night-1.jsonl");
    String text = Files.readString(night);
    int second = text.indexOf('\n') + 1;
    Files.writeString(
        night, text.substring(0, second) + "\n".repeat(83_000) + text.substring(second));

    String message = NightHistory.read(folder, Optional.empty()).damaged().get(night);

    assertTrue(message.endsWith("line 2 is damaged (it holds no JSON object)"), message);
  }

  /** Two equal nights would say that figures hardly vary. */
  @Test
  void countsACopyOfANightOnce() throws IOException {
    NightHistory.read(folder, Optional.empty()).add(full());
    Path copy = folder.resolve("nights/night-1 (copy).jsonl");
    Files.copy(folder.resolve("nights/night-1.jsonl"), copy);

    NightHistory read = NightHistory.read(folder, Optional.empty());

    assertEquals(1, read.nights().size());
    assertEquals(1, read.damaged().size());
    String why = read.damaged().values().iterator().next();
    assertTrue(why.contains("is a copy of night-1"), why);
  }

  @Test
  void namesDamagedNightsAndLeavesThemAsTheyAre() throws IOException {
    NightHistory.read(folder, Optional.empty()).add(full());
    Path good = folder.resolve("nights/night-1.jsonl");
    String text = Files.readString(good);
    Path cut = folder.resolve("nights/night-2.jsonl");
    String half = text.substring(0, text.lastIndexOf("{\"kind\":\"end\""));
    Files.writeString(cut, half);
    Path wrong = folder.resolve("nights/night-3.jsonl");
    Files.writeString(wrong, text.replace("\"value\":10.5", "\"value\":-1"));
    Path later = folder.resolve("nights/night-4.jsonl");
    Files.writeString(later, text.replace("\"version\":1,", "\"version\":2,"));
    Path without = folder.resolve("nights/night-5.jsonl");
    Files.writeString(without, text.replace("\"version\":1,", ""));

    NightHistory read = NightHistory.read(folder, Optional.of("default"));

    assertEquals(1, read.nights().size());
    assertTrue(read.damaged().get(cut).endsWith("is damaged (it is cut off)"));
    assertTrue(read.damaged().get(wrong).contains("line 3 is damaged"), read.damaged().get(wrong));
    assertEquals(
        later + " has version 2, this convbench reads 1: use the convbench that wrote it",
        read.damaged().get(later));
    assertTrue(read.damaged().get(without).endsWith("line 1 is damaged (it has no version)"));
    assertEquals(half, Files.readString(cut));
  }

  @Test
  void refusesAHistoryOfAnotherSuite() throws IOException {
    NightHistory.read(folder, Optional.empty()).add(full());
    InvalidInputException e =
        assertThrows(
            InvalidInputException.class, () -> NightHistory.read(folder, Optional.of("engines")));
    assertEquals(
        "--history %s is of suite default, not engines: pass another folder, a history has one suite"
            .formatted(folder),
        e.getMessage());
  }

  /** That all engines of the architecture are faster says that of the cell, too. */
  @Test
  void endsAnOpenRegressionByWhatItsCellSharesWithOthers() throws IOException {
    NightHistory history = NightHistory.read(folder, Optional.empty()).add(full());

    assertEquals(1, history.add(faster("night-2", "B:latency_p50_ms")).open().size());
    assertEquals(List.of(), history.add(faster("night-3", "A:latency_p50_ms")).open());
  }

  private static Night faster(String id, String key) {
    return Night.of("default", new Nights().run(id, 9))
        .with(List.of(), List.of(new Change(key, id, Ratio.ofLog(-0.1, 0.02), false, "0.9 times")));
  }

  @Test
  void listsOpenRegressionsUntilTheyAreAccepted() throws IOException {
    NightHistory history = NightHistory.read(folder, Optional.empty()).add(full());
    assertEquals(List.of(Nights.KEY), history.open().stream().map(Change::key).toList());

    history.accept(Nights.KEY, Instant.parse("2026-11-27T08:00:00Z"));

    assertEquals(List.of(), NightHistory.read(folder, Optional.empty()).open());
    assertEquals(
        "time,key,since\n2026-11-27T08:00:00Z," + Nights.KEY + ",night-1\n",
        Files.readString(folder.resolve("accepted.csv")));
    InvalidInputException e =
        assertThrows(
            InvalidInputException.class,
            () ->
                NightHistory.read(folder, Optional.empty())
                    .accept(Nights.KEY, Instant.parse("2026-11-27T09:00:00Z")));
    assertEquals(
        "'%s' has no open change: no series has one".formatted(Nights.KEY), e.getMessage());
  }
}
