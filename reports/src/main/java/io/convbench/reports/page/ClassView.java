package io.convbench.reports.page;

import io.convbench.reports.chart.Rounding;
import io.convbench.reports.evidence.ClassFindings;
import io.convbench.reports.evidence.ClassNames;
import io.convbench.results.history.ConfigurationNames;
import io.convbench.results.statistics.ClassConfusion;
import io.convbench.results.statistics.ClassConfusion.ClassHits;
import io.convbench.results.statistics.ClassConfusion.Pair;
import java.util.List;

/**
 * The weak classes of an architecture as they are printed.
 *
 * @param heading the architecture and the engine
 * @param sentence how many classes and images
 * @param mistaken whether any image was taken for another class
 * @param weakest the least accurate classes
 * @param confused the mistakes that occurred more than once
 */
public record ClassView(
    String heading,
    String sentence,
    boolean mistaken,
    List<Weak> weakest,
    List<Confused> confused) {

  private static final int LINES = 10;

  /**
   * A class.
   *
   * @param name with its index
   * @param hits images predicted right, of how many
   * @param percent their share
   */
  public record Weak(String name, String hits, String percent) {}

  /**
   * A mistake.
   *
   * @param truth what the images show
   * @param predicted what they are taken for
   * @param images how many, of how many of the class
   */
  public record Confused(String truth, String predicted, String images) {}

  static ClassView of(ClassFindings findings, ClassNames usual, ConfigurationNames places) {
    ClassNames names = findings.accuracy().names(usual);
    ClassConfusion confusion = findings.confusion();
    return new ClassView(
        "%s, %s"
            .formatted(
                findings.accuracy().architecture(), places.name(findings.accuracy().place())),
        sentence(confusion),
        !confusion.pairs().isEmpty(),
        confusion.weakest().stream().limit(LINES).map(hits -> weak(hits, names)).toList(),
        confusion.pairs().stream()
            .filter(pair -> pair.images() > 1)
            .limit(LINES)
            .map(pair -> confused(pair, confusion, names))
            .toList());
  }

  private static String sentence(ClassConfusion confusion) {
    List<ClassHits> classes = confusion.classes();
    int images = classes.stream().mapToInt(ClassHits::images).sum();
    long all = classes.stream().filter(one -> one.hits() == one.images()).count();
    long none = classes.stream().filter(one -> one.hits() == 0).count();
    long once = confusion.pairs().stream().filter(pair -> pair.images() == 1).count();
    return "%s images of %s classes: %s classes always right, %s never. %s mistakes occurred once only."
        .formatted(images, classes.size(), all, none, once);
  }

  private static Weak weak(ClassHits hits, ClassNames names) {
    return new Weak(
        names.text(hits.truth()),
        "%s of %s".formatted(hits.hits(), hits.images()),
        Rounding.percent(hits.accuracy()));
  }

  private static Confused confused(Pair pair, ClassConfusion confusion, ClassNames names) {
    int images =
        confusion.classes().stream()
            .filter(one -> one.truth() == pair.truth())
            .mapToInt(ClassHits::images)
            .sum();
    return new Confused(
        names.text(pair.truth()),
        names.text(pair.predicted()),
        "%s of %s".formatted(pair.images(), images));
  }
}
