package io.convbench.suites.catalogue;

import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.convbench.foundation.hash.FileHash;
import io.convbench.suites.SharedData;
import io.convbench.suites.architecture.Architecture;
import io.convbench.suites.architecture.Architectures;
import io.convbench.suites.architecture.Framework;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class WeightCatalogueTest {

  /** Columns of {@code keras/table.csv}, read from Keras's source code. */
  static Stream<Arguments> table() throws IOException {
    return Files.readString(SharedData.require("keras/table.csv"))
        .lines()
        .skip(1)
        .map(line -> line.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", -1))
        .map(c -> Arguments.of(ours(c[0]), c[12], c[14], c[15], c[16]));
  }

  private static String ours(String name) {
    return name.replaceFirst("\\((?:alpha=)?([^)]+)\\)", "_$1");
  }

  @ParameterizedTest
  @MethodSource("table")
  void hasTheAddressesAndHashesOfKerasSourceCode(
      String name, String address, String hash, String noTopAddress, String noTopHash) {
    requireFact(find(name, 0, true), address, hash);
    requireFact(find(name, 0, false), noTopAddress, noTopHash);
  }

  @Test
  void theTableHasEveryNetworkOfKerasButTheWidthsOfTheFirstTwo() throws IOException {
    Set<String> table = table().map(row -> (String) row.get()[0]).collect(toSet());
    assertEquals(
        Set.of(),
        Architectures.all().stream()
            .filter(architecture -> architecture.framework() == Framework.KERAS)
            .map(Architecture::name)
            .filter(name -> !table.contains(name) && !name.matches("MobileNet(V2)?_.*"))
            .collect(toSet()));
  }

  private static void requireFact(WeightFile file, String address, String hash) {
    assertEquals(address, file.addresses().get(0).toString());
    assertEquals(
        hash.matches("[0-9a-f]{32,64}") ? Optional.of(hash) : Optional.empty(),
        file.published().map(FileHash::hex));
  }

  static Stream<WeightFile> filesOfKnownSize() {
    return WeightCatalogue.all().stream().filter(file -> file.knownBytes().isPresent());
  }

  static Stream<WeightFile> filesOfTheFactsTable() {
    return filesOfKnownSize().filter(file -> !file.architecture().name().contains("_"));
  }

  /** Four bytes a parameter, counted by Keras; HDF5 takes the rest, by the tensor. */
  @ParameterizedTest
  @MethodSource("filesOfTheFactsTable")
  void hasSizesThatFitTheParameters(WeightFile file) throws IOException {
    // the facts' table: | model | 8 published figures | parameters | - | without top | - | tensors
    // |
    String[] cells =
        Files.readString(SharedData.require("keras/facts.md"))
            .lines()
            .filter(line -> line.startsWith("| %s | ".formatted(file.architecture())))
            .findFirst()
            .orElseThrow()
            .split("\\|");
    // MobileNet's classifier was only unlinked from its files without top
    boolean whole = file.top() || file.architecture().name().equals("MobileNet");
    long parameters = Long.parseLong(cells[whole ? 9 : 11].strip().replace(",", ""));
    requireFit(file, parameters, Long.parseLong(cells[13].strip()));
  }

  /** The facts' table has no narrow networks; Keras counts 410,208 parameters without top. */
  @Test
  void hasASizeOfANarrowNetworkThatFitsItsParameters() {
    requireFit(find("MobileNetV2_0.35", 0, false), 410_208, 260);
  }

  private static void requireFit(WeightFile file, long parameters, long tensors) {
    long bytesOfHdf5 = file.knownBytes().getAsLong() - Float.BYTES * parameters;
    assertTrue(
        600 * tensors < bytesOfHdf5 && bytesOfHdf5 < 3000 * tensors,
        () -> "%s bytes of HDF5 for %s tensors".formatted(bytesOfHdf5, tensors));
  }

  @Test
  void knowsSizesOfEachKindAndLeavesOutWhatIsNotPublic() {
    assertEquals(OptionalLong.of(553_467_096), find("VGG16", 0, true).knownBytes());
    assertEquals(OptionalLong.of(9_406_464), find("MobileNetV2", 160, false).knownBytes());
    assertEquals(OptionalLong.empty(), find("MobileNetV2", 160, true).knownBytes());
    assertEquals(OptionalLong.empty(), find("MobileNetV2_1.4", 0, false).knownBytes());
    // every row is found: 7 with top, 19 without
    assertEquals(26, filesOfKnownSize().count());
  }

  @ParameterizedTest
  @CsvSource({
    "Xception,     true,  fchollet/deep-learning-models/releases/download/v0.4/xception_weights_tf_dim_ordering_tf_kernels.h5",
    "ResNet50,     true,  keras-team/keras-applications/releases/download/resnet/resnet50_weights_tf_dim_ordering_tf_kernels.h5",
    "NASNetMobile, true,  titu1994/Keras-NASNet/releases/download/v1.2/NASNet-mobile.h5",
    "NASNetMobile, false, titu1994/Keras-NASNet/releases/download/v1.2/NASNet-mobile-no-top.h5",
  })
  void hasTheReleasesAsMirrors(String architecture, boolean top, String address) {
    assertEquals(
        WebAddress.parse("https://github.com/" + address),
        find(architecture, 0, top).addresses().get(1));
  }

  @ParameterizedTest
  @CsvSource({
    "NASNetLarge,      0,   true,  nasnet_large.h5",
    "NASNetLarge,      0,   false, nasnet_large_no_top.h5",
    "EfficientNetB7,   0,   false, efficientnetb7_notop.h5",
    "ConvNeXtTiny,     0,   false, convnext_tiny_notop.h5",
    "MobileNetV3Large, 0,   false, weights_mobilenet_v3_large_224_1.0_float_no_top_v2.h5",
    "MobileNet_0.25,   0,   true,  mobilenet_2_5_224_tf.h5",
    "MobileNet_0.75,   128, false, mobilenet_7_5_128_tf_no_top.h5",
    "MobileNetV2_1.4,  0,   true,  mobilenet_v2_weights_tf_dim_ordering_tf_kernels_1.4_224.h5",
    "MobileNetV2_0.35, 96,  false, mobilenet_v2_weights_tf_dim_ordering_tf_kernels_0.35_96_no_top.h5",
  })
  void hasTheNamesOfKerasCache(String architecture, int side, boolean top, String name) {
    assertEquals(name, find(architecture, side, top).name());
  }

  private static WeightFile find(String name, int side, boolean top) {
    Architecture architecture = Architectures.named(name);
    return WeightCatalogue.find(architecture, side == 0 ? architecture.inputSize() : side, top);
  }

  /** Nobody publishes the AlexNets as safetensors. */
  static Stream<Architecture> published() {
    return Architectures.all().stream()
        .filter(architecture -> !architecture.family().equals("AlexNet"));
  }

  @ParameterizedTest
  @MethodSource("published")
  void hasAFileForEveryArchitectureUnderTheNameThatIsLookedFor(Architecture architecture) {
    WeightFile file = WeightCatalogue.find(architecture, architecture.inputSize(), true);
    assertEquals(architecture.weightFiles().get(0), file.name());
  }

  /** timm's names of model and training: torchvision's weights, and TensorFlow's. */
  @ParameterizedTest
  @CsvSource({
    "ResNet18,    resnet18.tv_in1k",
    "ResNet34,    resnet34.tv_in1k",
    "InceptionV4, inception_v4.tf_in1k",
  })
  void hasTimmsRepositories(String architecture, String repository) {
    WeightFile file = find(architecture, 0, true);
    assertEquals(repository + ".safetensors", file.name());
    assertEquals("timm", file.publisher());
    assertEquals(
        List.of(
            WebAddress.parse(
                "https://huggingface.co/timm/%s/resolve/main/model.safetensors"
                    .formatted(repository))),
        file.addresses());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "AlexNet | 227 | true | no weights of AlexNet are published in a format that convbench reads: use AlexNetOWT, which is PyTorch's alexnet",
        "AlexNetOWT | 224 | true | no weights of AlexNetOWT are published in a format that convbench reads: convert PyTorch's to alexnetowt.safetensors by save_file",
        "ResNet18 | 299 | true | timm has no weights of ResNet18 at 299 pixels: choose from 224",
        "ResNet18 | 224 | false | timm has no weights of ResNet18 without top: a file with top serves too",
      })
  void saysWhyThereIsNoFileOfPyTorch(String name, int side, boolean top, String message) {
    Architecture architecture = Architectures.named(name);
    assertEquals(
        message,
        assertThrows(
                IllegalArgumentException.class, () -> WeightCatalogue.find(architecture, side, top))
            .getMessage());
  }

  @Test
  void hasNoNameTwice() {
    List<String> names = WeightCatalogue.all().stream().map(WeightFile::name).toList();
    assertEquals(names.size(), new HashSet<>(names).size());
  }

  @Test
  void namesTheSizesThatThereAre() {
    Architecture mobileNet = Architectures.named("MobileNet");
    assertEquals(
        "Keras has no weights of MobileNet at 299 pixels: choose from 128, 160, 192, 224",
        assertThrows(
                IllegalArgumentException.class, () -> WeightCatalogue.find(mobileNet, 299, true))
            .getMessage());
  }

  @Test
  void takesAFileFromOneOtherPlaceUnderItsOwnName() {
    WeightFile file = find("NASNetLarge", 0, true).from(WebAddress.parse("http://mirror/weights"));
    assertEquals(
        List.of(WebAddress.parse("http://mirror/weights/nasnet_large.h5")), file.addresses());
    assertTrue(file.published().isPresent());
    assertFalse(file.addresses().get(0).toString().contains("NASNet-large"));
  }
}
