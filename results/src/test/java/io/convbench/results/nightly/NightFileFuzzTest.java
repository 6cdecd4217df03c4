package io.convbench.results.nightly;

import io.convbench.foundation.fuzz.Fuzz;
import io.convbench.results.comparison.Figures;
import io.convbench.results.comparison.Metric;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A history may lie on a share and be merged by hand. */
class NightFileFuzzTest {

  @TempDir private Path folder;

  @Test
  void night() throws Exception {
    Path file = folder.resolve("night.jsonl");
    Nights nights = new Nights();
    Night night =
        Night.of(
                "default",
                nights.run(
                    "night-1",
                    Figures.latency("A", 10, 10.5, 11),
                    Figures.one("A", Metric.MACS, 4e9),
                    Figures.conformance("A", 1e-5),
                    Figures.accuracy("A", "110101")))
            .with(List.of(nights.run("again-1", 10.2)), List.of(Nights.SLOWER));
    NightFile.write(file, night);
    Fuzz.of("night", Files.readAllBytes(file))
        .with("figure", "probe", "change", "confirmation", "end", "rounds", "hits", "value")
        .read(file, input -> NightFile.read(file));
  }

  @Test
  void accepted() throws Exception {
    String line = "2026-11-26T06:00:00Z,%s,night-1%n".formatted(Nights.KEY);
    Fuzz.ofTexts("accepted changes", "time,key,since\r\n", "time,key,since\n" + line + line)
        .read(
            folder.resolve("accepted.csv"),
            input -> NightHistory.read(folder, Optional.empty()).open());
  }
}
