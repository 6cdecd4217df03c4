package io.convbench.results.nightly;

import io.convbench.results.comparison.ChangeVerdict;
import io.convbench.results.comparison.Comparer;
import io.convbench.results.comparison.Comparison;
import io.convbench.results.comparison.ComparisonRules;
import io.convbench.results.comparison.RunFigures;
import io.convbench.results.nightly.SyntheticNights.Cell;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * The experiments of {@code docs/nightly.md} on synthetic series: {@code docs/nightly/synthetic.sh}
 * runs them and prints the figures that stand there.
 */
final class NightExperiments {

  private static final int REPEATS = 100;
  private static final int QUIET = 20;
  private static final int NIGHTS = 60;
  private static final int HISTORIES = 20;

  private NightExperiments() {}

  /**
   * Without arguments, the experiments. With {@code history DIR N}, writes a history of N nights
   * into {@code DIR/history} and the runs of two more into {@code DIR/run-1} and {@code DIR/run-2}.
   */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length == 3 && arguments[0].equals("history")) {
      write(Path.of(arguments[1]), Integer.parseInt(arguments[2]));
      return;
    }
    repeatsOfOneVersion();
    delays();
    sixtyNights();
  }

  private static void write(Path folder, int count) throws IOException {
    SyntheticNights nights = new SyntheticNights(1);
    NightHistory history = NightHistory.read(folder.resolve("history"), Optional.empty());
    for (int night = 0; night < count; night++) {
      history = history.add(Night.of("synthetic", nights.run(night)));
      nights.nextNight();
      if (night == count / 2) {
        nights.slow(nights.cells().get(0), 1.2);
        nights.machine("machine B", 0.9);
      }
    }
    nights.writeRun(folder.resolve("run-1"), count);
    nights.nextNight();
    nights.writeRun(folder.resolve("run-2"), count + 1);
  }

  private static void print(String format, Object... values) {
    System.out.printf(Locale.ROOT, format + "%n", values);
  }

  /** Pairs of runs of one version: does a comparison call anything changed? */
  private static void repeatsOfOneVersion() {
    for (int learnt : new int[] {0, 5}) {
      int alarms = 0;
      int cells = 0;
      int unchanged = 0;
      for (int seed = 0; seed < REPEATS; seed++) {
        SyntheticNights nights = new SyntheticNights(seed);
        List<RunFigures> runs = new ArrayList<>();
        for (int i = 0; i < learnt + 2; i++) {
          runs.add(nights.run(i));
          nights.nextNight();
        }
        Comparison pair =
            new Comparer(ComparisonRules.USUAL, Set.of(), runs.subList(2, runs.size()))
                .compare(runs.get(0), runs.get(1));
        alarms += pair.of(ChangeVerdict.CHANGED).isEmpty() ? 0 : 1;
        cells += pair.figures().size();
        unchanged += pair.of(ChangeVerdict.UNCHANGED).size();
      }
      print(
          "compare, %d A/A pairs of %d cells, thresholds of %d repeats: %d pairs with an alarm;"
              + " %.1f %% of cells unchanged within the threshold, of the others it cannot tell",
          REPEATS, cells / REPEATS, learnt, alarms, 100.0 * unchanged / cells);
    }
  }

  /** One architecture is slower on all engines from the 21st night on. */
  private static void delays() {
    int compared = 0;
    int first = 0;
    int third = 0;
    int creeping = 0;
    int others = 0;
    int nightsSeen = 0;
    int creepNights = 0;
    for (int seed = 0; seed < REPEATS; seed++) {
      SyntheticNights tenth = new SyntheticNights(1000 + seed);
      Judge judge = new Judge(tenth, true).nights(QUIET);
      RunFigures before = judge.last().run();
      slow(tenth, 1.10);
      Set<String> found = judge.night();
      first += found.stream().anyMatch(NightExperiments::delayed) ? 1 : 0;
      others += judge.alarms.stream().filter(key -> !delayed(key)).count();
      nightsSeen += QUIET + 1;
      compared +=
          new Comparer(ComparisonRules.USUAL, Set.of(), List.of())
                  .compare(before, judge.last().run()).regressions().stream()
                      .anyMatch(one -> delayed(one.after().key()))
              ? 1
              : 0;

      SyntheticNights twentieth = new SyntheticNights(2000 + seed);
      Judge five = new Judge(twentieth, true).nights(QUIET);
      slow(twentieth, 1.05);
      third += five.within(3) <= 3 ? 1 : 0;

      SyntheticNights creep = new SyntheticNights(3000 + seed);
      Judge slowly = new Judge(creep, true).nights(QUIET);
      int night = 0;
      boolean seen = false;
      while (!seen && night < 10) {
        night++;
        slow(creep, 1.01);
        seen = slowly.night().stream().anyMatch(NightExperiments::delayed);
      }
      creeping += seen ? 1 : 0;
      creepNights += night;
    }
    print(
        "delay of 10 %% in one architecture: found on its first night in %d of %d histories"
            + " (by compare with the night before: %d)",
        first, REPEATS, compared);
    print("delay of 5 %%: found within 3 nights in %d of %d", third, REPEATS);
    print(
        "creep of 1 %% a night: found within 10 nights in %d of %d, after %.1f on average",
        creeping, REPEATS, (double) creepNights / REPEATS);
    print(
        "meanwhile, alarms of other cells: %d in %d nights of %d cells",
        others, nightsSeen, SyntheticNights.ARCHITECTURES * SyntheticNights.ENGINES.size());
  }

  private static void slow(SyntheticNights nights, double factor) {
    nights.cells().stream()
        .filter(cell -> cell.architecture().equals("A00"))
        .forEach(cell -> nights.slow(cell, factor));
  }

  private static boolean delayed(String key) {
    return key.startsWith("A00-");
  }

  /** Nights as 'nightly' judges them. */
  private static final class Judge {

    private final SyntheticNights source;
    private final boolean confirming;
    private final List<Night> nights = new ArrayList<>();
    final List<String> alarms = new ArrayList<>();

    Judge(SyntheticNights source, boolean confirming) {
      this.source = source;
      this.confirming = confirming;
    }

    Judge nights(int count) {
      for (int i = 0; i < count; i++) {
        night();
      }
      return this;
    }

    Night last() {
      return nights.get(nights.size() - 1);
    }

    /** Nights until the delay is found. */
    int within(int most) {
      for (int night = 1; night <= most; night++) {
        if (night().stream().anyMatch(NightExperiments::delayed)) {
          return night;
        }
      }
      return most + 1;
    }

    /** One more night; the keys of its regressions. */
    Set<String> night() {
      int number = nights.size();
      source.nextNight();
      nights.add(Night.of("synthetic", source.run(number)));
      NightAssessment judged = NightAssessor.assess(nights);
      if (confirming && !judged.suspicions().isEmpty()) {
        List<String> again = NightAssessment.largestFirst(judged.suspicions(), 10);
        List<RunFigures> fresh = new ArrayList<>();
        for (Cell cell : source.cells()) {
          if (again.contains(cell.name())) {
            fresh.add(source.run("again-" + number, number, List.of(cell)));
          }
        }
        nights.set(number, nights.get(number).with(fresh, List.of()));
        judged = judged.confirmedBy(NightAssessor.assess(nights));
      }
      nights.set(number, judged.night().with(judged.night().confirmations(), judged.changes()));
      Set<String> found = new HashSet<>();
      judged.regressions().forEach(state -> found.add(state.series().key()));
      alarms.addAll(found);
      return found;
    }
  }

  /** A level shift that was made. */
  private record Shift(String key, int night, double factor) {}

  /** An alarm of some rule. */
  private record Alarm(String key, int night) {}

  /**
   * Sixty nights of 132 cells: 12 shifts of 5 to 30 %, two thirds to the worse; a faster machine
   * from night 30 on; nights 40 to 46 four times as noisy, which the verdicts of 7 in 10 cells say.
   */
  private static void sixtyNights() {
    Map<String, List<Integer>> scores = new HashMap<>();
    List<String> rules =
        List.of(
            "nightly",
            "nightly without fresh runs",
            "github-action-benchmark, 200 %",
            "github-action-benchmark, 110 %",
            "mean + 2 standard deviations");
    for (int seed = 0; seed < HISTORIES; seed++) {
      for (String rule : rules) {
        SyntheticNights nights = new SyntheticNights(4000 + seed);
        List<Shift> shifts = shifts(nights, 4000 + seed);
        List<Alarm> alarms = alarms(rule, nights, shifts);
        score(rule, shifts, alarms, scores);
      }
    }
    print(
        "%d nights of %d cells, %d histories: rule | alarms | true | precision | recall",
        NIGHTS, SyntheticNights.ARCHITECTURES * SyntheticNights.ENGINES.size(), HISTORIES);
    for (String rule : rules) {
      List<Integer> sums = scores.get(rule);
      print(
          "| %s | %d | %d | %.3f | %.3f |",
          rule,
          sums.get(0),
          sums.get(1),
          sums.get(0) == 0 ? 1 : (double) sums.get(1) / sums.get(0),
          (double) sums.get(2) / sums.get(3));
    }
  }

  private static List<Shift> shifts(SyntheticNights nights, long seed) {
    Random random = new Random(seed);
    List<Shift> shifts = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      Cell cell = nights.cells().get(random.nextInt(nights.cells().size()));
      double size = 1.05 + 0.25 * random.nextDouble();
      int night = 10 + random.nextInt(NIGHTS - 14);
      shifts.add(new Shift(cell.key(), night, i % 3 == 2 ? 1 / size : size));
    }
    return shifts;
  }

  private static List<Alarm> alarms(String rule, SyntheticNights nights, List<Shift> shifts) {
    List<Alarm> alarms = new ArrayList<>();
    Judge judge = new Judge(nights, rule.equals("nightly"));
    Map<String, List<Double>> values = new HashMap<>();
    for (int night = 0; night < NIGHTS; night++) {
      for (Shift shift : shifts) {
        if (shift.night() == night) {
          nights.cells().stream()
              .filter(cell -> cell.key().equals(shift.key()))
              .forEach(cell -> nights.slow(cell, shift.factor()));
        }
      }
      if (night == 30) {
        nights.machine("machine B", 0.8);
      }
      nights.noise(night >= 40 && night < 47 ? 4 : 1, night >= 40 && night < 47 ? 0.7 : 0);
      int now = night;
      if (rule.startsWith("nightly")) {
        judge.night().forEach(key -> alarms.add(new Alarm(key, now)));
        continue;
      }
      nights.nextNight();
      nights
          .run(night)
          .figures()
          .forEach(
              figure -> {
                List<Double> before =
                    values.computeIfAbsent(figure.key(), key -> new ArrayList<>());
                double value = figure.value().getAsDouble();
                if (alarms(rule, before, value)) {
                  alarms.add(new Alarm(figure.key(), now));
                }
                before.add(value);
              });
    }
    return alarms;
  }

  private static boolean alarms(String rule, List<Double> before, double value) {
    if (before.isEmpty()) {
      return false;
    }
    if (rule.startsWith("github")) {
      double threshold = rule.endsWith("200 %") ? 2 : 1.1;
      return value > threshold * before.get(before.size() - 1);
    }
    List<Double> window = before.subList(Math.max(0, before.size() - 20), before.size());
    if (window.size() < 5) {
      return false;
    }
    double mean = window.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    double squares = window.stream().mapToDouble(x -> (x - mean) * (x - mean)).sum();
    return value > mean + 2 * Math.sqrt(squares / (window.size() - 1));
  }

  /**
   * An alarm is true that names a regression's cell on its first night or one of the three behind
   * it. Sums: alarms, true ones, regressions found, regressions.
   */
  private static void score(
      String rule, List<Shift> shifts, List<Alarm> alarms, Map<String, List<Integer>> scores) {
    List<Shift> regressions = shifts.stream().filter(shift -> shift.factor() > 1).toList();
    int right = 0;
    Set<Shift> found = new HashSet<>();
    for (Alarm alarm : alarms) {
      boolean isTrue = false;
      for (Shift shift : regressions) {
        if (shift.key().equals(alarm.key())
            && alarm.night() >= shift.night()
            && alarm.night() <= shift.night() + 3) {
          isTrue = true;
          found.add(shift);
        }
      }
      right += isTrue ? 1 : 0;
    }
    int[] sums = {alarms.size(), right, found.size(), regressions.size()};
    List<Integer> all = scores.computeIfAbsent(rule, key -> new ArrayList<>(List.of(0, 0, 0, 0)));
    for (int i = 0; i < sums.length; i++) {
      all.set(i, all.get(i) + sums[i]);
    }
  }
}
