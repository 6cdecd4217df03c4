package io.convbench.results.selection;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class ParetoFrontTest {

  private record Choice(String name, double cost, double quality) {}

  /** Million MACs of Keras 3.15.1's models, top-1 in percent of its README of 2020. */
  private static final List<Choice> KERAS =
      List.of(
          new Choice("Xception", 8_357, 79.006),
          new Choice("VGG16", 15_470, 71.268),
          new Choice("VGG19", 19_632, 71.256),
          new Choice("ResNet50", 3_858, 74.928),
          new Choice("ResNet101", 7_570, 76.420),
          new Choice("ResNet152", 11_282, 76.604),
          new Choice("ResNet50V2", 3_482, 75.960),
          new Choice("ResNet101V2", 7_194, 77.234),
          new Choice("ResNet152V2", 10_907, 78.032),
          new Choice("InceptionV3", 5_713, 77.898),
          new Choice("InceptionResNetV2", 13_156, 80.256),
          new Choice("MobileNet", 569, 70.424),
          new Choice("MobileNetV2", 301, 71.336),
          new Choice("DenseNet121", 2_834, 74.972),
          new Choice("DenseNet169", 3_360, 76.176),
          new Choice("DenseNet201", 4_291, 77.320),
          new Choice("NASNetMobile", 564, 74.366),
          new Choice("NASNetLarge", 23_783, 82.498));

  @Test
  void leavesOutWhatCostsMoreAndIsWorse() {
    // b is beaten by a (dearer, worse); d by c (same quality, dearer).
    assertFront(
        "a c e",
        new Choice("e", 9, 90),
        new Choice("b", 2, 60),
        new Choice("a", 1, 70),
        new Choice("d", 5, 80),
        new Choice("c", 4, 80));
  }

  @Test
  void leavesOutTheWorseOfTwoAtTheSameCost() {
    assertFront("b", new Choice("a", 1, 70), new Choice("b", 1, 71));
  }

  @Test
  void keepsBothOfTwoThatAreEqual() {
    assertFront("a b", new Choice("a", 1, 70), new Choice("b", 1, 70));
  }

  @Test
  void keepsOnlyTheCheapestOfEqualQuality() {
    assertFront("b", new Choice("a", 2, 70), new Choice("b", 1, 70), new Choice("c", 3, 70));
  }

  @Test
  void isEmptyWithoutChoices() {
    assertFront("");
  }

  /**
   * By hand from the published table: sorted by MACs, an architecture joins when its accuracy is
   * above all before it.
   */
  @Test
  void findsTheFrontOfTheKerasTable() {
    List<String> front =
        ParetoFront.of(KERAS, Choice::cost, Choice::quality).stream().map(Choice::name).toList();
    assertEquals(
        List.of(
            "MobileNetV2",
            "NASNetMobile",
            "DenseNet121",
            "DenseNet169",
            "DenseNet201",
            "InceptionV3",
            "Xception",
            "InceptionResNetV2",
            "NASNetLarge"),
        front);
  }

  private static void assertFront(String names, Choice... choices) {
    List<String> front =
        ParetoFront.of(List.of(choices), Choice::cost, Choice::quality).stream()
            .map(Choice::name)
            .toList();
    assertEquals(names, String.join(" ", front));
  }
}
