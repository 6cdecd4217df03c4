package io.convbench.suites.weights;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.convbench.foundation.hash.FileHash;
import io.convbench.foundation.hash.HashAlgorithm;
import io.convbench.suites.SharedData;
import io.convbench.suites.architecture.Architecture;
import io.convbench.suites.architecture.Architectures;
import io.convbench.suites.catalogue.RecordedHash;
import io.convbench.suites.catalogue.WeightCatalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class WeightsSourceTest {

  private static final Architecture VGG16 = Architectures.named("VGG16");
  private static final String VGG16_FILE = "vgg16_weights_tf_dim_ordering_tf_kernels.h5";

  @TempDir Path folder;

  private static WeightsSource parse(String text) {
    return WeightsSource.parse(text, Path.of("no-cache"));
  }

  private static String refusal(WeightsSource source) {
    return assertThrows(IOException.class, () -> source.resolve(VGG16)).getMessage();
  }

  @Test
  void seededNeedsNoFile() throws IOException {
    WeightsSource source = parse("seeded");
    assertEquals(Optional.empty(), source.resolve(VGG16));
    assertEquals("seeded", source.open(VGG16, VGG16.graph()).origin().label());
    assertEquals("seeded", source.describe());
    assertFalse(source.trained());
  }

  @Test
  void findsKerasFileNamesInAFolder() throws IOException {
    Path file = Files.createFile(folder.resolve(VGG16_FILE));
    WeightsSource source = parse(folder.toString());
    assertEquals(Optional.of(file), source.resolve(VGG16));
    assertTrue(source.trained());
  }

  @Test
  void prefersKerasOwnNameToAPredecessors() throws IOException {
    Architecture mobileNet = Architectures.named("MobileNet_0.25");
    Path older = Files.createFile(folder.resolve("mobilenet_v1_0.25_224.h5"));
    WeightsSource source = parse(folder.toString());
    assertEquals(Optional.of(older), source.resolve(mobileNet));
    Path preferred = Files.createFile(folder.resolve("mobilenet_2_5_224_tf.h5"));
    assertEquals(Optional.of(preferred), source.resolve(mobileNet));
  }

  @Test
  void doesNotSearchFoldersInFolders() throws IOException {
    Files.createFile(Files.createDirectory(folder.resolve("inner")).resolve(VGG16_FILE));
    assertEquals(
        "%s holds no weights of VGG16: put %s there, or pass the file by --weights"
            .formatted(folder, VGG16_FILE),
        refusal(parse(folder.toString())));
  }

  @Test
  void namesEveryFileNameItLookedFor() {
    Architecture mobileNet = Architectures.named("MobileNet_0.25");
    WeightsSource source = parse(folder.toString());
    assertEquals(
        folder
            + " holds no weights of MobileNet_0.25: put mobilenet_2_5_224_tf.h5 or"
            + " mobilenet_v1_0.25_224.h5 there, or pass the file by --weights",
        assertThrows(IOException.class, () -> source.resolve(mobileNet)).getMessage());
  }

  @Test
  void kerasMeansTheCache() throws IOException {
    WeightsSource source = WeightsSource.parse("keras", folder.resolve("absent"));
    assertEquals(
        "%s holds no weights of VGG16: get them by \"convbench weights fetch VGG16\", or pass the file by --weights"
            .formatted(folder.resolve("absent")),
        refusal(source));
    Path file = Files.createFile(folder.resolve(VGG16_FILE));
    assertEquals(Optional.of(file), WeightsSource.parse("keras", folder).resolve(VGG16));
  }

  /** PyTorch's alexnet is AlexNetOWT. */
  @ParameterizedTest
  @CsvSource({
    "AlexNet, 'use AlexNetOWT, which is PyTorch''s alexnet'",
    "AlexNetOWT, convert PyTorch's to alexnetowt.safetensors by save_file",
  })
  void advisesNoFetchOfWhatIsNotPublished(String name, String advice) {
    Architecture architecture = Architectures.named(name);
    WeightsSource source = WeightsSource.parse("keras", folder);
    assertEquals(
        "%s holds no weights of %s: none are published in a format that convbench reads; %s, or pass the file by --weights"
            .formatted(folder, name, advice),
        assertThrows(IOException.class, () -> source.resolve(architecture)).getMessage());
  }

  static Stream<Architecture> architectures() {
    return Architectures.all().stream();
  }

  @ParameterizedTest
  @MethodSource("architectures")
  void advisesAFetchOnlyWhereThereIsAFile(Architecture architecture) {
    WeightsSource source = WeightsSource.parse("keras", folder);
    String message =
        assertThrows(IOException.class, () -> source.resolve(architecture)).getMessage();
    boolean published =
        WeightCatalogue.all().stream()
            .anyMatch(file -> file.architecture().name().equals(architecture.name()));
    assertEquals(published, message.contains("weights fetch"), message);
  }

  @Test
  void saysWhichFormatAnArchitectureTakes() throws IOException {
    Architecture resNet18 = Architectures.named("ResNet18");
    Path file = folder.resolve("weights");
    WeightsSource source = parse(file.toString());
    Files.write(file, TinyTorch.file("f32"));
    assertEquals(
        file
            + " is a safetensors file; VGG16 takes Keras's HDF5: pass a .h5 or .keras file by Keras",
        assertThrows(IOException.class, () -> source.hasOtherClassifier(VGG16)).getMessage());
    new TinyModel().writeLegacy(file);
    assertEquals(
        file + " is an HDF5 file; ResNet18 takes safetensors with PyTorch's names of tensors",
        assertThrows(IOException.class, () -> source.hasOtherClassifier(resNet18)).getMessage());
  }

  @Test
  void refusesAFileInTheCacheThatHasChangedSinceItWasFetched() throws IOException {
    Architecture mobileNet = Architectures.named("MobileNet_0.25");
    Path real = SharedData.require("weights/mobilenet_v1_0.25_224.h5");
    Path file = Files.copy(real, folder.resolve("mobilenet_2_5_224_tf.h5"));
    WeightsSource source = WeightsSource.parse("keras", folder);
    RecordedHash.write(file, FileHash.of(HashAlgorithm.SHA256, file), Files.size(file));
    source.open(mobileNet, mobileNet.graph()).close();
    RecordedHash.write(file, FileHash.parse("0".repeat(64)), Files.size(file));
    String message =
        assertThrows(IOException.class, () -> source.open(mobileNet, mobileNet.graph()))
            .getMessage();
    assertTrue(message.startsWith(file + " has changed since it was fetched"), message);
  }

  @Test
  void refusesAMissingPath() {
    Path missing = folder.resolve("vgg.h5");
    assertEquals(
        "weights %s: there is no such file or folder (pass seeded, keras, a file or a folder)"
            .formatted(missing),
        refusal(parse(missing.toString())));
  }

  /** Before a byte is read: a pipe that nobody writes to would wait, a device never end. */
  @Test
  void refusesPipesAndDevices() throws Exception {
    Path pipe = folder.resolve("pipe.h5");
    Assumptions.assumeTrue(
        Files.exists(Path.of("/dev/zero"))
            && new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0);
    for (String text : List.of(pipe.toString(), "/dev/zero")) {
      assertEquals(
          "weights %s are a pipe or a device: pass a file or a folder".formatted(text),
          refusal(parse(text)));
    }
  }

  @Test
  void refusesABlankWord() {
    assertEquals(
        "no weights named: pass seeded, keras, a weight file or a folder of them",
        assertThrows(IllegalArgumentException.class, () -> parse(" ")).getMessage());
  }

  @Test
  void refusesTextThatCannotBeAPath() {
    assertEquals(
        "weights \"a\0b\" are neither seeded, keras, a file nor a folder: Nul character not allowed",
        assertThrows(IllegalArgumentException.class, () -> parse("a\0b")).getMessage());
  }

  @Test
  void opensRealFilesByFolder() throws IOException {
    WeightsSource source = parse(SharedData.require("weights").toString());
    Architecture mobileNetV2 = Architectures.named("MobileNetV2");
    try (Weights weights = source.open(mobileNetV2, mobileNetV2.graph())) {
      assertEquals(
          "mobilenet_v2_weights_tf_dim_ordering_tf_kernels_1.0_224.h5", weights.origin().label());
    }
  }
}
