package io.convbench.harness.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.convbench.foundation.hash.FileHash;
import io.convbench.foundation.hash.HashAlgorithm;
import io.convbench.harness.cell.LatencySettings;
import io.convbench.harness.run.Caches;
import io.convbench.results.Column;
import io.convbench.results.Environment;
import io.convbench.results.Logits;
import io.convbench.results.ResultsCsv;
import io.convbench.results.Row;
import io.convbench.results.RunFolder;
import io.convbench.results.Status;
import io.convbench.results.statistics.LogitDistance;
import io.convbench.results.trust.Verdict;
import io.convbench.suites.SharedData;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Whole runs, as a person starts them, with real engines in real children. */
class RunIT {

  private static final String SMALL = "MobileNet_0.25";

  @TempDir private Path temp;

  @Test
  void measuresEverythingOfOneArchitecture() throws Exception {
    RunFolder run = new RunFolder(temp.resolve("run"));

    assertEquals(0, execute("run", "--arch", SMALL, "--quick", out(run)));

    List<Row> rows = ResultsCsv.read(run.results());
    assertEquals(4, rows.size());
    Row latency = only(rows, SMALL, "latency");
    assertTrue(latency.number(Column.LATENCY_P50_MS).orElseThrow() > 0);
    assertTrue(latency.integer(Column.LATENCY_SAMPLES).orElseThrow() >= LatencySettings.ITERATIONS);
    assertTrue(latency.text(Column.PACKAGE_ENERGY_SOURCE).isPresent(), "a figure or a reason");
    Row memory = only(rows, SMALL, "memory");
    assertEquals(
        memory.integer(Column.PEAK_RSS_BYTES).orElseThrow(),
        memory.integer(Column.MODEL_RSS_BYTES).orElseThrow()
            + memory.integer(Column.BASELINE_RSS_BYTES).orElseThrow());
    long weightBytes = 4L * 475_544;
    assertTrue(memory.integer(Column.MODEL_RSS_BYTES).orElseThrow() > weightBytes);
    for (Row row : rows) {
      assertEquals(Optional.of(Status.OK), row.status(), row::toString);
    }
    assertTrue(
        Files.exists(run.latency(SMALL + "-pytorch-cpu-b1-fp32-t" + cores() + "-latency", 1)));
    assertFalse(Files.exists(run.path().resolve("models")), "model files are deleted");
    Logits kept =
        Logits.read(run.logits(SMALL + "-pytorch-cpu-b2-fp32-t" + cores() + "-conformance"));
    assertEquals(
        only(rows, SMALL, "conformance").number(Column.CONFORMANCE_ERROR).orElseThrow(),
        LogitDistance.of(kept.engine(), kept.keras(), kept.keras(), kept.images()).error());
    assertTrue(
        Files.readString(run.path().resolve("report/index.html"))
            .contains(
                "The largest difference of logits is between pytorch and the reference, Keras, for"));
    assertRecordsItsLibraries(run);
  }

  /** One of libtorch's, as it lies in the cache from which engines load it. */
  private static void assertRecordsItsLibraries(RunFolder run) throws IOException {
    Path engines = Caches.ofUser(System.getenv()).engines();
    Map<String, String> libraries =
        Environment.read(run.environment()).platform().nativeLibraries().get("pytorch");
    String c10 =
        libraries.keySet().stream()
            .filter(file -> file.endsWith("/libc10.so"))
            .findFirst()
            .orElseThrow();
    assertEquals(FileHash.of(HashAlgorithm.SHA256, engines.resolve(c10)).hex(), libraries.get(c10));
    assertTrue(libraries.containsKey("libc.so.6"), libraries::toString);
  }

  @Test
  void goesOnAfterAKill() throws Exception {
    RunFolder run = new RunFolder(temp.resolve("run"));
    String[] command = {"run", "--arch", "VGG16,VGG19,ResNet50", "--measure", "cost", out(run)};
    assertEquals(0, execute(command));
    List<String> journal = Files.readAllLines(run.journal());
    // What a kill in the middle of the third cell's line leaves behind.
    String torn = String.join("\n", journal.subList(0, 3)) + "\n" + journal.get(3).substring(0, 40);
    Files.writeString(run.journal(), torn, StandardOpenOption.TRUNCATE_EXISTING);
    Files.delete(run.results());

    List<String> resumed = new ArrayList<>(List.of(command));
    resumed.add("--resume");
    assertEquals(0, execute(resumed.toArray(String[]::new)));

    assertEquals(journal.subList(0, 3), Files.readAllLines(run.journal()).subList(0, 3));
    assertEquals(
        List.of(138_357_544L, 143_667_240L, 25_636_712L),
        ResultsCsv.read(run.results()).stream()
            .map(row -> row.integer(Column.PARAMETERS).orElseThrow())
            .toList());
  }

  @Test
  void skipsAccuracyOfSeededWeights() throws Exception {
    RunFolder run = new RunFolder(temp.resolve("run"));
    Path images = SharedData.require("imagenet/val650");
    Path labels = SharedData.require("imagenet/val650.csv");

    int exitCode =
        execute(
            "run",
            "--arch",
            "MobileNet",
            "--measure",
            "accuracy",
            "--dataset=" + images,
            "--labels=" + labels,
            out(run));

    Row row = ResultsCsv.read(run.results()).get(0);
    assertEquals(Optional.of(Status.SKIPPED), row.status());
    assertTrue(row.text(Column.REASON).orElseThrow().contains("chance"));
    assertEquals(Optional.empty(), row.text(Column.DATASET_SHA256), "no image was read");
    assertEquals(0, exitCode);
  }

  /** Keras's reference logits are of the seeded rule. */
  @Test
  void provesConformanceBySeededWeightsWhateverTheRunsAre() throws Exception {
    RunFolder run = new RunFolder(temp.resolve("run"));
    String v2 = "mobilenet_v2_weights_tf_dim_ordering_tf_kernels_1.0_224.h5";

    int exitCode =
        execute(
            "run",
            "--arch=MobileNetV2",
            "--measure=conformance",
            "--weights=" + SharedData.require("weights/" + v2),
            out(run));

    assertEquals(0, exitCode);
    Row row = only(ResultsCsv.read(run.results()), "MobileNetV2", "conformance");
    assertEquals(Optional.of(Status.OK), row.status());
    assertEquals(Optional.of("seeded"), row.text(Column.WEIGHTS));
  }

  /** Against Keras's own predictions. */
  @Test
  void reproducesKerasAccuracy() throws Exception {
    RunFolder run = accuracy(SMALL, "mobilenet_v1_0.25_224.h5", "onnxruntime");

    assertAccuracy(
        ResultsCsv.read(run.results()).get(0),
        run,
        423,
        564,
        440,
        "mobilenet_v1_0.25_224.val650.tsv");
    List<String> classes =
        Files.readAllLines(run.path().resolve("report/tables/per-class-accuracy.csv"));
    assertTrue(classes.get(1).startsWith(SMALL + ",onnxruntime,0,tench,"), classes.get(1));
  }

  /** One decoding, three cells. */
  @Test
  @Tag("conformance")
  void reproducesKerasAccuracyOnEveryEngine() throws Exception {
    RunFolder run = accuracyOnEveryEngine(SMALL, "mobilenet_v1_0.25_224.h5");

    for (Row row : ResultsCsv.read(run.results())) {
      assertAccuracy(row, run, 423, 564, 440, "mobilenet_v1_0.25_224.val650.tsv");
    }
    try (Stream<Path> logs = Files.list(run.logs())) {
      assertEquals(
          List.of("prepare-224.log"),
          logs.map(log -> log.getFileName().toString())
              .filter(log -> log.startsWith("prepare"))
              .toList());
    }
  }

  @Test
  @Tag("conformance")
  void reproducesKerasAccuracyOfALargerNetworkOnEveryEngine() throws Exception {
    RunFolder run =
        accuracyOnEveryEngine(
            "MobileNetV2", "mobilenet_v2_weights_tf_dim_ordering_tf_kernels_1.0_224.h5");

    for (Row row : ResultsCsv.read(run.results())) {
      assertAccuracy(row, run, 518, 620, 532, "mobilenet_v2_1.0_224.val650.tsv");
    }
  }

  private RunFolder accuracyOnEveryEngine(String architecture, String weights) throws Exception {
    return accuracy(architecture, weights, "pytorch", "onnxruntime", "tensorflow");
  }

  private RunFolder accuracy(String architecture, String weights, String... engines)
      throws Exception {
    RunFolder run = new RunFolder(temp.resolve("run"));

    int exitCode =
        execute(
            "run",
            "--arch=" + architecture,
            "--engine=" + String.join(",", engines),
            "--measure=accuracy",
            "--protocol=center224",
            "--weights=" + SharedData.require("weights/" + weights),
            "--dataset=" + SharedData.require("imagenet/val650"),
            "--labels=" + SharedData.require("imagenet/val650.csv"),
            "--real=" + SharedData.require("imagenet/real.json"),
            out(run));

    assertEquals(0, exitCode);
    assertEquals(engines.length, ResultsCsv.read(run.results()).size());
    return run;
  }

  @Test
  void countsAndNamesOddImagesInEveryCell() throws Exception {
    Path weights = SharedData.require("weights/mobilenet_v1_0.25_224.h5");
    Path folder = Files.createDirectories(temp.resolve("odd/0"));
    try (Stream<Path> files = Files.list(SharedData.require("conformance/odd-images"))) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Files.copy(file, folder.resolve(file.getFileName()));
      }
    }
    RunFolder run = new RunFolder(temp.resolve("run"));

    int exitCode =
        execute(
            "run",
            "--arch=MobileNet_0.25",
            "--engine=pytorch,onnxruntime",
            "--measure=accuracy",
            "--weights=" + weights,
            "--dataset=" + folder.getParent(),
            out(run));

    assertEquals(0, exitCode);
    for (Row row : ResultsCsv.read(run.results())) {
      String log =
          Files.readString(
              run.logs()
                  .resolve(
                      "MobileNet_0.25-%s-cpu-b8-fp32-t%s-accuracy.log"
                          .formatted(row.text(Column.ENGINE).orElseThrow(), cores())));
      long failed = row.integer(Column.IMAGES_FAILED).orElseThrow();
      assertEquals(failed, log.lines().filter(line -> line.matches("0/[\\w.]+: .*")).count(), log);
      assertTrue(log.contains("0/empty.jpg: the file is empty: fetch it again"), log);
      try (Stream<Path> files = Files.list(folder)) {
        long images =
            files.filter(f -> f.toString().matches(".*(?i:jpe?g|png|gif|bmp|webp)")).count();
        assertEquals(images, failed + row.integer(Column.IMAGES).orElseThrow());
      }
    }
  }

  /**
   * Keras 3.15.1 over the first 60 images, resized by Python's OpenCV, mean softmax of the ten
   * crops: 39 hits, 52 among the first five, and by NumPy a calibration error of 0.16249 in 15
   * bins.
   */
  @Test
  @Tag("conformance")
  void averagesTenCropsAsKerasWould() throws Exception {
    RunFolder run = new RunFolder(temp.resolve("run"));

    int exitCode =
        execute(
            "run",
            "--arch=MobileNet_0.25",
            "--measure=accuracy",
            "--protocol=keras-tencrop",
            "--limit=60",
            "--weights=" + SharedData.require("weights/mobilenet_v1_0.25_224.h5"),
            "--dataset=" + SharedData.require("imagenet/val650"),
            "--labels=" + SharedData.require("imagenet/val650.csv"),
            out(run));

    assertEquals(0, exitCode);
    Row row = ResultsCsv.read(run.results()).get(0);
    assertEquals(Optional.of("cubic256-tencrop224"), row.text(Column.PROTOCOL));
    assertEquals(39, row.integer(Column.TOP1_HITS).orElseThrow(), 1);
    assertEquals(52, row.integer(Column.TOP5_HITS).orElseThrow(), 1);
    assertEquals(0.16249, row.number(Column.CALIBRATION_ERROR).orElseThrow(), 0.02);
  }

  /**
   * By Keras 3.15.1, crops as for the predictions of {@code val650}: of the 127 images whose
   * classes have three or more, 89 hits over all classes and 120 over these 40 alone.
   */
  @Test
  @Tag("conformance")
  void scoresATarOfClassFoldersAlsoAmongItsOwnClasses() throws Exception {
    RunFolder run = new RunFolder(temp.resolve("run"));
    Path tar = temp.resolve("val.tar");
    packClassesOfThree(
        SharedData.require("imagenet/val650"), SharedData.require("imagenet/val650.csv"), tar);

    int exitCode =
        execute(
            "run",
            "--arch=MobileNet_0.25",
            "--measure=accuracy",
            "--protocol=center224",
            "--weights=" + SharedData.require("weights/mobilenet_v1_0.25_224.h5"),
            "--dataset=" + tar,
            out(run));

    assertEquals(0, exitCode);
    Row row = ResultsCsv.read(run.results()).get(0);
    assertEquals(Optional.of("val.tar"), row.text(Column.DATASET));
    assertEquals(OptionalLong.of(127), row.integer(Column.IMAGES));
    assertEquals(OptionalLong.of(40), row.integer(Column.OWN_CLASSES));
    assertEquals(89, row.integer(Column.TOP1_HITS).orElseThrow(), 1);
    assertEquals(120, row.integer(Column.TOP1_OWN_CLASSES_HITS).orElseThrow(), 1);
  }

  /**
   * Every label one too high: the row, the terminal's table and the page say so, and it is no
   * failure.
   */
  @Test
  @Tag("conformance")
  void cautionsAgainstLabelsThatAreOffByOne() throws Exception {
    RunFolder run = new RunFolder(temp.resolve("run"));
    List<String> shifted = new ArrayList<>(List.of("file,class_index"));
    for (String line : Files.readAllLines(SharedData.require("imagenet/val650.csv"))) {
      String[] fields = line.split(",");
      if (fields[1].matches("\\d+")) {
        shifted.add(fields[0] + "," + (Integer.parseInt(fields[1]) + 1) % 1000);
      }
    }
    Path labels = Files.write(temp.resolve("shifted.csv"), shifted);

    int exitCode =
        execute(
            "run",
            "--arch=MobileNet_0.25",
            "--measure=accuracy",
            "--protocol=center224",
            "--limit=60",
            "--weights=" + SharedData.require("weights/mobilenet_v1_0.25_224.h5"),
            "--dataset=" + SharedData.require("imagenet/val650"),
            "--labels=" + labels,
            out(run));

    assertEquals(0, exitCode);
    Row row = ResultsCsv.read(run.results()).get(0);
    assertEquals(Optional.of(Status.OK), row.status());
    assertEquals(OptionalLong.of(0), row.integer(Column.FILES_LEFT_OUT));
    assertNotEquals(Verdict.UNKNOWN, Verdict.of(row), "how far to trust its images/s");
    String caution = row.text(Column.CAUTION).orElseThrow();
    assertTrue(caution.contains(", far below the published "), caution);
    assertTrue(caution.contains("; the labels seem to be one too high, as they are when"), caution);
    assertTrue(
        Files.readString(run.path().resolve("report/index.html"))
            .contains("MobileNet_0.25, pytorch: top-1 "),
        "the page's cautions");
  }

  private static void packClassesOfThree(Path images, Path labels, Path tar) throws Exception {
    Map<String, List<String>> filesOfClass = new TreeMap<>();
    for (String line : Files.readAllLines(labels).subList(1, 651)) {
      String[] fields = line.split(",");
      filesOfClass.computeIfAbsent(fields[2], synset -> new ArrayList<>()).add(fields[0]);
    }
    filesOfClass.values().removeIf(files -> files.size() < 3);
    try (TarArchiveOutputStream out = new TarArchiveOutputStream(Files.newOutputStream(tar))) {
      for (Map.Entry<String, List<String>> synset : filesOfClass.entrySet()) {
        for (String file : synset.getValue()) {
          byte[] content = Files.readAllBytes(images.resolve(file));
          TarArchiveEntry entry = new TarArchiveEntry(synset.getKey() + "/" + file);
          entry.setSize(content.length);
          out.putArchiveEntry(entry);
          out.write(content);
          out.closeArchiveEntry();
        }
      }
    }
  }

  /**
   * @param real by Python: Keras's first predictions that are in {@code real.json}, over the 624
   *     images that have labels there
   */
  private static void assertAccuracy(
      Row row, RunFolder run, int top1, int top5, int real, String predictions) throws Exception {
    String cell =
        "%s-%s"
            .formatted(
                row.text(Column.ARCHITECTURE).orElseThrow(), row.text(Column.ENGINE).orElseThrow());
    assertEquals(OptionalLong.of(650), row.integer(Column.IMAGES), cell);
    assertEquals(OptionalLong.of(0), row.integer(Column.IMAGES_FAILED), cell);
    // Engines round differently, so one image at the border may change sides.
    assertEquals(top1, row.integer(Column.TOP1_HITS).orElseThrow(), 1, cell);
    assertEquals(top5, row.integer(Column.TOP5_HITS).orElseThrow(), 1, cell);
    assertEquals(OptionalLong.of(624), row.integer(Column.REAL_IMAGES), cell);
    assertEquals(real, row.integer(Column.REAL_HITS).orElseThrow(), 3, cell);
    assertTrue(row.number(Column.EVALUATION_IMAGES_PER_S).orElseThrow() > 0, cell);
    assertNotEquals(Verdict.UNKNOWN, Verdict.of(row), "how far to trust that speed");
    assertTrue(row.number(Column.TIMED_S).orElseThrow() > 0, "evidence");
    Map<String, String> ours =
        firstPredictions(run.predictions(cell + "-cpu-b8-fp32-t" + cores() + "-accuracy"), ",");
    Map<String, String> theirs =
        firstPredictions(SharedData.require("conformance/predictions/" + predictions), "\t");
    long same = ours.keySet().stream().filter(f -> ours.get(f).equals(theirs.get(f))).count();
    System.out.printf(
        "%s: %s, %s; %s of %s with Keras's top-1%n",
        cell,
        row.integer(Column.TOP1_HITS).orElseThrow(),
        row.integer(Column.TOP5_HITS).orElseThrow(),
        same,
        theirs.size());
    assertTrue(same >= 0.99 * theirs.size(), same + " of " + theirs.size());
  }

  /** File to the first of its five classes, which stand in the third field. */
  private static Map<String, String> firstPredictions(Path file, String separator)
      throws Exception {
    Map<String, String> first = new TreeMap<>();
    for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
      String[] fields = line.split(separator);
      if (fields[0].endsWith(".JPEG")) {
        first.put(fields[0], fields[2].split("[ ,]")[0]);
      }
    }
    return first;
  }

  private static Row only(List<Row> rows, String architecture, String measurement) {
    return rows.stream()
        .filter(row -> row.text(Column.ARCHITECTURE).equals(Optional.of(architecture)))
        .filter(row -> row.text(Column.MEASUREMENT).equals(Optional.of(measurement)))
        .findFirst()
        .orElseThrow();
  }

  private static int cores() {
    return Runtime.getRuntime().availableProcessors();
  }

  private static String out(RunFolder run) {
    return "--out=" + run.path();
  }

  private static int execute(String... arguments) {
    StringWriter err = new StringWriter();
    CommandLine command = Convbench.commandLine().setErr(new PrintWriter(err));
    int exitCode = command.execute(arguments);
    System.out.print(err);
    return exitCode;
  }
}
