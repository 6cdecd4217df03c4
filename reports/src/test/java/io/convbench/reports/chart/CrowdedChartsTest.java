package io.convbench.reports.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.convbench.reports.AllArchitectures;
import io.convbench.results.Column;
import io.convbench.results.Row;
import io.convbench.results.history.Candidate;
import io.convbench.results.history.History;
import io.convbench.results.trust.Verdict;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Charts of all architectures can be read. */
class CrowdedChartsTest {

  private static final Pattern TEXT =
      Pattern.compile(
          "<text [^>]*textLength=\"([\\d.]+)\" x=\"([\\d.]+)\" y=\"([\\d.]+)\">([^<]*)</text>");

  /** A part of the Pareto front, or of a limit. */
  private static final Pattern DASHED =
      Pattern.compile(
          "<line style=\"[^\"]*stroke-dasharray:6,4;(?:stroke-dashoffset:[\\d.]+;)?\" x1=\"([\\d.]+)\" x2=\"([\\d.]+)\""
              + " y1=\"([\\d.]+)\" y2=\"([\\d.]+)\"/>");

  private final History history = AllArchitectures.history(AllArchitectures.run());

  @Test
  void keepsTheNamesOfAllArchitecturesApart() {
    for (ChartSlot slot : Gallery.of(history)) {
      if (slot instanceof Figure figure && figure.name().startsWith("accuracy-")) {
        assertEquals(names(history.architectures()), apart(figure).keySet(), figure.name());
      }
    }
  }

  @Test
  void keepsTheParetoFrontOffTheNames() {
    for (ChartSlot slot : Gallery.of(history)) {
      if (slot instanceof Figure figure && figure.name().startsWith("accuracy-")) {
        List<Line2D> front = front(figure);
        assertFalse(front.isEmpty(), figure.name());
        boxes(svg(figure))
            .forEach(
                (box, name) ->
                    assertFalse(
                        front.stream().anyMatch(line -> line.intersects(box)),
                        "the front crosses %s in %s".formatted(name, figure.name())));
      }
    }
  }

  @Test
  void keepsTheNamesOfWinnersApartInEveryDiagramOfDepth() {
    Figure depth = Gallery.depth(history).get(1);
    assertEquals("depth", depth.name());
    Map<String, Integer> names = apart(depth);
    names(
            history.architectures().stream()
                .filter(one -> one.family().matches("AlexNet|VGG|Inception|ResNet"))
                .toList())
        .forEach(name -> assertEquals(3, names.get(name), name + ": error, MACs and latency"));
  }

  @Test
  void namesEveryNetworkOfFewInEveryDiagramOfDepth() {
    String[] few = {"ResNet18", "AlexNet", "MobileNetV3Small", "EfficientNetB0"};
    Map<String, Integer> names =
        apart(Gallery.depth(AllArchitectures.history(AllArchitectures.run(few))).get(1));
    assertEquals(Set.of(few), names.keySet());
    assertEquals(Set.of(3), Set.copyOf(names.values()), "error, MACs and latency");
  }

  /** Bars took 3,550 pixels and, of memory, 4,400; on a logarithmic axis there are none. */
  @Test
  void drawsAllArchitecturesOnThreeEnginesAsMarksInLessHeight() {
    History engines = AllArchitectures.history(AllArchitectures.onThreeEngines());
    for (ChartSlot slot :
        List.of(
            LatencyChart.draw("a", "b", engines.candidates()),
            MemoryChart.draw("a", "b", engines.candidates()),
            ConformanceChart.draw("a", "b", engines.candidates()))) {
      Figure figure = (Figure) slot;
      String kind = figure.name();
      String svg = svg(figure);
      assertEquals(names(engines.architectures()), apart(kind, svg).keySet(), kind);
      Matcher height = Pattern.compile("viewBox=\"0 0 1160 ([\\d.]+)\"").matcher(svg);
      assertTrue(height.find());
      assertTrue(Double.parseDouble(height.group(1)) < 1400, kind + " " + height.group(1));
      assertFalse(svg.contains("stroke-width:15"), kind + " has bars");
      assertTrue(svg.contains("(logarithmic)</text>"), kind);
    }
  }

  /** Errors on both sides of the limit, close to it, so that words reach over it. */
  @Test
  void keepsTheLimitOfConformanceOffWords() {
    List<Row> rows =
        AllArchitectures.onThreeEngines().stream()
            .map(row -> row.with(Column.CONFORMANCE_ERROR, nearLimit(row)))
            .toList();
    List<Candidate> many = AllArchitectures.history(rows).candidates();
    List<Candidate> few =
        many.stream().filter(one -> one.family().matches("VGG|ResNet|DenseNet")).toList();
    for (List<Candidate> some : List.of(many, few)) {
      Figure figure = (Figure) ConformanceChart.draw("a", "b", some);
      // The legend's lies.
      List<Line2D> limit =
          front(figure).stream().filter(line -> line.getX1() == line.getX2()).toList();
      double x = limit.get(0).getX1();
      List<Rectangle2D> words = words(svg(figure));
      long over = words.stream().filter(box -> box.getMinX() < x && box.getMaxX() > x).count();
      assertTrue(over > 2, "words over the limit: " + over);
      assertTrue(limit.size() > 2, "parts of the limit: " + limit.size());
      for (Rectangle2D box : words) {
        assertFalse(limit.stream().anyMatch(line -> line.intersects(box)), box.toString());
      }
    }
  }

  private static OptionalDouble nearLimit(Row row) {
    OptionalDouble error = row.number(Column.CONFORMANCE_ERROR);
    return error.isEmpty() ? error : OptionalDouble.of(3e-4 + 4 * error.getAsDouble() % 1e-3);
  }

  @Test
  void marksWhatIsNoisyOrNotValidAmongManyArchitectures() {
    History engines = AllArchitectures.history(AllArchitectures.onThreeEngines());
    Figure figure = (Figure) LatencyChart.draw("a", "b", engines.candidates());
    long noisy =
        engines.candidates().stream().filter(one -> one.verdict() == Verdict.NOISY).count();
    String svg = svg(figure);

    assertTrue(noisy > 2, "noisy: " + noisy);
    assertEquals(noisy, svg.split(">~</text>", -1).length - 1);
    assertTrue(
        Pattern.compile(">\\w+, tensorflow not valid! \\([\\d.]+ ms\\)</text>")
            .matcher(svg)
            .find());
    assertTrue(figure.caption().contains("! Not valid, and without a mark."), figure.caption());
    assertEquals(3 * names(engines.architectures()).size(), figure.data().lines().size());
  }

  @Test
  void noTwoFamiliesHaveOneShapeAndColour() {
    Set<String> families =
        history.architectures().stream().map(Candidate::family).collect(Collectors.toSet());
    Palette palette = new Palette(families);
    Set<List<Object>> marks = new HashSet<>();
    families.forEach(one -> marks.add(List.of(palette.color(one), palette.shape(one))));
    assertEquals(families.size(), marks.size());
  }

  private Set<String> names(List<Candidate> candidates) {
    return candidates.stream()
        .map(Candidate::architecture)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** How often each architecture is named, after no two names were found to overlap. */
  private Map<String, Integer> apart(Figure figure) {
    return apart(figure.name(), svg(figure));
  }

  private Map<String, Integer> apart(String figure, String svg) {
    Map<Rectangle2D, String> boxes = boxes(svg);
    Map<String, Integer> counts = new LinkedHashMap<>();
    boxes.forEach(
        (box, name) -> {
          boxes.forEach(
              (other, whose) ->
                  assertFalse(
                      other != box && other.intersects(box),
                      "%s over %s in %s".formatted(name, whose, figure)));
          counts.merge(name, 1, Integer::sum);
        });
    return counts;
  }

  /** Where architectures are named. */
  private Map<Rectangle2D, String> boxes(String svg) {
    Set<String> known = names(history.architectures());
    Map<Rectangle2D, String> boxes = new LinkedHashMap<>();
    Matcher texts = TEXT.matcher(svg);
    while (texts.find()) {
      String name = texts.group(4).replace("*", "");
      double x = Double.parseDouble(texts.group(2));
      double width = Double.parseDouble(texts.group(1));
      // XChart's own texts, the families in the legend among them, are moved to their places.
      if (known.contains(name) && x > 0) {
        Rectangle2D box =
            new Rectangle2D.Double(x, Double.parseDouble(texts.group(3)) - 9, width, 11);
        assertNull(boxes.put(box, name), name);
      }
    }
    return boxes;
  }

  /** Where texts stand that are neither XChart's own nor of an axis. */
  private static List<Rectangle2D> words(String svg) {
    return TEXT.matcher(svg)
        .results()
        .filter(text -> Double.parseDouble(text.group(2)) > 0)
        .<Rectangle2D>map(
            text ->
                new Rectangle2D.Double(
                    Double.parseDouble(text.group(2)),
                    Double.parseDouble(text.group(3)) - 8,
                    Double.parseDouble(text.group(1)),
                    8))
        .toList();
  }

  private static List<Line2D> front(Figure figure) {
    return DASHED
        .matcher(svg(figure))
        .results()
        .<Line2D>map(
            line ->
                new Line2D.Double(
                    Double.parseDouble(line.group(1)),
                    Double.parseDouble(line.group(3)),
                    Double.parseDouble(line.group(2)),
                    Double.parseDouble(line.group(4))))
        .toList();
  }

  private static String svg(Figure figure) {
    return figure.picture().untitledSvg("a", "b");
  }
}
