package io.convbench.reports.chart;

import io.convbench.reports.depth.Networks;
import io.convbench.reports.evidence.Evidence;
import io.convbench.reports.evidence.RateSearches;
import io.convbench.reports.transfer.LearnedDataset;
import io.convbench.results.Column;
import io.convbench.results.RecordedRun;
import io.convbench.results.Row;
import io.convbench.results.history.Candidate;
import io.convbench.results.history.Configuration;
import io.convbench.results.history.ConfigurationNames;
import io.convbench.results.history.History;
import io.convbench.results.history.Observation;
import io.convbench.results.selection.LatencyChoice;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** All charts of a report in their order. */
public final class Gallery {

  /** So many series of machines, versions and engines fit beside each other. */
  private static final int MOST_SERIES = 6;

  private final History history;
  private final ConfigurationNames names;
  private final List<ChartSlot> plates = new ArrayList<>();

  private Gallery(History history) {
    this.history = history;
    this.names = history.names();
  }

  /** Draws what the history allows; what it does not allow is there with its reason. */
  public static List<ChartSlot> of(History history) {
    Optional<String> problem = Fonts.problem();
    if (problem.isPresent()) {
      return List.of(new OmittedChart("Charts", "No chart was drawn: " + problem.get() + "."));
    }
    Gallery gallery = new Gallery(history);
    gallery.plates.add(AccuracyChart.againstMacs().draw(history.architectures()));
    for (LatencyChoice choice : LatencyChoice.of(history)) {
      gallery.plates.add(AccuracyChart.againstLatency(choice, history.names()));
    }
    gallery.timed();
    for (RecordedRun run : history.runs()) {
      for (CalibrationChart chart : CalibrationChart.values()) {
        chart.draw(run).ifPresent(gallery.plates::add);
      }
    }
    gallery.plates.add(LayerKindChart.draw(history.architectures()));
    gallery.computed();
    return named(gallery.plates);
  }

  /**
   * Draws the reliability diagrams of the accuracies that the history's candidates show; none where
   * nothing can be drawn, which {@link #of} says.
   */
  public static List<Figure> reliability(Evidence evidence) {
    return Fonts.problem().isPresent() ? List.of() : ReliabilityChart.draw(evidence.shown());
  }

  /**
   * Draws accuracy by depth.
   *
   * @param number of the dataset in its report, from 1
   * @return none where no network was cut at several layers
   */
  public static List<Figure> transfer(LearnedDataset dataset, int number) {
    return Fonts.problem().isPresent() || dataset.depths().isEmpty()
        ? List.of()
        : List.of(CutChart.draw(dataset, number));
  }

  /** Draws what was measured in scenarios other than single-stream; likewise. */
  public static List<Figure> scenarios(History history, RateSearches searches) {
    List<Figure> figures = new ArrayList<>();
    if (Fonts.problem().isPresent()) {
      return figures;
    }
    List<Observation> offline =
        history.scenarios().stream()
            .filter(one -> one.row().ok() && one.row().integer(Column.BATCH_FOUND).isPresent())
            .toList();
    if (!offline.isEmpty()) {
      figures.add(OfflineChart.draw(offline));
    }
    figures.addAll(RateChart.draw(searches.kept()));
    return figures;
  }

  /** Draws what the history tells of depth; nothing where that is nothing. */
  public static List<Figure> depth(History history) {
    Networks networks = Networks.of(history);
    return networks.isEmpty() || Fonts.problem().isPresent()
        ? List.of()
        : List.of(IlsvrcChart.draw(), DepthChart.draw(networks, history.names()));
  }

  /**
   * Charts of latency and memory. Engines, machines and versions are series of one chart; batch and
   * threads are an axis of another.
   */
  private void timed() {
    List<Candidate> timed =
        history.candidates().stream().filter(one -> one.configuration().batch() > 0).toList();
    if (timed.isEmpty()) {
      plates.add(new OmittedChart("Latency and memory", "Neither was measured in this run."));
    }
    compared(timed, one -> one).forEach(this::timed);
  }

  private void timed(List<Candidate> candidates) {
    Configuration all = shared(candidates);
    if (candidates.stream().noneMatch(Gallery::timed)) {
      plates.add(new OmittedChart("Latency and memory: " + names.label(all), reason(candidates)));
      return;
    }
    List<Candidate> usual = usualLoad(candidates);
    Configuration one = shared(usual);
    plates.add(LatencyChart.draw(names.slug(one), names.label(one), usual));
    EngineChart.draw(names.slug(one), names.label(one), usual).ifPresent(plates::add);
    if (loads(candidates) > 1) {
      plates.add(ScalingChart.latency(names.slug(all), names.label(all), candidates));
    }
    plates.add(MemoryChart.draw(names.slug(one), names.label(one), usual));
    if (loads(candidates) > 1) {
      plates.add(ScalingChart.memory(names.slug(all), names.label(all), candidates));
    }
  }

  /** Charts of what batch and threads do not change. */
  private void computed() {
    Map<List<Object>, Candidate> first = new LinkedHashMap<>();
    for (Candidate candidate : history.candidates()) {
      Configuration own = candidate.configuration().untimed();
      if (own.ran()) {
        first.putIfAbsent(List.of(own, candidate.architecture()), candidate);
      }
    }
    compared(List.copyOf(first.values()), Configuration::untimed).forEach(this::computed);
  }

  private void computed(List<Candidate> candidates) {
    if (candidates.stream().noneMatch(Gallery::computed)) {
      return;
    }
    Configuration one = shared(candidates).untimed();
    plates.add(PublishedChart.draw(names.slug(one), names.label(one), candidates));
    plates.add(ConformanceChart.draw(names.slug(one), names.label(one), candidates));
  }

  /**
   * Groups for a chart each: of one device and precision, and of one machine and its versions where
   * all of them are too many series.
   */
  private static List<List<Candidate>> compared(
      List<Candidate> candidates, Function<Configuration, Configuration> view) {
    List<List<Candidate>> groups = new ArrayList<>();
    for (List<Candidate> group :
        grouped(candidates, one -> one.anyEngine().anyMachine().anyForm().untimed())) {
      long series =
          group.stream().map(one -> view.apply(one.configuration()).untimed()).distinct().count();
      if (series <= MOST_SERIES) {
        groups.add(group);
      } else {
        groups.addAll(grouped(group, one -> one.anyEngine().untimed()));
      }
    }
    return groups;
  }

  private static List<List<Candidate>> grouped(
      List<Candidate> candidates, Function<Configuration, Configuration> key) {
    Map<Configuration, List<Candidate>> groups = new LinkedHashMap<>();
    for (Candidate candidate : candidates) {
      groups
          .computeIfAbsent(key.apply(candidate.configuration()), any -> new ArrayList<>())
          .add(candidate);
    }
    return List.copyOf(groups.values());
  }

  /**
   * Of one batch and number of threads: of which most was measured, then the least, then the most.
   */
  private static List<Candidate> usualLoad(List<Candidate> candidates) {
    Comparator<List<Candidate>> measured =
        Comparator.comparingLong(group -> group.stream().filter(Gallery::timed).count());
    Comparator<List<Candidate>> batch =
        Comparator.comparingLong(group -> -group.get(0).configuration().batch());
    Comparator<List<Candidate>> threads =
        Comparator.comparingLong(group -> group.get(0).configuration().threads());
    return grouped(candidates, Gallery::load).stream()
        .max(measured.thenComparing(batch).thenComparing(threads))
        .orElseThrow();
  }

  private static long loads(List<Candidate> candidates) {
    return candidates.stream()
        .filter(Gallery::timed)
        .map(one -> load(one.configuration()))
        .distinct()
        .count();
  }

  private static Configuration load(Configuration one) {
    return one.anyEngine().anyMachine().anyForm();
  }

  /** What configurations have in common, open in what they have not. */
  private static Configuration shared(List<Candidate> candidates) {
    List<Configuration> all = candidates.stream().map(Candidate::configuration).distinct().toList();
    Configuration shared = all.get(0);
    shared = alike(all, Configuration::batch) ? shared : shared.anyBatch();
    shared = alike(all, Configuration::threads) ? shared : shared.anyThreads();
    shared = alike(all, Configuration::modelForm) ? shared : shared.anyForm();
    if (!alike(all, Configuration::engine)) {
      shared = shared.anyEngine();
    }
    boolean oneMachine = alike(all, Configuration::machine) && alike(all, Configuration::commit);
    boolean oneVersion = !shared.ran() || alike(all, Configuration::engineVersion);
    return oneMachine && oneVersion ? shared : shared.anyMachine();
  }

  private static boolean alike(List<Configuration> all, Function<Configuration, Object> value) {
    return all.stream().map(value).distinct().count() == 1;
  }

  /** Figures are files, and parts of the page are found by their names: no two have the same. */
  private static List<ChartSlot> named(List<ChartSlot> plates) {
    Set<String> taken = new HashSet<>();
    List<ChartSlot> named = new ArrayList<>();
    for (ChartSlot plate : plates) {
      if (plate instanceof Figure figure) {
        String name = figure.name();
        for (int i = 2; !taken.add(name); i++) {
          name = figure.name() + "-" + i;
        }
        named.add(figure.named(name));
      } else {
        named.add(plate);
      }
    }
    return List.copyOf(named);
  }

  private static boolean timed(Candidate candidate) {
    return candidate.has(Column.LATENCY_P50_MS) || candidate.has(Column.MODEL_RSS_BYTES);
  }

  private static boolean computed(Candidate candidate) {
    return timed(candidate)
        || candidate.has(Column.TOP1)
        || candidate.has(Column.CONFORMANCE_ERROR);
  }

  private static String reason(List<Candidate> candidates) {
    return candidates.stream()
        .flatMap(candidate -> candidate.cells().stream())
        .filter(row -> !row.ok())
        .map(Gallery::reason)
        .findFirst()
        .map(reason -> "Nothing was measured: " + reason + ".")
        .orElse("Nothing was measured.");
  }

  private static String reason(Row row) {
    return row.text(Column.STATUS).orElse("no status")
        + row.text(Column.REASON).map(reason -> ", " + reason).orElse("");
  }
}
