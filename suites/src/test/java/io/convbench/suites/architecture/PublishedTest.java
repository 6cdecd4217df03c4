package io.convbench.suites.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
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
    assertEquals(1 - top5Error / 100, published.top5Fraction().orElseThrow(), 1e-12);
    assertEquals(Optional.of("keras"), published.protocol());
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
    assertEquals(1 - top5Error / 100, published.top5Fraction().orElseThrow(), 1e-12);
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

  /** The documentation's later rows, with accuracies of one decimal, some without top-5. */
  @ParameterizedTest
  @CsvSource({
    "EfficientNetB0, 224, 77.1, 93.3, 29",
    "EfficientNetB1, 240, 79.1, 94.4, 31",
    "EfficientNetB2, 260, 80.1, 94.9, 36",
    "EfficientNetB3, 300, 81.6, 95.7, 48",
    "EfficientNetB4, 380, 82.9, 96.4, 75",
    "EfficientNetB5, 456, 83.6, 96.7, 118",
    "EfficientNetB6, 528, 84.0, 96.8, 166",
    "EfficientNetB7, 600, 84.3, 97.0, 256",
    "EfficientNetV2B0, 224, 78.7, 94.3, 29",
    "EfficientNetV2B1, 240, 79.8, 95.0, 34",
    "EfficientNetV2B2, 260, 80.5, 95.1, 42",
    "EfficientNetV2B3, 300, 82.0, 95.8, 59",
    "EfficientNetV2S, 384, 83.9, 96.7, 88",
    "EfficientNetV2M, 480, 85.3, 97.4, 220",
    "EfficientNetV2L, 480, 85.7, 97.5, 479",
    "ConvNeXtTiny, 224, 81.3, , 109.42",
    "ConvNeXtSmall, 224, 82.3, , 192.29",
    "ConvNeXtBase, 224, 85.3, , 338.58",
    "ConvNeXtLarge, 224, 86.3, , 755.07",
    "ConvNeXtXLarge, 224, 86.7, , 1310",
  })
  void laterRowsAreThoseOfTheDocumentation(
      String name, int accuracyInputSize, double top1, Double top5, double mebibytes) {
    Published published = Architectures.named(name).published();
    assertEquals(accuracyInputSize, published.accuracyInputSize());
    assertEquals(top1 / 100, published.top1Fraction(), 1e-12);
    assertEquals(top5 == null, published.top5Fraction().isEmpty());
    published.top5Fraction().ifPresent(fraction -> assertEquals(top5 / 100, fraction, 1e-12));
    assertEquals(mebibytes, published.sizeMebibytes().orElseThrow());
    assertEquals("Keras documentation of 2026-01", published.source());
    assertEquals(Optional.empty(), published.protocol());
  }

  /** The docstring of Keras's MobileNetV3, and the README's accuracies of its two main networks. */
  @ParameterizedTest
  @CsvSource({
    "MobileNetV3Small,              68.076, 87.800, 2.9",
    "MobileNetV3Small_0.75,         65.4,         , 2.4",
    "MobileNetV3Small_minimalistic, 61.9,         , 2.0",
    "MobileNetV3Large,              75.556, 92.708, 5.4",
    "MobileNetV3Large_0.75,         73.3,         , 4.0",
    "MobileNetV3Large_minimalistic, 72.3,         , 3.9",
  })
  void mobileNetV3IsThatOfTheDocstring(String name, double top1, Double top5, double millions) {
    Published published = Architectures.named(name).published();
    assertEquals(top1 / 100, published.top1Fraction(), 1e-12);
    assertEquals(top5 == null, published.top5Fraction().isEmpty());
    published.top5Fraction().ifPresent(fraction -> assertEquals(top5 / 100, fraction, 1e-12));
    assertEquals(millions, published.parameterMillions());
    assertTrue(published.sizeMebibytes().isEmpty());
    assertEquals(top5 != null, published.source().contains("README"), published.source());
    assertEquals(top5 != null, published.protocol().isPresent());
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
