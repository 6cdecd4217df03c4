package io.convbench.suites.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.convbench.foundation.input.InvalidInputException;
import io.convbench.suites.architecture.Architecture;
import io.convbench.suites.architecture.Architectures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuitesTest {

  private static final String RIGHT =
      """
      title: Two small ones
      architectures: [MobileNet, mobilenetv2]
      engines: [pytorch, onnxruntime]
      devices: cpu
      batches: [1, 8]
      precisions: [fp32]
      threads: 2
      measurements: [cost, latency]
      weights: seeded
      latency:
        warmup-seconds: 0.5
        measure-seconds: 2
      """;

  @TempDir Path folder;

  private Suite read(String text) throws IOException {
    return Suites.find(Files.writeString(folder.resolve("mine.yaml"), text).toString());
  }

  /** The message on this definition, without the file's path. */
  private String refusal(String text) {
    String message = assertThrows(IOException.class, () -> read(text)).getMessage();
    String path = folder.resolve("mine.yaml").toString();
    assertTrue(message.startsWith(path), message);
    assertEquals(1, message.lines().count(), message);
    return message.substring(path.length());
  }

  private String refusal(String right, String wrong) {
    assertTrue(RIGHT.contains(right));
    return refusal(RIGHT.replace(right, wrong));
  }

  /** As a damaged invocation.json has it. */
  @Test
  void refusesANameThatNoFileCanHave() {
    InvalidInputException e =
        assertThrows(InvalidInputException.class, () -> Suites.find("x\0.yaml"));
    assertTrue(
        e.getMessage().contains("names no file (Nul character not allowed)"), e.getMessage());
  }

  private static List<String> names(Suite suite) {
    return suite.architectures().stream().map(Architecture::name).toList();
  }

  @Test
  void theDefaultSuiteMeasuresTheFirstRowsOfTheKerasTable() throws IOException {
    Suite suite = Suites.find(Suites.DEFAULT);
    assertEquals("keras", suite.name());
    assertEquals(Architectures.kerasTable().subList(0, 18), suite.architectures());
    assertEquals(suite.architectures(), Suites.find("engines").architectures());
    assertEquals(List.of("pytorch"), suite.engines());
    assertEquals(List.of("cpu"), suite.devices());
    assertEquals(List.of(1), suite.batches());
    assertEquals(List.of("fp32"), suite.precisions());
    assertEquals(List.of(), suite.threads());
    assertEquals(List.of("cost", "conformance", "latency", "memory"), suite.measurements());
    assertEquals("seeded", suite.weights());
  }

  /** The winners of ILSVRC from 2012 on that are built here, and what came of them. */
  @Test
  void depthMeasuresWhatTheRevolutionIsMadeOf() throws IOException {
    assertEquals(
        List.of(
            "AlexNet",
            "VGG16",
            "VGG19",
            "InceptionV3",
            "InceptionV4",
            "InceptionResNetV2",
            "ResNet18",
            "ResNet34",
            "ResNet50",
            "ResNet101",
            "ResNet152"),
        names(Suites.find("depth")));
  }

  @Test
  void oneSuiteMeasuresEveryArchitecture() throws IOException {
    assertEquals(Architectures.all(), Suites.find("all").architectures());
  }

  @Test
  void anotherSuiteMeasuresTheWholeKerasTable() throws IOException {
    assertEquals(38, Suites.find("keras-all").architectures().size());
    assertEquals(Architectures.kerasTable(), Suites.find("keras-all").architectures());
  }

  @Test
  void everyDefinitionIsKnownByItsName() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("definitions"))) {
      List<String> expected =
          files.map(f -> f.getFileName().toString().replace(".yaml", "")).sorted().toList();
      assertEquals(expected, Suites.names().stream().sorted().toList());
    }
    for (String name : Suites.names()) {
      assertEquals(name, Suites.find(name).name());
    }
  }

  @Test
  void readsAFile() throws IOException {
    Suite suite = read(RIGHT);
    assertEquals("mine", suite.name());
    assertEquals("Two small ones", suite.title());
    assertEquals(List.of("MobileNet", "MobileNetV2"), names(suite));
    assertEquals(List.of("pytorch", "onnxruntime"), suite.engines());
    assertEquals(List.of("cpu"), suite.devices());
    assertEquals(List.of(1, 8), suite.batches());
    assertEquals(List.of(2), suite.threads());
    assertEquals(List.of("cost", "latency"), suite.measurements());
    assertEquals(0.5, suite.warmupSeconds());
    assertEquals(2, suite.measureSeconds());
  }

  @Test
  void takesAllArchitectures() throws IOException {
    List<String> all = names(read(RIGHT.replace("[MobileNet, mobilenetv2]", "all")));
    assertTrue(all.contains("NASNetLarge") && all.contains("MobileNetV2_0.35"), all.toString());
  }

  @Test
  void takesAnArchitectureOnce() throws IOException {
    List<String> names =
        names(
            read(
                RIGHT.replace("[MobileNet, mobilenetv2]", "[MobileNet_0.25, keras-table, VGG16]")));
    assertEquals(39, names.size());
    assertEquals("MobileNet_0.25", names.get(0));
  }

  @Test
  void listsTheSuitesWhereOneIsUnknown() {
    assertEquals(
        "no suite is called \"kears\" (nearest: keras): use %s, or pass a YAML file"
            .formatted(String.join(", ", Suites.names())),
        assertThrows(IllegalArgumentException.class, () -> Suites.find("kears")).getMessage());
  }

  @Test
  void refusesAMissingFile() {
    Path missing = folder.resolve("none.yml");
    assertEquals(
        "%s is not a file: pass a suite's YAML file or a suite's name (%s)"
            .formatted(missing, String.join(", ", Suites.names())),
        assertThrows(IOException.class, () -> Suites.find(missing.toString())).getMessage());
  }

  @Test
  void refusesAnUnknownKey() {
    assertEquals(
        ": engine is not a key of a suite (nearest: engines): use title, architectures, engines,"
            + " devices, batches,"
            + " precisions, threads, measurements, weights, latency",
        refusal("engines:", "engine:"));
  }

  @Test
  void refusesAnUnknownKeyOfLatency() {
    assertEquals(
        ": latency warmup is not a key of a suite (nearest: warmup-seconds): use warmup-seconds,"
            + " measure-seconds, rounds, within-seconds",
        refusal("warmup-seconds", "warmup"));
  }

  @Test
  void refusesAMissingKey() {
    assertEquals(
        ": batches is missing: give whole numbers of 1 or more", refusal("batches: [1, 8]\n", ""));
  }

  @Test
  void refusesAKeyWithoutValue() {
    assertEquals(": weights is missing: give a text", refusal("weights: seeded", "weights:"));
  }

  @Test
  void refusesAKeyGivenTwice() {
    assertEquals(
        " is not valid YAML at line 2, column 6: Duplicate field 'title'",
        refusal("title: Two small ones", "title: Two\ntitle: Three"));
  }

  @Test
  void refusesAnEmptyList() {
    assertEquals(
        ": engines has []: give one or more names", refusal("[pytorch, onnxruntime]", "[]"));
  }

  @Test
  void refusesAWordForANumber() {
    assertEquals(
        ": batches has \"eight\": give whole numbers of 1 or more",
        refusal("[1, 8]", "[1, eight]"));
  }

  @Test
  void refusesABatchOfZero() {
    assertEquals(": batches has 0: give whole numbers of 1 or more", refusal("[1, 8]", "0"));
  }

  @Test
  void refusesHalfAThread() {
    assertEquals(
        ": threads has 1.5: give whole numbers of 1 or more",
        refusal("threads: 2", "threads: 1.5"));
  }

  @Test
  void refusesANumberForAName() {
    assertEquals(": precisions has 32: give one or more names", refusal("[fp32]", "[32]"));
  }

  @Test
  void refusesAListForAText() {
    assertEquals(
        ": weights has [\"seeded\"]: give a text", refusal("weights: seeded", "weights: [seeded]"));
  }

  @Test
  void refusesNoTimeAtAll() {
    assertEquals(
        ": latency measure-seconds has 0: give a number above 0, up to 86400",
        refusal("measure-seconds: 2", "measure-seconds: 0"));
  }

  @Test
  void refusesEndlessTime() {
    assertEquals(
        " is not valid YAML at line 12, column 24: Malformed numeric value '.inf'",
        refusal("measure-seconds: 2", "measure-seconds: .inf"));
  }

  @Test
  void refusesMoreTimeThanADay() {
    assertEquals(
        ": latency measure-seconds has 1.0E300: give a number above 0, up to 86400",
        refusal("measure-seconds: 2", "measure-seconds: 1e300"));
    assertEquals(
        ": latency measure-seconds has \"Infinity\": give a number above 0, up to 86400",
        refusal("measure-seconds: 2", "measure-seconds: 1e999999999"));
  }

  @Test
  void refusesAnAliasWhoseNameWouldBeReadAsTheValue() {
    assertEquals(
        " has the alias *t at line 9: write the value itself",
        refusal(
            RIGHT
                .replace("title: Two", "title: &t Two")
                .replace("weights: seeded", "weights: *t")));
  }

  @Test
  void refusesAliasesThatUnfoldToBillions() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x]\n");
    for (int i = 1; i < 60; i++) {
      bomb.append("a%s: &a%s [*a%s, *a%s]\n".formatted(i, i, i - 1, i - 1));
    }
    assertEquals(" has the alias *a0 at line 2: write the value itself", refusal(bomb.toString()));
    assertEquals(
        " has the alias *e at line 3: write the value itself",
        refusal("[pytorch, onnxruntime]", "&e [*e]"));
  }

  @Test
  void refusesDeepNesting() {
    for (int depth : new int[] {990, 5_000, 30_000}) {
      String nested = "[".repeat(depth) + "]".repeat(depth);
      String message = refusal("[1, 8]", nested);
      assertTrue(message.length() < 300, message);
    }
    String blocks =
        IntStream.range(0, 300).mapToObj(i -> " ".repeat(i) + "a:\n").collect(Collectors.joining());
    assertTrue(refusal(blocks).startsWith(": a is not a key of a suite: use"), refusal(blocks));
  }

  @Test
  void refusesAHugeNumberAndShowsItsStart() {
    String message = refusal("[1, 8]", "9".repeat(60_000));
    assertEquals(
        ": batches has \"%s... (60002 characters): give whole numbers of 1 or more"
            .formatted("9".repeat(99)),
        message);
    assertEquals(
        ": batches has 2147483648: give whole numbers of 1 or more",
        refusal("[1, 8]", "2147483648"));
  }

  @Test
  void refusesAFileThatIsTooLarge() {
    assertEquals(
        " is larger than 64 KiB: pass a suite's YAML file",
        refusal("title: Two small ones", "title: " + "x".repeat(70_000)));
  }

  @Test
  void refusesAnUnknownArchitecture() {
    assertEquals(
        ": architectures: no architecture is called \"MobilNet\" (nearest: MobileNet); \"convbench"
            + " list\" shows all; keras-table stands for the table's, all for all",
        refusal("[MobileNet, mobilenetv2]", "MobilNet"));
  }

  /** A paragraph between quotes keeps its line end. */
  @Test
  void refusesNamesOfTwoLinesInOne() {
    String architecture = refusal("[MobileNet, mobilenetv2]", "\"VGG\\n16\"");
    assertTrue(architecture.contains("no architecture is called \"VGG\\n16\""), architecture);
    String key = refusal("title: Two small ones", "\"ti\\ntle\": Two small ones");
    assertTrue(key.startsWith(": ti\\ntle is not a key of a suite"), key);
  }

  @Test
  void refusesInvalidYaml() {
    String message = refusal("title: Two small ones", "title: [Two");
    assertTrue(message.startsWith(" is not valid YAML at line "), message);
  }

  @Test
  void refusesASecondDocument() {
    String message = refusal(RIGHT + "---\n" + RIGHT);
    assertTrue(message.startsWith(" is not valid YAML at line "), message);
  }

  @Test
  void refusesAnEmptyFile() {
    assertEquals(
        " has no keys with values: use title, architectures, engines, devices, batches, precisions,"
            + " threads, measurements, weights, latency",
        refusal("# nothing\n"));
  }

  @Test
  void refusesLatencyWithoutKeys() {
    assertEquals(
        ": latency has no keys with values: use warmup-seconds, measure-seconds, rounds, within-seconds",
        refusal("latency:\n  warmup-seconds: 0.5\n  measure-seconds: 2", "latency: 3"));
  }

  @Test
  void refusesAFileThatIsNoText() throws IOException {
    Path file = Files.write(folder.resolve("picture.yaml"), new byte[] {(byte) 0xff, (byte) 0xd8});
    assertEquals(
        file + " is not UTF-8 text: pass a suite's YAML file",
        assertThrows(IOException.class, () -> Suites.find(file.toString())).getMessage());
  }
}
