package io.convbench.suites.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.convbench.suites.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ArchitecturesTest {

  @Test
  void kerasTableIsInTheOrderOfTheDocumentation() throws IOException {
    List<String> documented =
        Files.readString(SharedData.require("keras/table.csv"))
            .lines()
            .skip(1)
            .map(line -> line.split(","))
            .filter(columns -> columns[1].equals("yes"))
            .map(columns -> columns[0])
            .toList();
    assertEquals(38, documented.size());
    assertEquals(documented, names(Architectures.kerasTable()));
  }

  @Test
  void everyVariantFollowsItsBase() {
    List<String> all = names(Architectures.all());
    for (int i = 0; i < all.size(); i++) {
      String base = all.get(i).replaceFirst("_.*", "");
      if (!all.get(i).equals(base)) {
        assertEquals(base, all.get(i - 1).replaceFirst("_.*", ""), all.get(i));
      }
    }
  }

  @Test
  void findsNamesInAnyCase() {
    assertEquals("ResNet50V2", Architectures.named("resnet50v2").name());
    assertEquals("MobileNetV2_1.4", Architectures.named("MOBILENETV2_1.4").name());
  }

  @ParameterizedTest
  @CsvSource({
    "ResNet5,       'ResNet50, ResNet50V2'",
    "resnet-50,     ResNet50",
    "vgg,           'VGG16, VGG19'",
    "DenseNet161,   'DenseNet121, DenseNet169'",
    "inceptionv5,   'InceptionV3, InceptionV4'",
    "MobileNet_1.0, MobileNet",
  })
  void unknownNameListsTheNearest(String typed, String nearest) {
    Exception e = assertThrows(IllegalArgumentException.class, () -> Architectures.named(typed));
    assertEquals(
        "no architecture is called \"%s\" (nearest: %s); \"convbench list\" shows all"
            .formatted(typed, nearest),
        e.getMessage());
  }

  @Test
  void rejectsAnInputTooSmallForTheNetwork() {
    Architecture inception = Architectures.named("InceptionV3");
    Exception e = assertThrows(IllegalArgumentException.class, () -> inception.graph(74));
    assertEquals(
        "an image of 74x74x3 is too small for conv2d_71: a 3x3 window does not fit an input side of"
            + " 2: use a larger input size",
        e.getMessage());
    // Keras's own limit
    assertEquals(1000, inception.graph(75).output().output().elements());
  }

  /** As in the URLs of Keras's source; mobilenet_v1 is the name of a conversion. */
  @ParameterizedTest
  @CsvSource({
    "Xception,        xception_weights_tf_dim_ordering_tf_kernels.h5",
    "VGG16,           vgg16_weights_tf_dim_ordering_tf_kernels.h5",
    "ResNet101V2,     resnet101v2_weights_tf_dim_ordering_tf_kernels.h5",
    "InceptionResNetV2, inception_resnet_v2_weights_tf_dim_ordering_tf_kernels.h5",
    "MobileNet,       mobilenet_1_0_224_tf.h5",
    "MobileNet_0.75,  mobilenet_7_5_224_tf.h5",
    "MobileNet_0.25,  mobilenet_v1_0.25_224.h5",
    "MobileNetV2,     mobilenet_v2_weights_tf_dim_ordering_tf_kernels_1.0_224.h5",
    "MobileNetV2_0.5, mobilenet_v2_weights_tf_dim_ordering_tf_kernels_0.5_224.h5",
    "NASNetMobile,    NASNet-mobile.h5",
    "NASNetLarge,     nasnet_large.h5",
    "EfficientNetB3,  efficientnetb3.h5",
    "EfficientNetV2S, efficientnetv2-s.h5",
    "ConvNeXtXLarge,  convnext_xlarge.h5",
    "MobileNetV3Small_0.75, weights_mobilenet_v3_small_224_0.75_float.h5",
    "MobileNetV3Large_minimalistic, weights_mobilenet_v3_large_minimalistic_224_1.0_float.h5",
  })
  void knowsKerasFileNames(String name, String file) {
    assertTrue(Architectures.named(name).weightFiles().contains(file));
  }

  @ParameterizedTest
  @MethodSource("io.convbench.suites.architecture.Architectures#all")
  void everyGraphEndsInTheLogitsOfAThousandClasses(Architecture architecture) {
    assertEquals(List.of(1000), architecture.graph().output().output().dimensions());
  }

  private static List<String> names(List<Architecture> architectures) {
    return architectures.stream().map(Architecture::name).toList();
  }
}
