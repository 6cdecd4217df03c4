package io.convbench.reports.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.convbench.reports.DepthWriter;
import io.convbench.results.Column;
import io.convbench.results.Row;
import io.convbench.results.experiment.DepthFindings;
import io.convbench.results.experiment.DepthSettings;
import io.convbench.results.experiment.DepthTraining;
import io.convbench.results.experiment.DepthTraining.Epoch;
import io.convbench.results.experiment.DepthTraining.LayerGradient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DepthWriterTest {

  @TempDir private Path folder;

  @Test
  void saysThatThePapersFindingIsShown() {
    assertEquals(
        "Shown: plain networks of 56 layers have a higher training error than shallower ones;"
            + " for residual ones no such difference was found.",
        DepthWords.answer(findings(0.4, 0.1)));
  }

  @Test
  void saysThatItIsNotShown() {
    assertEquals(
        "Not shown: no higher training error of plain networks of 56 layers than of shallower ones"
            + " was found, beyond what seeds do.",
        DepthWords.answer(findings(0.2, 0.1)));
  }

  @Test
  void tellsNothingByOneSeed() {
    assertEquals(
        "Cannot be told by one seed, which shows nothing of chance: pass two or more --seeds.",
        DepthWords.answer(findings(0.4, 0.1, List.of(1L))));
  }

  @Test
  void saysWhereResidualNetworksDegradeToo() {
    assertEquals(
        "Shown in part: plain networks of 56 layers have a higher training error than shallower"
            + " ones, but residual ones have too.",
        DepthWords.answer(findings(0.4, 0.3)));
  }

  @Test
  void textHasErrorsWithTheirRange() {
    String text = DepthWords.text(findings(0.4, 0.1));
    assertTrue(text.contains("plain         56  40.0 % (39.0 to 41.0)"), text);
    assertTrue(
        text.contains(
            "plain, 56 against 8 layers: training error higher (+20.0 points, 95 % interval +15.0"
                + " to +25.0, seeds +18.0 to +22.0)"),
        text);
  }

  /** 12 trainings, of which both of 56 layers with the second seed were disturbed. */
  @Test
  void saysHowFarTimesCanBeTrusted() {
    String times = "Trainings took 20.5 to 68.5 s; verdicts on these times: 10 valid, 2 noisy.";
    assertEquals(times, DepthWords.times(findings(0.4, 0.1)));
    assertTrue(DepthWords.text(findings(0.4, 0.1)).contains(times), "terminal");
  }

  @Test
  void writesPageAndCharts() throws Exception {
    Path page = DepthWriter.write(findings(0.4, 0.1), folder);

    String html = Files.readString(page);
    assertTrue(html.contains("Shown: plain networks of 56 layers"), "the answer");
    assertTrue(html.contains("<p>Trainings took 20.5 to 68.5 s; verdicts"), "times");
    assertTrue(html.contains("56 layers, training error in %"), "a curve's hint");
    String errors = Files.readString(folder.resolve("charts/depth-errors.csv"));
    assertEquals(1 + 2 * 2 * 3 * 2, errors.lines().count());
    assertTrue(errors.lines().anyMatch("residual,56,3,2,0.4,0.11,0.3"::equals), errors);
    assertTrue(Files.exists(folder.resolve("charts/depth-gradients.svg")));
  }

  /** Seeds differ by one point either way, of the shallower networks to the other side. */
  private static DepthFindings findings(double plain, double residual) {
    return findings(plain, residual, List.of(1L, 2L, 3L));
  }

  private static DepthFindings findings(double plain, double residual, List<Long> seeds) {
    DepthSettings settings =
        new DepthSettings(
            "pictures",
            "0".repeat(64),
            List.of("cats", "dogs"),
            324,
            200,
            32,
            8,
            List.of(8, 56),
            seeds,
            2,
            36,
            0.05,
            0.9,
            1e-4,
            true,
            "PyTorch 2.7.1");
    List<DepthTraining> trainings = new ArrayList<>();
    for (long seed : seeds) {
      double off = 0.01 * (seed - 2);
      trainings.add(training(false, 8, seed, 0.2 - off));
      trainings.add(training(false, 56, seed, plain + off));
      trainings.add(training(true, 8, seed, 0.2 - off));
      trainings.add(training(true, 56, seed, residual + off));
    }
    return new DepthFindings(settings, trainings);
  }

  private static DepthTraining training(boolean residual, int depth, long seed, double error) {
    return new DepthTraining(
        residual,
        depth,
        seed,
        List.of(new Epoch(0.7, 0.5, 0.5), new Epoch(0.4, error, 0.3)),
        List.of(
            new LayerGradient("stem_conv", 0.5, 0.25),
            new LayerGradient("stage1_block1_1_conv", 0.4, 0.2)),
        12.5 + depth,
        depth == 56 && seed == 2
            ? Row.empty().with(Column.VERDICT, "noisy")
            : Row.empty().with(Column.VERDICT, "valid"));
  }
}
