package io.convbench.results.nightly;

import io.convbench.results.RecordedRun;
import io.convbench.results.RunFolder;
import io.convbench.results.comparison.ChangeVerdict;
import io.convbench.results.comparison.Comparer;
import io.convbench.results.comparison.Comparison;
import io.convbench.results.comparison.ComparisonRules;
import io.convbench.results.comparison.RunFigures;
import io.convbench.results.nightly.SimulatedNights.Cell;
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
import java.util.function.LongFunction;

/**
 * The experiments of {@code docs/nightly.md}: {@code docs/nightly/synthetic.sh} runs them and
 * prints the figures that stand there.
 */
final class NightExperiments {

  private static final int REPEATS = 100;
  private static final int QUIET = 20;
  private static final int NIGHTS = 60;
  private static final int HISTORIES = 20;

  /** The default of nightly. */
  private static final int MOST_CONFIRMED = 36;

  private final long seed;
  private final List<RunFigures> real;

  /**
   * @param seed of the first history; the rules were tuned with others than those of the figures
   * @param real runs of one version; may be empty
   */
  NightExperiments(long seed, List<RunFigures> real) {
    this.seed = seed;
    this.real = List.copyOf(real);
  }

  /**
   * {@code SEED [RUNS]}: the experiments, and those on nights drawn from a folder of real runs.
   * {@code history DIR N}: writes a history of N nights into {@code DIR/history} and the runs of
   * two more into {@code DIR/run-1} and {@code DIR/run-2}.
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    if (arguments.length == 3 && arguments[0].equals("history")) {
      write(Path.of(arguments[1]), Integer.parseInt(arguments[2]));
      return;
    }
    List<RunFigures> real =
        arguments.length > 1 ? ResampledNights.read(Path.of(arguments[1])) : List.of();
    NightExperiments all = new NightExperiments(Long.parseLong(arguments[0]), real);
    all.repeatsOfOneVersion("model", SyntheticNights::new);
    all.delays("model", SyntheticNights::new);
    all.slowEngine();
    if (!real.isEmpty()) {
      all.realPairs();
      all.repeatsOfOneVersion("drawn from real runs", number -> new ResampledNights(real, number));
      all.delays("drawn from real runs", number -> new ResampledNights(real, number));
    }
    all.sixtyNights();
  }

  private static void write(Path folder, int count) throws IOException {
    SyntheticNights nights = new SyntheticNights(1);
    NightHistory history = NightHistory.read(folder.resolve("history"), Optional.empty());
    for (int night = 0; night < count; night++) {
      Path run = folder.resolve("run-0");
      nights.writeRun(run, night);
      RecordedRun recorded = RecordedRun.read(new RunFolder(run));
      history = history.add(Night.of("synthetic", RunFigures.of(recorded, gap -> {})));
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
  void repeatsOfOneVersion(String what, LongFunction<SimulatedNights> source) {
    for (int learnt : new int[] {0, 5}) {
      int alarms = 0;
      int cells = 0;
      int unchanged = 0;
      for (int pair = 0; pair < REPEATS; pair++) {
        SimulatedNights nights = source.apply(seed + pair);
        List<RunFigures> runs = new ArrayList<>();
        for (int i = 0; i < learnt + 2; i++) {
          nights.nextNight();
          runs.add(nights.run(i));
        }
        Comparison both =
            new Comparer(ComparisonRules.USUAL, Set.of(), runs.subList(2, runs.size()))
                .compare(runs.get(0), runs.get(1));
        alarms += both.of(ChangeVerdict.CHANGED).isEmpty() ? 0 : 1;
        cells += both.figures().size();
        unchanged += both.of(ChangeVerdict.UNCHANGED).size();
      }
      print(
          "%s: compare, %d A/A pairs of %d cells, %d repeats: %d pairs with an alarm;"
              + " %.1f %% of cells unchanged within the threshold, of the others it cannot tell",
          what, REPEATS, cells / REPEATS, learnt, alarms, 100.0 * unchanged / cells);
    }
  }

  /** Each real run against each later one. */
  void realPairs() {
    int pairs = 0;
    int alarms = 0;
    for (int i = 0; i < real.size(); i++) {
      for (int j = i + 1; j < real.size(); j++) {
        Comparison both =
            new Comparer(ComparisonRules.USUAL, Set.of(), List.of())
                .compare(real.get(i), real.get(j));
        pairs++;
        alarms += both.of(ChangeVerdict.CHANGED).isEmpty() ? 0 : 1;
      }
    }
    print("real runs: compare, %d A/A pairs as they were: %d with an alarm", pairs, alarms);
  }

  /** One architecture is slower, from the 21st night on. */
  void delays(String what, LongFunction<SimulatedNights> source)
      throws IOException, InterruptedException {
    for (List<String> engines : List.of(SyntheticNights.ENGINES, List.of("pytorch"))) {
      int compared = 0;
      int first = 0;
      int third = 0;
      int creeping = 0;
      int creepNights = 0;
      int falseNights = 0;
      int nightsSeen = 0;
      int fresh = 0;
      for (int number = 0; number < REPEATS; number++) {
        Delay delay =
            new Delay(
                String.format(Locale.ROOT, "A%02d", number % SyntheticNights.ARCHITECTURES),
                engines);
        long own = seed + 1000 + number;
        Judge quiet = new Judge(source.apply(own), true).nights(QUIET);
        RunFigures before = quiet.last().run();
        Judge judge = quiet.as(source.apply(own));
        delay.by(judge.source, 1.10);
        first += delay.in(judge.night()) ? 1 : 0;
        compared +=
            new Comparer(ComparisonRules.USUAL, Set.of(), List.of())
                    .compare(before, judge.last().run()).regressions().stream()
                        .anyMatch(one -> delay.isOf(one.after().key()))
                ? 1
                : 0;

        Judge five = quiet.as(source.apply(own));
        delay.by(five.source, 1.05);
        boolean seen = false;
        for (int night = 1; night <= 3 && !seen; night++) {
          seen = delay.in(five.night());
        }
        third += seen ? 1 : 0;

        Judge slowly = quiet.as(source.apply(own));
        seen = false;
        for (int night = 1; night <= 10 && !seen; night++) {
          creepNights++;
          delay.by(slowly.source, 1.01);
          seen = delay.in(slowly.night());
        }
        creeping += seen ? 1 : 0;
        falseNights += (int) quiet.alarms.stream().filter(keys -> !keys.isEmpty()).count();
        nightsSeen += QUIET;
        fresh += quiet.fresh;
        for (Judge each : List.of(judge, five, slowly)) {
          falseNights += each.nightsOfOthers(delay);
          nightsSeen += each.nights.size() - QUIET;
          fresh += each.fresh - quiet.fresh;
        }
      }
      print("%s: one architecture slower on %s, %d histories:", what, engines, REPEATS);
      print(
          "  10 %%: found on its first night in %d (compare with the night before alone: %d)",
          first, compared);
      print("  5 %%: found within 3 nights in %d", third);
      print(
          "  creep of 1 %% a night: found within 10 nights in %d, after %.1f on average",
          creeping, (double) creepNights / REPEATS);
      print(
          "  nights with a false alarm: %d of %d; fresh runs a night: %.1f",
          falseNights, nightsSeen, (double) fresh / nightsSeen);
    }
  }

  /** An engine is slower on all architectures, from the 21st night on. */
  void slowEngine() throws IOException, InterruptedException {
    for (double factor : new double[] {1.05, 1.10}) {
      int first = 0;
      int third = 0;
      int alarms = 0;
      for (int number = 0; number < HISTORIES; number++) {
        SyntheticNights nights = new SyntheticNights(seed + 6000 + number);
        Judge judge = new Judge(nights, true).nights(QUIET);
        for (Cell cell : nights.cells()) {
          if (cell.engine().equals("pytorch")) {
            nights.slow(cell, factor);
          }
        }
        boolean seen = false;
        for (int night = 1; night <= 3; night++) {
          Set<String> found = judge.night();
          boolean now = found.contains("pytorch:latency_p50_ms");
          first += now && night == 1 ? 1 : 0;
          third += now && !seen ? 1 : 0;
          seen |= now;
          alarms += found.size() - (now ? 1 : 0);
        }
      }
      print(
          "model: one engine %.0f %% slower, %d histories: the engine named on the first night in"
              + " %d, within 3 nights in %d; other alarms in these nights: %d",
          100 * factor - 100, HISTORIES, first, third, alarms);
    }
  }

  /** What is made slower. */
  private record Delay(String architecture, List<String> engines) {

    void by(SimulatedNights nights, double factor) {
      nights.cells().stream()
          .filter(cell -> isOf(cell.key()))
          .forEach(cell -> nights.slow(cell, factor));
    }

    boolean isOf(String key) {
      return engines.size() > 1 && key.startsWith(architecture + ":")
          || engines.stream().anyMatch(engine -> key.startsWith(architecture + "-" + engine));
    }

    boolean in(Set<String> alarms) {
      return alarms.stream().anyMatch(this::isOf);
    }
  }

  /** Nights as 'nightly' judges them. */
  private static final class Judge {

    private final SimulatedNights source;
    private final boolean confirming;
    private final List<Night> nights = new ArrayList<>();
    private final List<Set<String>> alarms = new ArrayList<>();
    private int fresh;

    Judge(SimulatedNights source, boolean confirming) {
      this.source = source;
      this.confirming = confirming;
    }

    Judge nights(int count) throws IOException, InterruptedException {
      for (int i = 0; i < count; i++) {
        night();
      }
      return this;
    }

    /** A judge of the same nights, who goes on by another source. */
    Judge as(SimulatedNights other) {
      Judge same = new Judge(other, confirming);
      for (int i = 0; i < nights.size(); i++) {
        other.nextNight();
      }
      same.nights.addAll(nights);
      same.alarms.addAll(alarms);
      same.fresh = fresh;
      return same;
    }

    Night last() {
      return nights.get(nights.size() - 1);
    }

    /** Nights behind the quiet ones on which something else was alarmed. */
    int nightsOfOthers(Delay delay) {
      return (int)
          alarms.stream()
              .skip(QUIET)
              .filter(keys -> keys.stream().anyMatch(key -> !delay.isOf(key)))
              .count();
    }

    /** One more night; the keys of its regressions. */
    Set<String> night() throws IOException, InterruptedException {
      int number = nights.size();
      source.nextNight();
      Night tonight = Night.of("synthetic", source.run(number));
      NightAssessment judged;
      if (confirming) {
        judged = NightAssessor.assess(nights, tonight, MOST_CONFIRMED, this::again);
      } else {
        nights.add(tonight);
        judged = NightAssessor.assess(nights);
        nights.remove(number);
      }
      nights.add(judged.night().with(judged.night().confirmations(), judged.changes()));
      fresh += judged.night().confirmations().size();
      Set<String> found = new HashSet<>();
      judged.regressions().forEach(state -> found.add(state.series().key()));
      alarms.add(found);
      return found;
    }

    private List<RunFigures> again(List<String> cells, int round) {
      return source.cells().stream()
          .filter(cell -> cells.contains(cell.name()))
          .map(
              cell ->
                  source.run("again-" + nights.size() + "-" + round, nights.size(), List.of(cell)))
          .toList();
    }
  }

  /** A level shift that was made. */
  private record Shift(String key, int night, double factor) {}

  /** An alarm of some rule. */
  private record Alarm(String key, int night) {}

  /**
   * Sixty nights of 132 cells: 12 shifts of 5 to 30 %, two thirds to the worse; another machine
   * from night 30 on, in turn a fifth faster and a quarter slower; nights 40 to 46 three times as
   * noisy, which the verdicts of 7 in 10 cells say.
   */
  void sixtyNights() throws IOException, InterruptedException {
    Map<String, List<Integer>> scores = new HashMap<>();
    List<String> rules =
        List.of(
            "nightly",
            "nightly without fresh runs",
            "github-action-benchmark, 200 %",
            "github-action-benchmark, 110 %",
            "mean + 2 standard deviations");
    for (int number = 0; number < HISTORIES; number++) {
      for (String rule : rules) {
        SyntheticNights nights = new SyntheticNights(seed + 4000 + number);
        List<Shift> shifts = shifts(nights, seed + 4000 + number);
        List<Alarm> alarms = alarms(rule, nights, shifts, number % 2 == 0 ? 0.8 : 1.25);
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

  private static List<Alarm> alarms(
      String rule, SyntheticNights nights, List<Shift> shifts, double machine)
      throws IOException, InterruptedException {
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
        nights.machine("machine B", machine);
      }
      if (night >= 40 && night < 47) {
        nights.noise(3, 0.7);
      } else {
        nights.quiet();
      }
      int now = night;
      if (rule.startsWith("nightly")) {
        for (String key : judge.night()) {
          alarms.add(new Alarm(key, now));
        }
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
