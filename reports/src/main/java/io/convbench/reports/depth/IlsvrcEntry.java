package io.convbench.reports.depth;

import java.util.List;
import java.util.OptionalInt;

/**
 * An entry that won a year of ILSVRC's classification task, or came second to it by little.
 *
 * @param year of the challenge
 * @param entry team or network
 * @param layers convolutions and dense layers, as its paper counts them; empty for what is no
 *     network
 * @param top5Error of the entry on the test set, without other images than the challenge's,
 *     fraction. Entries are averages of several networks and many crops.
 * @param source where both figures stand
 */
public record IlsvrcEntry(
    int year, String entry, OptionalInt layers, double top5Error, String source) {

  private static final String CHALLENGE =
      "Russakovsky et al. 2015, arXiv:1409.0575, section 5.1 and Table 8";

  private static final List<IlsvrcEntry> ALL =
      List.of(
          of(2010, "NEC-UIUC", 0.282, CHALLENGE + "; image-net.org, results of ILSVRC 2010"),
          of(2011, "XRCE", 0.258, CHALLENGE + "; image-net.org, results of ILSVRC 2011"),
          of(2012, "AlexNet", 8, 0.164, CHALLENGE + "; Krizhevsky et al. 2012"),
          of(2013, "Clarifai", 8, 0.117, CHALLENGE + "; Zeiler and Fergus 2013, arXiv:1311.2901"),
          of(
              2014,
              "VGG, second",
              19,
              0.073,
              CHALLENGE + "; Simonyan and Zisserman 2014, arXiv:1409.1556"),
          of(2014, "GoogLeNet", 22, 0.067, CHALLENGE + "; Szegedy et al. 2014, arXiv:1409.4842"),
          of(2015, "ResNet", 152, 0.0357, "He et al. 2015, arXiv:1512.03385, Table 5"));

  /** From the first challenge to 2015. */
  public static List<IlsvrcEntry> all() {
    return ALL;
  }

  /** As a chart has it. */
  public String label() {
    return year + " " + entry;
  }

  private static IlsvrcEntry of(int year, String entry, double top5Error, String source) {
    return new IlsvrcEntry(year, entry, OptionalInt.empty(), top5Error, source);
  }

  private static IlsvrcEntry of(
      int year, String entry, int layers, double top5Error, String source) {
    return new IlsvrcEntry(year, entry, OptionalInt.of(layers), top5Error, source);
  }
}
