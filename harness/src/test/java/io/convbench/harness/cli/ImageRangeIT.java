package io.convbench.harness.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.convbench.results.CellId;
import io.convbench.results.Column;
import io.convbench.results.ImagePredictions;
import io.convbench.results.ResultsCsv;
import io.convbench.results.Row;
import io.convbench.results.RunFolder;
import io.convbench.results.statistics.Calibration;
import io.convbench.suites.SharedData;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A dataset evaluated in parts by real engines, each part in a run of its own. */
class ImageRangeIT {

  @TempDir private Path temp;

  @Test
  @Tag("conformance")
  void twoHalvesEvaluatedApartAreTheWholeBitForBit() throws Exception {
    assertHalvesAreTheWhole("pytorch", "onnxruntime", "tensorflow");
  }

  /**
   * The second half begins in the middle of a batch of the whole. Keras finds 423 of the 650 images
   * right and 564 among the first five; an engine may differ by one.
   */
  private void assertHalvesAreTheWhole(String... engines) throws Exception {
    String by = "--engine=" + String.join(",", engines);
    List<Row> wholes = evaluate("whole", by);
    List<Row> firsts = evaluate("first", by, "--images=1-325");
    List<Row> seconds = evaluate("second", by, "--images=326-650");
    assertEquals(engines.length, wholes.size());

    for (int i = 0; i < wholes.size(); i++) {
      Row whole = wholes.get(i);
      Path wholeFile = predictions("whole", whole);
      Path firstFile = predictions("first", firsts.get(i));
      Path secondFile = predictions("second", seconds.get(i));
      ImagePredictions merged =
          ImagePredictions.read(secondFile).merge(ImagePredictions.read(firstFile));

      assertEquals(ImagePredictions.read(wholeFile), merged);
      merged.write(temp.resolve("merged.csv"));
      assertEquals(-1, Files.mismatch(wholeFile, temp.resolve("merged.csv")));
      assertEquals(423, merged.top(1).hits(), 1);
      assertEquals(564, merged.top(5).hits(), 1);
      assertFigures(whole, merged);
      assertParts(whole, firsts.get(i), seconds.get(i));
      assertEquals(
          score(wholeFile).replace(name(wholeFile), ""),
          score(firstFile, secondFile, "--merge").replace(name(firstFile), ""));
    }
  }

  private static void assertFigures(Row whole, ImagePredictions merged) {
    Row expected =
        Row.empty()
            .with(Column.IMAGES, merged.size())
            .with(Column.TOP1_HITS, merged.top(1).hits())
            .with(Column.TOP1, merged.top(1).interval().estimate())
            .with(Column.TOP1_CI95_LOW, merged.top(1).interval().low())
            .with(Column.TOP1_CI95_HIGH, merged.top(1).interval().high())
            .with(Column.TOP5_HITS, merged.top(5).hits())
            .with(Column.TOP5, merged.top(5).interval().estimate())
            .with(Column.TOP5_CI95_LOW, merged.top(5).interval().low())
            .with(Column.TOP5_CI95_HIGH, merged.top(5).interval().high())
            .with(
                Column.CALIBRATION_ERROR,
                Calibration.of(merged.confidences(), merged.hits(), Calibration.BINS)
                    .expectedError());
    expected
        .values()
        .forEach((column, value) -> assertEquals(value, whole.values().get(column), column.name()));
  }

  private static void assertParts(Row whole, Row first, Row second) {
    assertEquals(Optional.empty(), whole.text(Column.DATASET_PART));
    assertEquals(Optional.of("1-325 of 650"), first.text(Column.DATASET_PART));
    assertEquals(Optional.of("326-650 of 650"), second.text(Column.DATASET_PART));
    assertNotEquals(whole.text(Column.DATASET_SHA256), first.text(Column.DATASET_SHA256));
    for (Column sum : List.of(Column.IMAGES, Column.IMAGES_FAILED, Column.TOP1_HITS)) {
      assertEquals(
          whole.integer(sum).orElseThrow(),
          first.integer(sum).orElseThrow() + second.integer(sum).orElseThrow(),
          sum.name());
    }
  }

  private List<Row> evaluate(String run, String... more) throws Exception {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "run",
                "--arch=MobileNet_0.25",
                "--measure=accuracy",
                "--protocol=center224",
                "--weights=" + SharedData.require("weights/mobilenet_v1_0.25_224.h5"),
                "--dataset=" + SharedData.require("imagenet/val650"),
                "--labels=" + SharedData.require("imagenet/val650.csv"),
                "--out=" + temp.resolve(run)));
    arguments.addAll(List.of(more));
    execute(arguments);
    return ResultsCsv.read(new RunFolder(temp.resolve(run)).results());
  }

  private Path predictions(String run, Row row) {
    return new RunFolder(temp.resolve(run)).predictions(CellId.of(row));
  }

  private static String name(Path file) {
    return file.getFileName().toString().replace(".csv", "");
  }

  private static String score(Object... files) throws Exception {
    List<String> arguments = new ArrayList<>(List.of("score"));
    for (Object file : files) {
      arguments.add(file.toString());
    }
    arguments.add("--truth=" + SharedData.require("imagenet/val650.csv"));
    return execute(arguments);
  }

  private static String execute(List<String> arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exitCode =
        Convbench.commandLine()
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(arguments.toArray(String[]::new));
    assertEquals(0, exitCode, err.toString());
    return out.toString();
  }
}
