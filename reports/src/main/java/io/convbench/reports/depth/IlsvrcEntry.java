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
 *     fraction. Networks enter as averages of several and of many crops.
 * @param source where both figures stand
 */
public record IlsvrcEntry(
    int year, String entry, OptionalInt layers, double top5Error, String source) {

  private static final String GOOGLENET = "Szegedy et al. 2014, arXiv:1409.4842, Table 2";
  private static final String VGG = "Simonyan and Zisserman 2014, arXiv:1409.1556, Table 7";
  private static final String RESNET = "He et al. 2015, arXiv:1512.03385, Table 5";

  /** No paper has both years, and the pages themselves could not be read. */
  private static final String RESULTS =
      "image-net.org, results of ILSVRC %s, as EFF's AI Progress Measurement quotes them (%s)";

  private static final List<IlsvrcEntry> ALL =
      List.of(
          of(2010, "NEC-UIUC", 0.282, RESULTS.formatted("2010", "0.28191")),
          of(2011, "XRCE", 0.258, RESULTS.formatted("2011", "0.25770")),
          of(2012, "AlexNet", 8, 0.164, "Krizhevsky et al. 2012, Table 2 (5 CNNs); " + VGG),
          of(
              2013,
              "Clarifai",
              8,
              0.117,
              VGG
                  + "; layers: of Zeiler and Fergus's network, arXiv:1311.2901, Figure 3, not of the"
                  + " entry itself"),
          of(2014, "VGG, second", 19, 0.073, VGG + " (7 nets)"),
          of(2014, "GoogLeNet", 22, 0.067, GOOGLENET),
          of(2015, "ResNet", 152, 0.0357, RESNET));

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
