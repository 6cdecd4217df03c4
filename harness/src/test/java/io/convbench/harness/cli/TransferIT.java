package io.convbench.harness.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.convbench.datasets.labels.LabeledImage;
import io.convbench.datasets.transfer.ClassFolders;
import io.convbench.foundation.hash.HashAlgorithm;
import io.convbench.harness.transfer.CachedFeatures;
import io.convbench.results.CellId;
import io.convbench.results.ClassList;
import io.convbench.results.Column;
import io.convbench.results.ImagePrediction;
import io.convbench.results.ImagePredictions;
import io.convbench.results.ResultsCsv;
import io.convbench.results.Row;
import io.convbench.results.RunFolder;
import io.convbench.results.trust.Verdict;
import io.convbench.suites.SharedData;
import io.convbench.suites.weights.TrainedNetwork;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Heads on the features of real networks, on pictures of cats and dogs, against Keras's features
 * and scikit-learn's heads of {@code transfer/reference.json}.
 */
class TransferIT {

  private static final String SMALL = "MobileNet_0.25";
  private static final String SMALL_FILE = "weights/mobilenet_v1_0.25_224.h5";

  /** Fewer hits than scikit-learn's best, whose penalty was chosen by what it is tested on. */
  private static final int FEWER_HITS = 4;

  @TempDir private Path temp;

  @Test
  void learnsFromFeaturesAsKerasAndScikitLearnDo() throws Exception {
    List<Row> rows = transfer("first", SMALL, SMALL_FILE, "conv_pw_13_relu");

    assertReference(SMALL, rows);
    Row last = rows.get(0);
    assertEquals(324, last.integer(Column.TRAIN_IMAGES).orElseThrow());
    assertEquals(200, last.integer(Column.IMAGES).orElseThrow());
    assertEquals(256, last.integer(Column.FEATURES).orElseThrow());
    assertEquals(Optional.of("folders"), last.text(Column.SPLIT));
    RunFolder folder = new RunFolder(temp.resolve("first"));
    assertEquals(List.of("cats", "dogs"), ClassList.read(folder.classes()).names());
    ImagePredictions predictions = ImagePredictions.read(folder.predictions(CellId.of(last)));
    assertEquals(last.integer(Column.TOP1_HITS).orElseThrow(), predictions.top(1).hits());
    assertTrue(Files.size(folder.mistake(CellId.of(last), 1)) > 500);
    String page = Files.readString(temp.resolve("first/report/index.html"));
    assertTrue(page.contains("Your pictures: cats-and-dogs"));
    assertTrue(page.contains("data:image/jpeg;base64,"));
  }

  /** To the last bit. */
  @Test
  @Tag("conformance")
  void learnsTheSameFromFeaturesOfTheCache() throws Exception {
    Row first = transfer("first", SMALL, SMALL_FILE, "conv_pw_13_relu").get(0);
    Row again = transfer("again", SMALL, SMALL_FILE, "conv_pw_13_relu").get(0);
    assertEquals(0, first.integer(Column.FEATURES_CACHED).orElseThrow());
    assertEquals(524, again.integer(Column.FEATURES_CACHED).orElseThrow());
    assertEquals(
        -1,
        Files.mismatch(
            new RunFolder(temp.resolve("first")).predictions(CellId.of(first)),
            new RunFolder(temp.resolve("again")).predictions(CellId.of(again))));
  }

  /** Of gray pictures, one of them held out and learned from, and a file that is no picture. */
  @Test
  @Tag("conformance")
  void saysWhatIsOddAboutImagesAndWeights() throws Exception {
    Path pictures = temp.resolve("pictures");
    for (int i = 0; i < 3; i++) {
      draw(pictures.resolve("train/dark/%s.png".formatted(i)), 10 + i);
      draw(pictures.resolve("train/light/%s.png".formatted(i)), 200 + i);
    }
    draw(pictures.resolve("test/dark/a.png"), 10);
    draw(pictures.resolve("test/light/b.png"), 220);
    Files.writeString(pictures.resolve("test/light/broken.jpg"), "not a picture");

    Row row =
        transfer(
                "odd",
                List.of(
                    "--arch=" + SMALL,
                    "--weights=seeded",
                    "--dataset=" + pictures,
                    "--shared-images"))
            .get(0);

    assertEquals(2, row.integer(Column.IMAGES).orElseThrow());
    assertEquals(1, row.integer(Column.IMAGES_FAILED).orElseThrow());
    assertEquals(
        Optional.of(
            "seeded weights are not trained: the features are those of a random network; 1 held-out"
                + " image is also learned from, as test/dark/a.png (the same bytes as"
                + " train/dark/0.png)"),
        row.text(Column.CAUTION));
    String log =
        Files.readString(
            new RunFolder(temp.resolve("odd")).logs().resolve(CellId.of(row) + ".log"));
    assertTrue(log.contains("test/light/broken.jpg: "), log);
  }

  /** Of gray pictures and a random network, in two epochs. */
  @Test
  @Tag("conformance")
  void trainsTheLastLayersAndKeepsTheNetwork() throws Exception {
    List<Row> rows =
        transfer(
            "tuned",
            List.of(
                "--arch=" + SMALL,
                "--weights=seeded",
                "--dataset=" + grays(),
                "--method=both",
                "--from-layer=conv_dw_13",
                "--epochs=2"));

    assertEquals(
        List.of("transfer", "fine-tune"),
        rows.stream().map(row -> row.text(Column.MEASUREMENT).orElseThrow()).toList());
    Row tuned = rows.get(1);
    assertEquals(SMALL + "@conv_pw_13_relu tuned from conv_dw_13", tuned.network());
    assertEquals(4, tuned.integer(Column.IMAGES).orElseThrow());
    assertEquals(12, tuned.integer(Column.TRAIN_IMAGES).orElseThrow());
    assertEquals(2, tuned.integer(Column.EPOCHS).orElseThrow());
    assertTrue(tuned.integer(Column.BEST_EPOCH).orElseThrow() <= 2);
    assertEquals(1, tuned.integer(Column.TRAINING_SEED).orElseThrow());
    // 3x3 kernels of 256 channels, 256 x 256, and the head of two classes.
    assertEquals(3, tuned.integer(Column.TRAINED_LAYERS).orElseThrow());
    assertEquals(
        9 * 256 + 256 * 256 + 2 * 257, tuned.integer(Column.TRAINED_PARAMETERS).orElseThrow());
    RunFolder folder = new RunFolder(temp.resolve("tuned"));
    assertEquals(
        tuned.integer(Column.TOP1_HITS).orElseThrow(),
        ImagePredictions.read(folder.predictions(CellId.of(tuned))).top(1).hits());
    assertTrue(Files.notExists(folder.checkpoints(CellId.of(tuned))));
    TrainedNetwork kept = TrainedNetwork.read(folder.trained(CellId.of(tuned))).orElseThrow();
    assertEquals("fine-tune", kept.training().method());
    assertEquals(List.of("dark", "light"), kept.classNames());
    assertTrue(Files.readString(temp.resolve("tuned/report/index.html")).contains(tuned.network()));
  }

  /** They choose the epoch, and a head by features learns from them, too. */
  @Test
  @Tag("conformance")
  void doesNotFineTuneOnValidationImages() throws Exception {
    Path pictures = grays();
    for (int i = 0; i < 2; i++) {
      draw(pictures.resolve("val/dark/%s.png".formatted(i)), 60 + 5 * i);
      draw(pictures.resolve("val/light/%s.png".formatted(i)), 180 + 5 * i);
    }
    List<Row> rows =
        transfer(
            "validated",
            List.of(
                "--arch=" + SMALL,
                "--weights=seeded",
                "--dataset=" + pictures,
                "--measure=transfer",
                "--method=both",
                "--epochs=1"));

    assertEquals(16, rows.get(0).integer(Column.TRAIN_IMAGES).orElseThrow());
    assertEquals(12, rows.get(1).integer(Column.TRAIN_IMAGES).orElseThrow());
    TrainedNetwork kept =
        TrainedNetwork.read(
                new RunFolder(temp.resolve("validated")).trained(CellId.of(rows.get(1))))
            .orElseThrow();
    assertTrue(kept.training().measured().endsWith("learned from 12"), kept.training().measured());
  }

  /** Eight dark ones and eight light ones, of which six are learned from. */
  private Path grays() throws IOException {
    Path pictures = temp.resolve("grays");
    for (int i = 0; i < 8; i++) {
      String part = i < 6 ? "train" : "test";
      draw(pictures.resolve("%s/dark/%s.png".formatted(part, i)), 10 + 5 * i);
      draw(pictures.resolve("%s/light/%s.png".formatted(part, i)), 200 + 5 * i);
    }
    return pictures;
  }

  /** As if something had disturbed the first process, of which all but the times stays. */
  @Test
  @Tag("conformance")
  void extractsAndTrainsOnceMoreWhereItWasDisturbed() throws Exception {
    List<String> options =
        List.of("--arch=" + SMALL, "--weights=seeded", "--dataset=" + grays(), "--seed=1");
    Row first = transfer("run", with(options, "--repeat-budget=0")).get(0);
    RunFolder run = new RunFolder(temp.resolve("run"));
    DisturbedProcess.in(run);
    List<Path> left =
        List.of(run.predictions(CellId.of(first)), run.trained(CellId.of(first)), run.classes());
    List<FileTime> times = lastModified(left);
    List<Path> features = features();
    long bytes = Files.size(features.get(0));

    Row row =
        transfer("run", with(options, "--measure=transfer", "--repeat-budget=100", "--resume"))
            .get(0);

    List<Row> attempts = ResultsCsv.read(run.attempts());
    assertTrue(attempts.size() >= 2, () -> attempts.size() + " processes");
    assertEquals(Optional.of("invalid"), attempts.get(0).text(Column.VERDICT));
    for (Row attempt : attempts) {
      assertEquals(0, attempt.integer(Column.FEATURES_CACHED).orElseThrow());
      assertEquals(first.integer(Column.TOP1_HITS), attempt.integer(Column.TOP1_HITS));
    }
    Row best = attempts.stream().min(Comparator.comparing(Verdict::of)).orElseThrow();
    assertEquals(best.text(Column.VERDICT), row.text(Column.VERDICT));
    assertEquals(best.number(Column.EXTRACTION_S), row.number(Column.EXTRACTION_S));
    assertEquals(best.number(Column.TRAINING_S), row.number(Column.TRAINING_S));
    assertEquals(attempts.size(), row.integer(Column.ATTEMPTS).orElseThrow());
    assertEquals(times, lastModified(left), "files of the first process");
    assertEquals(features, features());
    assertEquals(bytes, Files.size(features.get(0)), "each image's features are there once");
  }

  private static List<String> with(List<String> options, String... more) {
    return Stream.concat(options.stream(), Stream.of(more)).toList();
  }

  private static List<FileTime> lastModified(List<Path> files) throws IOException {
    List<FileTime> times = new ArrayList<>();
    for (Path file : files) {
      times.add(Files.getLastModifiedTime(file));
    }
    return times;
  }

  private List<Path> features() throws IOException {
    try (Stream<Path> files = Files.list(temp.resolve("cache/convbench/features"))) {
      return files.filter(file -> file.toString().endsWith(".features")).toList();
    }
  }

  /** As long as it takes for a checkpoint, and a signal that nothing can handle. */
  @Test
  @Tag("conformance")
  void goesOnWithAKilledTraining() throws Exception {
    List<String> options =
        List.of(
            "--arch=" + SMALL,
            "--weights=" + SharedData.require(SMALL_FILE),
            "--dataset=" + SharedData.require("transfer/cats-and-dogs"),
            "--method=fine-tune",
            "--epochs=6");
    Row whole = transfer("whole", options).get(0);
    RunFolder killed = new RunFolder(temp.resolve("killed"));
    Process process =
        process("killed", options)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    Path checkpoint = killed.checkpoints(CellId.of(whole)).resolve("validated");
    while (Files.notExists(checkpoint)) {
      assertTrue(process.isAlive(), "it ended before there was a checkpoint");
      Thread.sleep(20);
    }
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly().waitFor();
    assertTrue(Files.exists(checkpoint));
    Row resumed = transfer("killed", List.of("--resume")).get(0);

    RunFolder folder = new RunFolder(temp.resolve("whole"));
    assertEquals(
        classes(folder.predictions(CellId.of(whole))),
        classes(killed.predictions(CellId.of(resumed))));
    assertEquals(
        whole.number(Column.VALIDATION_ACCURACY), resumed.number(Column.VALIDATION_ACCURACY));
    assertTrue(
        Files.readString(killed.logs().resolve(CellId.of(resumed) + ".log"))
            .contains("goes on behind epoch"));
    assertTrue(Files.notExists(checkpoint.getParent()));
  }

  private static List<Integer> classes(Path predictions) throws IOException {
    return ImagePredictions.read(predictions).images().stream()
        .map(ImagePrediction::first)
        .toList();
  }

  /** An epoch has to be better than none by more than chance, and all images are learned from. */
  @Test
  @Tag("conformance")
  void tunesNoNetworkToItsDisadvantage() throws Exception {
    List<Row> rows =
        transfer(
            "both",
            List.of(
                "--arch=" + SMALL,
                "--weights=" + SharedData.require(SMALL_FILE),
                "--dataset=" + SharedData.require("transfer/cats-and-dogs"),
                "--protocol=keras-load-img",
                "--method=both"));

    assertTrue(
        rows.get(1).integer(Column.TOP1_HITS).orElseThrow()
            >= rows.get(0).integer(Column.TOP1_HITS).orElseThrow() - 2,
        rows.toString());
  }

  private static void draw(Path file, int gray) throws IOException {
    Files.createDirectories(file.getParent());
    BufferedImage image = new BufferedImage(32, 32, BufferedImage.TYPE_BYTE_GRAY);
    for (int i = 0; i < 32 * 32; i++) {
      image.getRaster().setSample(i % 32, i / 32, 0, gray);
    }
    assertTrue(ImageIO.write(image, "png", file.toFile()));
  }

  @Test
  @Tag("conformance")
  void learnsAtEveryDepthAsKerasAndScikitLearnDo() throws Exception {
    String[] layers = names(reference(SMALL)).toArray(String[]::new);
    assertReference(SMALL, transfer("small", SMALL, SMALL_FILE, layers));
    assertTrue(
        Files.readString(temp.resolve("small/report/index.html"))
            .contains("Accuracy by depth: cats-and-dogs"));
    layers = names(reference("MobileNetV2")).toArray(String[]::new);
    assertReference(
        "MobileNetV2",
        transfer(
            "large",
            "MobileNetV2",
            "weights/mobilenet_v2_weights_tf_dim_ordering_tf_kernels_1.0_224.h5",
            layers));
  }

  private void assertReference(String architecture, List<Row> rows) throws Exception {
    List<LabeledImage> pictures =
        ClassFolders.list(SharedData.require("transfer/cats-and-dogs")).images().images();
    for (Row row : rows) {
      String layer = row.text(Column.LAYER).orElseThrow();
      JsonNode expected = reference(architecture).get(layer);
      int best = 0;
      for (JsonNode hits : expected.get("hitsOf200ByC")) {
        best = Math.max(best, hits.asInt());
      }
      assertTrue(
          row.integer(Column.TOP1_HITS).orElseThrow() >= best - FEWER_HITS,
          "%s: %s hits, scikit-learn %s"
              .formatted(layer, row.integer(Column.TOP1_HITS).orElseThrow(), best));
      CachedFeatures features =
          CachedFeatures.of(
              temp.resolve("cache/convbench/features"),
              row.network(),
              expected.get("channels").asInt());
      for (LabeledImage picture : pictures) {
        JsonNode values = expected.get("features").get(picture.file());
        for (int i = 0; values != null && i < values.size(); i++) {
          assertEquals(
              values.get(i).asDouble(),
              features.of(HashAlgorithm.SHA256.hex(picture.read()))[i],
              1e-3,
              layer + " of " + picture.file());
        }
      }
    }
  }

  private static JsonNode reference(String architecture) throws Exception {
    return new ObjectMapper()
        .readTree(SharedData.require("transfer/reference.json").toFile())
        .get("models")
        .get(architecture);
  }

  private static List<String> names(JsonNode layers) {
    List<String> names = new ArrayList<>();
    layers.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private List<Row> transfer(String run, String architecture, String weights, String... layers)
      throws Exception {
    return transfer(
        run,
        List.of(
            "--arch=" + architecture,
            "--weights=" + SharedData.require(weights),
            "--dataset=" + SharedData.require("transfer/cats-and-dogs"),
            "--protocol=keras-load-img",
            "--layers=" + String.join(",", layers)));
  }

  private List<Row> transfer(String run, List<String> options) throws Exception {
    Ended.with(0, process(run, options));
    return ResultsCsv.read(temp.resolve(run).resolve("results.csv"));
  }

  private ProcessBuilder process(String run, List<String> options) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("transfer"));
    if (!options.contains("--resume")) {
      arguments.add("--measure=transfer");
    }
    arguments.add("--out=" + temp.resolve(run));
    arguments.addAll(options);
    return OwnJvm.withOwnCaches(temp.resolve("cache"), arguments.toArray(String[]::new));
  }
}
