package io.convbench.results.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.convbench.foundation.fuzz.Fuzz;
import io.convbench.results.Row;
import io.convbench.results.trust.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An experiment goes on in a folder in which it was killed, or which somebody has edited. */
class DepthFolderFuzzTest {

  @TempDir private Path path;

  @Test
  void keepsWhatIsFinished() throws Exception {
    DepthFolder folder = new DepthFolder(path.resolve("new"));
    assertFalse(folder.isBegun());
    folder.begin(Trainings.settings());
    DepthTraining training = Trainings.of(true, 8, 2, 0.25);
    folder.keep(training);

    assertTrue(folder.isBegun());
    folder.requireSame(Trainings.settings());
    assertEquals(Trainings.settings(), folder.settings());
    assertEquals(Optional.of(training), folder.training("residual-8-seed-2"));
    assertEquals(Optional.empty(), folder.training("plain-8-seed-2"));
  }

  /** They are continued, and what disturbed them is not known. */
  @Test
  void readsTrainingsOfVersionsThatDidNotJudgeTheirTimes() throws Exception {
    DepthFolder folder = new DepthFolder(path.resolve("old"));
    folder.keep(Trainings.of(true, 8, 2, 0.25));
    Path file = folder.path().resolve("trainings/residual-8-seed-2.json");
    String now = Files.readString(file);
    assertEquals(Verdict.NOISY, folder.training("residual-8-seed-2").orElseThrow().verdict());
    Files.writeString(file, now.replaceFirst(",\"timing\":\\{[^}]*}", ""));

    DepthTraining old = folder.training("residual-8-seed-2").orElseThrow();

    assertEquals(Row.empty(), old.timing());
    assertEquals(Verdict.UNKNOWN, old.verdict());
    assertEquals(12.5, old.seconds());
  }

  @Test
  void refusesATimingThatIsNoRow() throws Exception {
    DepthFolder folder = new DepthFolder(path.resolve("edited"));
    folder.keep(Trainings.of(true, 8, 2, 0.25));
    Path file = folder.path().resolve("trainings/residual-8-seed-2.json");
    Files.writeString(file, Files.readString(file).replace("0.09", "-1"));

    IOException refusal =
        assertThrows(IOException.class, () -> folder.training("residual-8-seed-2"));
    assertEquals(
        file
            + " is damaged (column contention: -1 is not a finite number of 0 or more): delete it"
            + " and resume",
        refusal.getMessage());
  }

  @Test
  void refusesAFileInPlaceOfAFolder() throws Exception {
    Path file = Files.createFile(path.resolve("file"));

    assertEquals(
        file + " is a file, not a folder: pass another --out",
        assertThrows(IOException.class, () -> new DepthFolder(file).lock()).getMessage());
  }

  @Test
  void namesTheSettingThatDiffers() throws Exception {
    DepthFolder folder = new DepthFolder(path.resolve("other"));
    DepthSettings settings = Trainings.settings();
    folder.begin(settings);
    DepthSettings other =
        new DepthSettings(
            settings.dataset(),
            settings.datasetSha256(),
            settings.classes(),
            settings.trainImages(),
            settings.testImages(),
            settings.side(),
            settings.width(),
            List.of(8, 20),
            settings.seeds(),
            settings.epochs(),
            settings.batch(),
            settings.learningRate(),
            settings.momentum(),
            settings.decay(),
            settings.varied(),
            settings.engine());

    IOException refusal = assertThrows(IOException.class, () -> folder.requireSame(other));
    assertEquals(
        folder.path()
            + " is of other settings (depths [8,56] then, [8,20] now): resume with those it was"
            + " begun with, or pass another --out",
        refusal.getMessage());
  }

  @Test
  void refusesTheFileOfAnotherTraining() throws Exception {
    DepthFolder folder = new DepthFolder(path.resolve("copied"));
    folder.keep(Trainings.of(false, 8, 1, 0.2));
    Path trainings = folder.path().resolve("trainings");
    Path copy = trainings.resolve("plain-8-seed-2.json");
    Files.copy(trainings.resolve("plain-8-seed-1.json"), copy);

    IOException refusal = assertThrows(IOException.class, () -> folder.training("plain-8-seed-2"));
    assertEquals(
        copy + " holds the training plain-8-seed-1: delete it and resume", refusal.getMessage());
  }

  @Test
  void training() throws Exception {
    DepthFolder folder = new DepthFolder(path);
    folder.keep(Trainings.of(false, 8, 1, 0.2));
    Path file = path.resolve("trainings/plain-8-seed-1.json");
    Fuzz.of("depth-training", Files.readAllBytes(file))
        .with("epochs", "gradients", "trainingError", "timing", "verdict", "null")
        .read(file, input -> folder.training("plain-8-seed-1"));
  }

  @Test
  void settings() throws Exception {
    DepthFolder folder = new DepthFolder(path);
    folder.begin(Trainings.settings());
    Path file = path.resolve("settings.json");
    Fuzz.of("depth-settings", Files.readAllBytes(file))
        .with("depths", "seeds", "classes", "null")
        .read(file, input -> folder.settings());
  }
}
