package io.convbench.suites.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PublishedTest {

  /** The keras-applications README of tag 1.0.8 prints errors; accuracy = 100 - error. */
  @ParameterizedTest
  @CsvSource({
    "VGG16,             28.732,  9.950",
    "VGG19,             28.744, 10.012",
    "ResNet50,          25.072,  7.940",
    "ResNet101,         23.580,  7.214",
    "ResNet152,         23.396,  6.882",
    "ResNet50V2,        24.040,  6.966",
    "ResNet101V2,       22.766,  6.184",
    "ResNet152V2,       21.968,  5.838",
    "InceptionV3,       22.102,  6.280",
    "InceptionResNetV2, 19.744,  4.748",
    "Xception,          20.994,  5.548",
    "MobileNet_0.25,    48.418, 24.208",
    "MobileNet_0.5,     35.708, 14.376",
    "MobileNet_0.75,    31.588, 11.758",
    "MobileNet,         29.576, 10.496",
    "MobileNetV2_0.35,  39.914, 17.568",
    "MobileNetV2_0.5,   34.806, 13.938",
    "MobileNetV2_0.75,  30.468, 10.824",
    "MobileNetV2,       28.664,  9.858",
    "MobileNetV2_1.3,   25.320,  7.878",
    "MobileNetV2_1.4,   24.770,  7.578",
    "DenseNet121,       25.028,  7.742",
    "DenseNet169,       23.824,  6.824",
    "DenseNet201,       22.680,  6.380",
    "NASNetLarge,       17.502,  3.996",
    "NASNetMobile,      25.634,  8.146",
  })
  void accuraciesAreThoseOfTheReadme(String name, double top1Error, double top5Error) {
    Published published = Architectures.named(name).published();
    assertEquals(1 - top1Error / 100, published.top1Fraction(), 1e-12);
    assertEquals(1 - top5Error / 100, published.top5Fraction(), 1e-12);
  }

  /**
   * torchvision's documentation of IMAGENET1K_V1 and timm's results; AlexNet's errors of one
   * network stand in Krizhevsky et al. 2012, Table 2.
   */
  @ParameterizedTest
  @CsvSource({
    "ResNet18,    30.242, 10.922, 224, torchvision",
    "ResNet34,    26.686,  8.580, 224, torchvision",
    "AlexNetOWT,  43.478, 20.934, 224, torchvision",
    "InceptionV4, 19.856,  5.018, 299, timm",
    "AlexNet,     40.7,   18.2,   227, Krizhevsky",
  })
  void accuraciesOfTorchNetworksHaveTheirSource(
      String name, double top1Error, double top5Error, int side, String source) {
    Published published = Architectures.named(name).published();
    assertEquals(1 - top1Error / 100, published.top1Fraction(), 1e-12);
    assertEquals(1 - top5Error / 100, published.top5Fraction(), 1e-12);
    assertEquals(side, published.accuracyInputSize());
    assertTrue(published.source().startsWith(source), published.source());
  }

  @ParameterizedTest
  @CsvSource({
    "Xception, 299, 88",
    "VGG16, 224, 528",
    "VGG19, 224, 549",
    "ResNet50, 224, 98",
    "ResNet101, 224, 171",
    "ResNet152, 224, 232",
    "ResNet50V2, 299, 98",
    "ResNet101V2, 299, 171",
    "ResNet152V2, 299, 232",
    "InceptionV3, 299, 92",
    "InceptionResNetV2, 299, 215",
    "MobileNet, 224, 16",
    "MobileNetV2, 224, 14",
    "DenseNet121, 224, 33",
    "DenseNet169, 224, 57",
    "DenseNet201, 224, 80",
    "NASNetMobile, 224, 23",
    "NASNetLarge, 331, 343",
  })
  void sizesAreThoseOfTheDocumentation(String name, int accuracyInputSize, double mebibytes) {
    Published published = Architectures.named(name).published();
    assertEquals(accuracyInputSize, published.accuracyInputSize());
    assertEquals(mebibytes, published.sizeMebibytes().orElseThrow());
  }

  @Test
  void fractionsCarryNoBinaryDust() {
    assertEquals(0.79006, Architectures.named("Xception").published().top1Fraction());
  }

  @Test
  void widthMultipliersHaveNoPublishedSizeOrDepth() {
    Published published = Architectures.named("MobileNetV2_1.4").published();
    assertTrue(published.sizeMebibytes().isEmpty());
    assertTrue(published.depth().isEmpty());
  }

  @Test
  void rejectsTop1AboveTop5() {
    Exception e =
        assertThrows(
            IllegalArgumentException.class, () -> Published.inReadme(90.1, 70.2, 224, 3.5));
    assertEquals(
        "top-1 0.901 and top-5 0.702: fractions with 0 < top-1 <= top-5 <= 1 expected",
        e.getMessage());
  }
}
