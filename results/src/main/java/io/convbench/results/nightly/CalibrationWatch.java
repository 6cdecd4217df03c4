package io.convbench.results.nightly;

import io.convbench.results.comparison.CellFigure;
import io.convbench.results.comparison.Probe;
import io.convbench.results.statistics.RobustSpread;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whether the machine was itself, night by night, as the calibrations saw it. A night whose speed
 * lies outside what is usual says nothing of models. After some such nights in a row that speed is
 * the machine's own: a new epoch begins with the first of them.
 */
final class CalibrationWatch {

  /**
   * What is known of a probe on a night.
   *
   * @param epoch counted from 0; a change of machine, version or settled speed begins the next
   * @param shift speed over the usual one; 1 where nothing is usual yet
   * @param moved whether that is outside of what is usual
   */
  record State(int epoch, double shift, boolean moved) {}

  /** By night, then by probe. */
  private final List<Map<String, State>> states;

  private CalibrationWatch(List<Map<String, State>> states) {
    this.states = states;
  }

  static CalibrationWatch of(List<Night> nights) {
    Set<String> names = new LinkedHashSet<>();
    nights.forEach(night -> names.addAll(night.run().probes().keySet()));
    List<Map<String, State>> states = new ArrayList<>();
    nights.forEach(night -> states.add(new LinkedHashMap<>()));
    for (String name : names) {
      watch(name, nights, states);
    }
    return new CalibrationWatch(states);
  }

  /**
   * The state of a machine as an engine's calibrations saw it, computing and moving activations; of
   * what was not calibrated, that nothing moved.
   */
  State state(int night, String probe) {
    State usual = new State(0, 1, false);
    State computing = states.get(night).getOrDefault(probe, usual);
    State moving = states.get(night).getOrDefault(Probe.moving(probe), usual);
    return new State(
        computing.epoch() + moving.epoch(), computing.shift(), computing.moved() || moving.moved());
  }

  /** Probes that moved on a night, with their shift. */
  Map<String, Double> moved(int night) {
    Map<String, Double> moved = new LinkedHashMap<>();
    states
        .get(night)
        .forEach(
            (probe, state) -> {
              if (state.moved()) {
                moved.put(probe, state.shift());
              }
            });
    return moved;
  }

  private static void watch(String name, List<Night> nights, List<Map<String, State>> states) {
    List<Double> usual = new ArrayList<>();
    List<Integer> moving = new ArrayList<>();
    Map<Integer, Double> logs = new HashMap<>();
    String machine = "";
    int epoch = 0;
    for (int night = 0; night < nights.size(); night++) {
      Probe probe = nights.get(night).run().probes().get(name);
      if (probe == null) {
        continue;
      }
      String now = machine(nights.get(night), name);
      // A night on which every cell failed names no machine.
      now = now.isEmpty() ? machine : now;
      if (!machine.isEmpty() && !now.equals(machine)) {
        epoch++;
        usual.clear();
        moving.clear();
      }
      machine = now;
      double log = Math.log(probe.speed());
      logs.put(night, log);
      double shift =
          usual.size() < NightRules.FEWEST_PROBES
              ? 0
              : log - RobustSpread.of(recent(usual)).median();
      boolean moved = Math.abs(shift) > tolerance(usual);
      if (!moved) {
        usual.add(log);
        moving.clear();
      } else if (settled(moving, logs, night)) {
        moving.add(night);
        epoch++;
        usual.clear();
        for (int each : moving) {
          usual.add(logs.get(each));
          states.get(each).put(name, new State(epoch, 1, false));
        }
        moving.clear();
        continue;
      } else {
        moving.add(night);
      }
      states.get(night).put(name, new State(epoch, Math.exp(shift), moved));
    }
  }

  /** True where this night and enough others before it moved to one and the same speed. */
  private static boolean settled(List<Integer> moving, Map<Integer, Double> logs, int night) {
    int before = NightRules.PROBE_SETTLED - 1;
    if (moving.size() < before) {
      return false;
    }
    moving.subList(0, moving.size() - before).clear();
    return moving.stream()
        .allMatch(each -> Math.abs(logs.get(each) - logs.get(night)) <= NightRules.PROBE_FLOOR);
  }

  private static double tolerance(List<Double> usual) {
    if (usual.size() < NightRules.FEWEST_PROBES) {
      return Double.POSITIVE_INFINITY;
    }
    double deviation = RobustSpread.of(recent(usual)).deviation();
    return Math.max(NightRules.PROBE_FLOOR, NightRules.PROBE_DEVIATIONS * deviation);
  }

  private static List<Double> recent(List<Double> all) {
    return all.subList(Math.max(0, all.size() - NightRules.PROBE_WINDOW), all.size());
  }

  private static boolean sees(CellFigure figure, String probe) {
    String own = figure.where().probe();
    return own.equals(probe) || Probe.moving(own).equals(probe);
  }

  /** The hardware and version that a probe belongs to, as the figures beside it state them. */
  private static String machine(Night night, String probe) {
    return night.run().figures().stream()
        .filter(figure -> figure.ok() && sees(figure, probe))
        .findFirst()
        .map(CellFigure::where)
        .map(where -> where.machine() + "; " + where.version())
        .orElse("");
  }
}
