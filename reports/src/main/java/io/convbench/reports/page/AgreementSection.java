package io.convbench.reports.page;

import io.convbench.reports.chart.Rounding;
import io.convbench.reports.evidence.EngineAgreement;
import io.convbench.reports.evidence.EngineAgreement.Pair;
import io.convbench.reports.evidence.Evidence;
import io.convbench.reports.evidence.PredictionAgreement;
import io.convbench.results.history.History;
import io.convbench.results.statistics.LogitDistance;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * How far engines are apart.
 *
 * @param reference whose logits the reference is, in a sentence
 * @param gaps what was not kept
 * @param parts of all architectures, then of each family; of a single family once
 */
public record AgreementSection(String reference, List<String> gaps, List<Part> parts) {

  /**
   * Of all architectures, or of a family.
   *
   * @param family of which; empty for all
   * @param sentence the greatest distance, in words; empty without logits
   * @param matrix engine against engine, the worst architecture of each; empty for a single engine
   * @param architectures by architecture and pair
   * @param predictions same first classes by architecture and pair
   * @param left pairs that only the CSV has
   */
  public record Part(
      String family,
      String sentence,
      HeatTable matrix,
      HeatTable architectures,
      HeatTable predictions,
      int left) {

    /** True when nothing was compared. */
    public boolean isEmpty() {
      return sentence.isEmpty() && predictions.lines().isEmpty();
    }
  }

  /** So many columns beside the architecture fit a page. */
  private static final int FITTING = 8;

  /** Of more engines the matrix keeps to the worst architecture's name. */
  private static final int ROOMY = 6;

  /** Upper ends of the colours' ranges, in standard deviations. */
  private static final double[] DISTANCES = {1e-5, 1e-4, 1e-3, 1e-2};

  /** Likewise, of the share of images that are not ranked alike. */
  private static final double[] UNLIKE = {0.001, 0.003, 0.01, 0.03};

  /**
   * Compares.
   *
   * @param families of the page's architectures
   */
  static AgreementSection of(History history, Evidence evidence, List<String> families) {
    Reference reference = new Reference(history);
    EngineAgreement agreement = EngineAgreement.of(evidence.logits());
    List<PredictionAgreement> same = PredictionAgreement.of(evidence.predicted());
    List<Part> parts = new ArrayList<>(List.of(part("", agreement, same, reference)));
    if (families.size() > 1) {
      Map<String, String> familyOf = new HashMap<>();
      history.candidates().forEach(one -> familyOf.put(one.architecture(), one.family()));
      for (String family : families) {
        Predicate<String> own = architecture -> family.equals(familyOf.get(architecture));
        parts.add(
            part(family, agreement.among(own), PredictionAgreement.among(own, same), reference));
      }
    }
    return new AgreementSection(reference.sentence(), evidence.logitsGaps(), parts);
  }

  private static Part part(
      String family,
      EngineAgreement agreement,
      List<PredictionAgreement> same,
      Reference reference) {
    List<Pair> pairs = agreement.pairs();
    List<Pair> shown = pairs.size() <= FITTING ? pairs : withReference(pairs);
    List<PredictionAgreement> sameShown = same.subList(0, Math.min(FITTING, same.size()));
    return new Part(
        family,
        pairs.isEmpty() ? "" : sentence(pairs, reference),
        pairs.size() < 2 ? HeatTable.NONE : matrix(agreement),
        architectures(shown),
        predictions(sameShown),
        pairs.size() - shown.size() + same.size() - sameShown.size());
  }

  /** Of all architectures. */
  public Part whole() {
    return parts.get(0);
  }

  /** True when there is nothing to say. */
  public boolean isEmpty() {
    return whole().isEmpty() && gaps.isEmpty();
  }

  private static List<Pair> withReference(List<Pair> pairs) {
    return pairs.stream().filter(Pair::withReference).limit(FITTING).toList();
  }

  private static String sentence(List<Pair> pairs, Reference reference) {
    Pair worst = pairs.stream().max(Comparator.comparingDouble(Pair::error)).orElseThrow();
    boolean same = pairs.stream().allMatch(pair -> pair.sameFive() == pair.images());
    return largest(worst, reference.of(worst.worst()))
        + (same
            ? " For every image and architecture all of them rank the same five classes first, in"
                + " the same order."
            : " Not all rank the same five classes first in the same order; where they do not, the"
                + " tables say so.");
  }

  /**
   * Of an architecture.
   *
   * @param reference whose logits its are compared with, where that is known
   */
  private static String largest(Pair worst, Optional<String> reference) {
    return worst.withReference()
        ? "The largest difference of logits is between %s and the reference%s for %s: %s standard deviations of the reference's logits."
            .formatted(
                worst.second(),
                reference.map(", %s,"::formatted).orElse(""),
                worst.worst(),
                error(worst.error()))
        : "The largest difference of logits is between %s and %s for %s: %s standard deviations of the logits of its reference%s."
            .formatted(
                worst.first(),
                worst.second(),
                worst.worst(),
                error(worst.error()),
                reference.map(", "::concat).orElse(""));
  }

  private static HeatTable matrix(EngineAgreement agreement) {
    List<String> names = agreement.names();
    List<HeatTable.Line> lines = new ArrayList<>();
    for (String row : names) {
      List<HeatCell> cells = new ArrayList<>();
      for (String column : names) {
        cells.add(
            agreement
                .pair(row, column)
                .map(pair -> cell(pair, names.size() <= ROOMY))
                .orElse(HeatCell.EMPTY));
      }
      lines.add(new HeatTable.Line(row, cells));
    }
    return new HeatTable("Engine", names, lines);
  }

  private static HeatCell cell(Pair pair, boolean roomy) {
    String ranks =
        "top-1 same for %s of %s, top-5 for %s"
            .formatted(pair.sameFirst(), pair.images(), pair.sameFive());
    String note =
        "%s and %s: at most %s, for %s; %s images"
            .formatted(pair.first(), pair.second(), error(pair.error()), pair.worst(), ranks);
    return new HeatCell(
        error(pair.error()),
        roomy ? List.of(pair.worst(), ranks) : List.of(pair.worst()),
        note,
        heat(pair.error(), DISTANCES));
  }

  private static HeatTable architectures(List<Pair> pairs) {
    Set<String> names = new LinkedHashSet<>();
    pairs.forEach(pair -> names.addAll(pair.byArchitecture().keySet()));
    List<String> sorted = new ArrayList<>(names);
    sorted.sort(Comparator.comparingDouble((String name) -> worst(pairs, name)).reversed());
    List<HeatTable.Line> lines = new ArrayList<>();
    for (String name : sorted) {
      lines.add(
          new HeatTable.Line(
              name, pairs.stream().map(pair -> cell(pair.byArchitecture(), name)).toList()));
    }
    return new HeatTable(
        "Architecture",
        pairs.stream().map(pair -> pair.first() + " – " + pair.second()).toList(),
        lines);
  }

  private static HeatCell cell(Map<String, LogitDistance> distances, String architecture) {
    LogitDistance distance = distances.get(architecture);
    if (distance == null) {
      return HeatCell.EMPTY;
    }
    List<String> departures = new ArrayList<>();
    if (distance.sameFirst() < distance.images()) {
      departures.add("top-1 differs");
    } else if (distance.sameFive() < distance.images()) {
      departures.add("top-5 differs");
    }
    return new HeatCell(error(distance.error()), departures, "", heat(distance.error(), DISTANCES));
  }

  private static HeatTable predictions(List<PredictionAgreement> pairs) {
    Set<String> names = new LinkedHashSet<>();
    pairs.forEach(pair -> names.addAll(pair.byArchitecture().keySet()));
    List<HeatTable.Line> lines = new ArrayList<>();
    for (String name : names) {
      lines.add(
          new HeatTable.Line(
              name, pairs.stream().map(pair -> share(pair.byArchitecture().get(name))).toList()));
    }
    return new HeatTable(
        "Architecture",
        pairs.stream().map(pair -> pair.first() + " – " + pair.second()).toList(),
        lines);
  }

  private static HeatCell share(PredictionAgreement.Share share) {
    if (share == null) {
      return HeatCell.EMPTY;
    }
    return new HeatCell(
        Rounding.fixed(100 * share.fraction(), 2) + " %",
        List.of("%s of %s".formatted(share.same(), share.images())),
        "",
        heat((double) (share.images() - share.same()) / share.images(), UNLIKE));
  }

  private static double worst(List<Pair> pairs, String architecture) {
    return pairs.stream()
        .filter(pair -> pair.byArchitecture().containsKey(architecture))
        .mapToDouble(pair -> pair.byArchitecture().get(architecture).error())
        .max()
        .orElse(0);
  }

  private static String error(double error) {
    return Double.isNaN(error) ? "not a number" : Rounding.scientific(error);
  }

  private static int heat(double value, double[] ends) {
    int heat = 0;
    while (heat < ends.length && !(value <= ends[heat])) {
      heat++;
    }
    return heat;
  }
}
