package io.convbench.harness.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/**
 * One mistake a test: one line that says what failed, the value seen and what to do; exit code 2.
 */
class UsageTest {

  @TempDir private Path folder;

  @Test
  void namesTheNearestArchitecture() {
    assertMistake("nearest: ResNet50", "run", "--arch", "ResNet5O");
  }

  @Test
  void refusesADepthThatNoNetworkHas() {
    assertMistake(
        "no network of 9 layers: use 6n + 2, as 8, 14, 20, 32, 44 or 56",
        "experiment",
        "depth",
        "--dataset=" + folder,
        "--depths=8,9");
  }

  @Test
  void refusesAnExperimentWhereOneIs() throws Exception {
    Files.writeString(folder.resolve("settings.json"), "{}");
    assertMistake(
        folder + " holds an experiment: pass --resume to continue it, or another --out",
        "experiment",
        "depth",
        "--dataset=" + folder,
        "--out=" + folder);
  }

  @Test
  void namesTheEngines() {
    assertMistake(
        "unknown engine 'torch' (nearest: pytorch): choose from pytorch, onnxruntime, tensorflow",
        "run",
        "--engine",
        "torch");
  }

  @Test
  void namesTheEnginesOfAPackage() {
    assertMistake(
        "unknown engine 'torch' (nearest: pytorch): choose from pytorch, onnxruntime, tensorflow",
        "package",
        folder.resolve("out").toString(),
        "--engine=torch");
  }

  @Test
  void refusesNoEngineBesideOne() {
    assertMistake(
        "--engine none,pytorch: none stands alone",
        "package",
        folder.resolve("out").toString(),
        "--engine=none,pytorch");
  }

  @ParameterizedTest
  @ValueSource(strings = {"60", "0M", "-1M", "1.5G", "60MB", "M", "1234567M", "x"})
  void refusesAVolumeSizeOfNonsense(String size) {
    assertMistake(
        "--volume-size %s: use a whole number of MiB or GiB, 1 or more, as in 60M or 2G"
            .formatted(size),
        "package",
        folder.resolve("out").toString(),
        "--volume-size=" + size);
  }

  @Test
  void namesTheMeasurements() {
    assertMistake(
        "unknown measurement 'speed': choose from cost, conformance, latency, scenario, startup, end-to-end, memory, accuracy",
        "run",
        "--measure",
        "speed");
  }

  @Test
  void namesTheSuites() {
    assertMistake(
        "no suite is called \"nightly\": use keras, keras-all, all, engines, depth",
        "run",
        "nightly");
  }

  @Test
  void namesTheSuiteFileOfAWrongWord() throws Exception {
    String keras = Files.readString(Path.of("..", "suites", "definitions", "keras.yaml"));
    Path suite = folder.resolve("mine.yaml");
    Map<String, String> mistakes =
        Map.of(
            "engines: [torch]", "unknown engine 'torch'",
            "devices: [gpu]", "devices gpu: use cpu, gpu:0",
            "precisions: [int8]", "precisions int8: use fp32, tf32, fp16, bf16",
            "measurements: [speed]", "unknown measurement 'speed'");
    for (Map.Entry<String, String> mistake : mistakes.entrySet()) {
      String key = mistake.getKey().substring(0, mistake.getKey().indexOf(':'));
      Files.writeString(suite, keras.replaceFirst("(?m)^" + key + ":.*", mistake.getKey()));

      assertMistake(suite + ": " + mistake.getValue(), "run", suite.toString());
    }
  }

  @Test
  void refusesACellLimitOfNoTime() {
    assertMistake("--cell-limit 0: use 1 or more seconds", "run", "--cell-limit", "0");
    assertMistake(
        "--budget 30: use a time above 0 such as 90s, 30m or 1h30m", "run", "--budget", "30");
  }

  @Test
  void refusesABatchOfNone() {
    assertMistake("--batch 0: use 1 or more", "run", "--batch", "0");
  }

  @Test
  void refusesAListOfNothing() {
    assertMistake("--arch ,: names nothing after its last comma", "run", "--arch", ",");
    assertMistake("--batch 1,: names nothing after its last comma", "run", "--batch=1,");
    assertMistake("ARCH VGG16,: names nothing after its last comma", "weights", "fetch", "VGG16,");
  }

  @Test
  void refusesAPathOfNothing() {
    assertMistake("option '--out': '' names no file or folder", "run", "--out=");
    assertMistake("'' names no file or folder", "dataset", "verify", "");
  }

  @Test
  void refusesMoreThreadsThanAnyMachineHas() {
    assertMistake("--threads 1025: use 1 to 1024", "run", "--threads", "1,1025");
  }

  @Test
  void refusesABatchThatIsNoNumber() {
    assertMistake("'two' is not an int", "run", "--batch", "two");
  }

  @Test
  void refusesAnUnknownPrecision() {
    assertMistake("--precision int8: use fp32, tf32, fp16, bf16", "run", "--precision", "int8");
  }

  @Test
  void refusesOnnxFilesInBf16() {
    String file = folder.resolve("model.onnx").toString();
    assertMistake(
        "ONNX files of opset 17 have no convolution in bf16: use fp32 or fp16",
        "export",
        "MobileNet_0.25",
        "--format=onnx",
        "--precision=bf16",
        "--out=" + file);
  }

  @Test
  void refusesFilesInTf32() {
    assertMistake(
        "tf32 is how a GPU multiplies fp32, no file holds it: use fp32, fp16, bf16",
        "export",
        "MobileNet_0.25",
        "--format=torchscript",
        "--precision=tf32",
        "--out=" + folder.resolve("model.pt"));
  }

  @Test
  void refusesCudnnsAutotuneWhereItCannotBe() {
    assertMistake(
        "--cudnn-autotune on has no effect on cpu: add a GPU to --device, or leave it out",
        "run",
        "--device=cpu",
        "--cudnn-autotune=on");
    assertMistake(
        "--cudnn-autotune fast: use on, off", "run", "--device=gpu:0", "--cudnn-autotune=fast");
  }

  @Test
  void refusesAnUnknownDevice() {
    assertMistake("--device cuda: use cpu, gpu:0", "run", "--device", "cuda");
  }

  @Test
  void refusesAnUnknownProtocol() {
    assertMistake(
        "unknown protocol 'squash'", "run", "--protocol", "squash", "--dataset", folder.toString());
  }

  @Test
  void refusesAccuracyWithoutImages() {
    assertMistake("accuracy needs images: pass --dataset DIR", "run", "--measure", "accuracy");
  }

  @Test
  void refusesImagesThatNothingIsMeasuredOn() {
    assertMistake(
        "--dataset val has no effect on cost, latency: add accuracy to --measure, or leave --dataset out",
        "run",
        "--measure=latency,cost",
        "--dataset=val",
        "--images=1-5");
  }

  /** Else the advice to pass --dataset contradicts what the run was started with. */
  @Test
  void saysThatOptionsOfResumeReplaceTheOldOnes() {
    assertMistake(
        "--images 11-24 has no effect without images: pass --dataset DIR (options given with --resume replace all those of the run: pass all or none)",
        "run",
        "--resume",
        "--images=11-24",
        "--out",
        folder.toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --scenario servr | unknown scenario 'servr' (nearest: server): choose from single-stream, offline, multi-stream, server
          --scenario server | server needs --rate QPS, or --latency-bound TIME
          --scenario server --rate 5 --latency-bound 50ms | --rate 5 and --latency-bound 50ms: use one of them
          --scenario server --rate 0 | --rate 0: use a number of queries per second above 0
          --scenario server --rate -3 | --rate -3: use a number of queries per second above 0
          --scenario server --rate NaN | --rate NaN: use a number of queries per second above 0
          --scenario server --rate 0.05 --duration 10s | 10 s are too short for one query at --rate 0.05: raise --duration
          --scenario server --rate 1e7 --duration 10s | use at most 10 million queries
          --scenario server --latency-bound 50 | --latency-bound 50: use a time above 0 with the unit ms, s or m, at most a day (1440m), e.g. 50ms
          --scenario server --latency-bound 50us | --latency-bound 50us: use a time above 0 with the unit ms, s or m
          --scenario server --latency-bound 0ms | --latency-bound 0ms: use a time above 0 with the unit ms, s or m
          --scenario server --latency-bound 10s --duration 5s | --latency-bound 10s is not shorter than the 5 s in which queries arrive
          --scenario offline --duration 999999999m | --duration 999999999m: use at most a day, 1440m
          --scenario offline --duration 999999999h | --duration 999999999h: use a time above 0 with the unit ms, s or m, at most a day (1440m)
          --scenario offline --rate 5 | --rate 5 has no effect on offline: pass --scenario server
          --scenario offline --duration 10 | --duration 10: use a time above 0 with the unit ms, s or m
          --scenario offline --rate 5 | --rate 5 has no effect on offline: pass --scenario server
          --scenario offline --latency-bound 5ms | --latency-bound 5ms has no effect on offline: pass --scenario server
          --duration 10s | --duration 10s has no effect on single-stream: pass --scenario offline or multi-stream or server
          --streams 2 | --streams 2 has no effect on single-stream: pass --scenario offline or server
          --scenario multi-stream --streams 2 | --streams 2 has no effect on multi-stream: pass --scenario offline or server
          --scenario offline --streams 0 | --streams 0: use 1 or more
          --scenario offline --streams 4 --threads 8,2 | --streams 4 of 2 threads: each needs one; use fewer streams or raise --threads
          --scenario offline --measure cost | --scenario offline has no effect on cost: add latency to --measure
          --measure scenario | scenario needs to know which: pass --scenario offline, multi-stream or server
          """)
  void refusesScenariosThatCannotBe(String options, String message) {
    assertMistake(message, ("run " + options).split(" "));
  }

  @Test
  void refusesARunWithoutName() {
    assertMistake("'' names no run: pass a run's id or folder", "report", "");
  }

  @Test
  void refusesAMissingDataset() {
    assertMistake("nowhere", "run", "--dataset", folder.resolve("nowhere").toString());
  }

  @Test
  void refusesMissingWeights() {
    String missing = folder.resolve("nowhere.h5").toString();
    assertMistake("nowhere.h5", "run", "--arch", "VGG16", "--weights", missing);
  }

  @Test
  void refusesAFolderWithoutTheArchitecturesWeights() {
    assertMistake(
        "mobilenet_1_0_224_tf.h5", "run", "--arch", "MobileNet", "--weights", folder.toString());
  }

  @Test
  void refusesToOverwriteAFolderInUse() throws Exception {
    Files.writeString(folder.resolve("thesis.txt"), "precious");
    assertMistake("is not empty", "run", "--out", folder.toString());
    assertEquals("precious", Files.readString(folder.resolve("thesis.txt")));
  }

  @Test
  void refusesToResumeWhatIsNoRun() {
    assertMistake("holds no run", "run", "--resume", "--out", folder.toString());
  }

  @Test
  void refusesAnImageThatIsNone() throws Exception {
    Path text = Files.writeString(folder.resolve("cat.jpg"), "not a cat");
    assertMistake(
        "cat.jpg", "predict", text.toString(), "--arch", "MobileNet", "--weights", "seeded");
  }

  @Test
  void refusesAnImageWithoutAnEnd() {
    Path endless = Path.of("/dev/zero");
    assumeTrue(Files.exists(endless));
    assertMistake(
        "/dev/zero: it is a device or a pipe, not an image: name a file",
        "predict",
        endless.toString(),
        "--arch=MobileNet",
        "--weights=seeded");
  }

  @Test
  void namesEveryUnknownArchitectureBeforeItFetchesAny() {
    assertMistake("called \"VGG61\"", "weights", "fetch", "VGG61", "MobileNt", "VGG16");
    assertMistake("called \"MobileNt\"", "weights", "fetch", "VGG61", "MobileNt", "VGG16");
  }

  @Test
  void refusesASizeThatKerasHasNotTrainedFor() {
    assertMistake(
        "choose from 128, 160, 192, 224", "weights", "fetch", "MobileNet", "--size", "96");
  }

  @Test
  void refusesToFetchFromAnythingButTheWeb() {
    assertMistake(
        "option '--from': ftp://mirror: use an address that begins with http:// or https://",
        "weights",
        "fetch",
        "MobileNet",
        "--from",
        "ftp://mirror");
  }

  @Test
  void refusesToFetchFromWhatIsNoAddress() {
    assertMistake(
        "option '--from': 'http://a mirror' is not an address (Illegal character in authority)",
        "weights",
        "fetch",
        "MobileNet",
        "--from=http://a mirror");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "weights fetch VGG16 --from ftp://zoe:hunter2@mirror/",
        "weights fetch VGG16 --from http://zoe:hunter2@mirror:65536/",
        "weights fetch VGG16 --from http://zoe:hunter2/@mirror",
        "weights fetch VGG16 --from",
        "weights fetch VGG16 --form http://zoe:hunter2@mirror/",
        "weights fetch VGG16 http://zoe:hunter2@mirror/",
        "weights fetch http://zoe:hunter2@mirror/?x=@",
        "weights http://zoe:hunter2@mirror/",
        "report http://zoe:hunter2@mirror/"
      })
  void showsNoPasswordThatStandsWhereItShouldNot(String line) {
    String said = mistake(line.split(" "));
    assertFalse(said.contains("zoe") || said.contains("hunter2"), said);
  }

  @Test
  void refusesToFetchFromAPortThatIsNone() {
    assertMistake(
        "option '--from': http://mirror:65536: use a port up to 65535",
        "weights",
        "fetch",
        "MobileNet",
        "--from=http://mirror:65536");
  }

  @Test
  void asksForAWeightsCommand() {
    assertMistake("no command given: try 'convbench weights list'", "weights");
  }

  @Test
  void refusesToVerifyAFolder() {
    assertMistake(
        "is not a file: pass one weight file",
        "weights",
        "verify",
        folder.toString(),
        "--arch",
        "VGG16");
  }

  @Test
  void refusesToVerifyWhatIsNoWeightFile() throws Exception {
    Path text = Files.writeString(folder.resolve("vgg.h5"), "not weights");
    assertMistake("vgg.h5", "weights", "verify", text.toString(), "--arch", "VGG16");
  }

  @Test
  void refusesPredictionsThatAreNone() throws Exception {
    Path truth = Files.writeString(folder.resolve("truth.csv"), "file,class_index\na.jpg,1\n");
    assertMistake(
        "starts with 'file,class_index' where the header file,top1",
        "score",
        truth.toString(),
        "--truth",
        truth.toString());
  }

  @Test
  void refusesAMissingTruth() throws Exception {
    String missing = folder.resolve("nowhere.csv").toString();
    assertMistake("nowhere.csv: check --truth", "score", missing, "--truth", missing);
  }

  @Test
  void refusesRealLabelsOfOtherImages() throws Exception {
    Path images = Files.createDirectories(folder.resolve("v2/0"));
    Files.writeString(images.resolve("a.jpeg"), "not looked at");
    Path real = Files.writeString(folder.resolve("real.json"), "[[0]]");
    assertMistake(
        "0/a.jpeg is not named like ILSVRC2012_val_00000001.JPEG: ReaL labels go by that number.",
        "run",
        "--dataset",
        images.getParent().toString(),
        "--real",
        real.toString());
  }

  @Test
  void refusesRealLabelsWithoutImages() {
    assertMistake(
        "--real real.json has no effect without images: pass --dataset DIR",
        "run",
        "--real=real.json");
  }

  @Test
  void refusesLabelsWithoutImages() {
    assertMistake(
        "--labels val.csv has no effect without images: pass --dataset DIR",
        "run",
        "--labels=val.csv");
  }

  @Test
  void refusesAProtocolWithoutImages() {
    assertMistake("--protocol bilinear has no effect without images", "run", "--protocol=bilinear");
  }

  @Test
  void refusesALimitOfNone() {
    assertMistake("--limit 0: use 1 or more", "run", "--limit=0", "--dataset=" + folder);
    assertMistake("--limit 0: use 1 or more", "dataset", "prepare", "--limit=0", folder.toString());
  }

  @Test
  void refusesALimitWithoutImages() {
    assertMistake("--limit 5 has no effect without images", "run", "--limit=5");
  }

  @Test
  void refusesANegativeLimit() {
    assertMistake("--limit -1: use 1 or more", "run", "--limit=-1", "--dataset=" + folder);
  }

  @Test
  void refusesToMergePartsThatShareAnImage() throws Exception {
    Path truth = Files.writeString(folder.resolve("t.csv"), "file,class_index\na.JPEG,1\n");
    Path one = Files.writeString(folder.resolve("one.csv"), "file,top1\na.JPEG,1\n");
    assertMistake(
        "one.csv both name a.JPEG: merge parts of different images",
        "score",
        one.toString(),
        one.toString(),
        "--merge",
        "--truth=" + truth);
  }

  @Test
  void refusesARangeThatIsNone() {
    String dataset = "--dataset=" + folder;
    String form = ": use FROM-TO, counted from 1, as in 1-25000";
    assertMistake("--images 7" + form, "run", "--images=7", dataset);
    assertMistake("--images -7" + form, "run", "--images=-7", dataset);
    assertMistake("--images 3-" + form, "run", "--images=3-", dataset);
    assertMistake("--images \u06f1-\u06f2" + form, "run", "--images=\u06f1-\u06f2", dataset);
    String order = ": use FROM-TO, counted from 1, FROM no more than TO";
    assertMistake("--images 0-5" + order, "run", "--images=0-5", dataset);
    assertMistake("--images 9-5" + order, "dataset", "prepare", "--images=9-5", folder.toString());
  }

  @Test
  void refusesARangeBehindTheLastImage() throws Exception {
    Path images = Files.createDirectories(folder.resolve("val/0"));
    Files.writeString(images.resolve("1.JPEG"), "not looked at");
    String expected = "images 1-2: the last image of val is 1: end there or before";
    String dataset = images.getParent().toString();
    assertMistake(expected, "run", "--images=1-2", "--dataset=" + dataset);
    assertMistake(expected, "dataset", "prepare", "--images=1-2", dataset);
  }

  @Test
  void refusesARangeBesideALimitOrWithoutImages() {
    assertMistake(
        "--limit 5 and --images 1-9: use one of them",
        "run",
        "--limit=5",
        "--images=1-9",
        "--dataset=" + folder);
    assertMistake("--images 1-9 has no effect without images", "run", "--images=1-9");
  }

  @Test
  void refusesAMissingRealFile() throws Exception {
    Path images = Files.createDirectories(folder.resolve("v2/0"));
    Files.writeString(images.resolve("ILSVRC2012_val_00000001.JPEG"), "not looked at");
    assertMistake(
        "nowhere.json: check --real",
        "run",
        "--dataset",
        images.getParent().toString(),
        "--real",
        folder.resolve("nowhere.json").toString());
  }

  @Test
  void refusesACompressedTar() throws Exception {
    Path tar = folder.resolve("imagenette2.tgz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(tar))) {
      out.write(new byte[1024]);
    }
    assertMistake(
        "is compressed (gz), and cannot be read in place: uncompress or unpack it.",
        "run",
        "--dataset",
        tar.toString());
  }

  @Test
  void refusesToPrepareForNoSide() {
    assertMistake(
        "--side 0: use 1 or more pixels", "dataset", "prepare", folder.toString(), "--side", "0");
  }

  @Test
  void refusesToPrepareImagesBeyondAnArray() throws Exception {
    Path image = Files.createDirectory(folder.resolve("0")).resolve("a.jpeg");
    Files.writeString(image, "not looked at");
    assertMistake(
        "1 crops of side 100000 are more than 2 GiB an image: use a smaller side",
        "dataset",
        "prepare",
        folder.toString(),
        "--side=100000");
  }

  @Test
  void refusesToExportForASideBeyondAllProtocols() {
    assertExportMistake("--side 0: use 1 to 4096 pixels", "MobileNet_0.25", "onnx", 0);
    assertExportMistake("--side 4097: use 1 to 4096 pixels", "MobileNet_0.25", "onnx", 4097);
  }

  /** The side of 512 leaves 16 x 16 x 512 values to the first dense layer's 4096 units: 2 GiB. */
  @Test
  void refusesAnOnnxFileBeyondTwoGibibytes() {
    assertExportMistake(
        "bytes, beyond the 2 GiB of an ONNX file: use a smaller input side", "VGG16", "onnx", 512);
  }

  @Test
  void refusesATensorBeyondAnArray() {
    assertExportMistake(
        "fc1/kernel of 524288x4096 has more than 2^31 - 1 values: use a smaller input side",
        "VGG16",
        "savedmodel",
        1024);
  }

  private void assertExportMistake(String expected, String architecture, String format, int side) {
    Path file = folder.resolve("model");
    assertMistake(
        expected, "export", architecture, "--format=" + format, "--side=" + side, "--out=" + file);
    String[] left = folder.toFile().list((in, name) -> name.startsWith("model"));
    assertArrayEquals(new String[0], left);
  }

  @Test
  void saysWhyAFileCannotBeWritten() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "in the way");
    assertMistake(
        "cannot read or write " + file,
        "export",
        "MobileNet_0.25",
        "--format=onnx",
        "--out=" + file.resolve("x.onnx"));
  }

  @Test
  void refusesToPrepareWithoutThreads() {
    assertMistake(
        "--threads 0: use 1 to 1024", "dataset", "prepare", folder.toString(), "--threads", "0");
  }

  @Test
  void refusesToPrepareOnMoreThreadsThanAProcessCanStart() {
    assertMistake(
        "--threads 99999: use 1 to 1024",
        "dataset",
        "prepare",
        folder.toString(),
        "--threads=99999");
  }

  @Test
  void refusesToPrepareByAnUnknownProtocol() {
    assertMistake(
        "unknown protocol 'squash'",
        "dataset",
        "prepare",
        folder.toString(),
        "--protocol",
        "squash");
  }

  @Test
  void refusesASideBesideAnArchitecture() {
    assertMistake(
        "are mutually exclusive",
        "dataset",
        "prepare",
        folder.toString(),
        "--side=224",
        "--arch=VGG16");
  }

  @Test
  void refusesToDeleteAPreparedSetThatIsNotThere() {
    assertMistake(
        "holds no prepared set '../val': list them with 'dataset prepared'",
        "dataset",
        "prepared",
        "--delete=../val",
        "--out=" + folder);
  }

  @Test
  void refusesToDeleteSetsOfTheFuture() {
    assertMistake(
        "--delete-older-than -1: use 0 or more days",
        "dataset",
        "prepared",
        "--delete-older-than=-1");
  }

  @Test
  void suggestsACommand() {
    assertMistake("Unmatched argument at index 0: 'rum'", "rum");
  }

  private static String mistake(String... arguments) {
    StringWriter err = new StringWriter();
    CommandLine command = Convbench.commandLine().setErr(new PrintWriter(err));
    assertEquals(2, command.execute(arguments), err.toString());
    return err.toString();
  }

  private static void assertMistake(String expected, String... arguments) {
    StringWriter err = new StringWriter();
    CommandLine command = Convbench.commandLine().setErr(new PrintWriter(err));

    int exitCode = command.execute(arguments);

    String first = err.toString().lines().findFirst().orElse("");
    assertTrue(first.contains(expected), () -> "expected '" + expected + "' in: " + err);
    assertTrue(first.startsWith("convbench: "), first);
    assertEquals(2, exitCode, err.toString());
  }
}
