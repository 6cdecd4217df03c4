package io.convbench.foundation.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestNamesTest {

  private static final List<String> NAMES =
      List.of("ResNet50", "ResNet50V2", "ResNet101", "MobileNet", "MobileNetV2", "VGG16", "VGG19");

  @Test
  void aShortFormMeansWhatContainsIt() {
    assertEquals(
        List.of("onnxruntime"),
        NearestNames.to("onnx", List.of("pytorch", "onnxruntime", "tensorflow")));
    assertEquals(List.of("pytorch"), NearestNames.to("torch", List.of("pytorch", "tensorflow")));
    assertEquals(List.of("pytorch"), NearestNames.to("pytorch2", List.of("pytorch")));
  }

  @Test
  void aFamilyMeansItsMembers() {
    assertEquals(List.of("ResNet50", "ResNet50V2", "ResNet101"), NearestNames.to("resnet", NAMES));
    assertEquals(List.of("VGG16", "VGG19"), NearestNames.to("vgg", NAMES));
  }

  @Test
  void punctuationIsNoDifference() {
    assertEquals(List.of("ResNet50"), NearestNames.to("res-net_50", NAMES));
  }

  @Test
  void aLongFormMeansTheLongestNameInIt() {
    assertEquals(List.of("MobileNetV2"), NearestNames.to("MobileNetV2_3.0", NAMES));
  }

  @Test
  void aMistypedNameMeansTheOneWithTheFewestEdits() {
    assertEquals(List.of("ResNet50"), NearestNames.to("ResNte50", NAMES));
    assertEquals(List.of("MobileNetV2"), NearestNames.to("MobilNetV2", NAMES));
  }

  @Test
  void anotherNameMeansNone() {
    assertEquals(List.of(), NearestNames.to("EfficientNetB0", NAMES));
    assertEquals("", NearestNames.hint("EfficientNetB0", NAMES));
    assertEquals(List.of(), NearestNames.to("", NAMES));
  }

  @Test
  void hintNamesThem() {
    assertEquals(" (nearest: VGG16, VGG19)", NearestNames.hint("VGG", NAMES));
  }
}
