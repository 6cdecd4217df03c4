package io.convbench.results.selection;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class ParetoFrontTest {

  private record Choice(String name, double cost, double quality) {}

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
        ParetoFront.of(
                io.convbench.reports.KerasTable.LINES,
                line -> line.millionMacs(),
                line -> line.top1())
            .stream()
            .map(line -> line.name())
            .toList();
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
