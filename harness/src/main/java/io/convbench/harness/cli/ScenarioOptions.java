package io.convbench.harness.cli;

import io.convbench.foundation.input.InvalidInputException;
import io.convbench.harness.cell.Measurement;
import io.convbench.harness.cell.Scenario;
import io.convbench.harness.cell.Scenario.Kind;
import io.convbench.harness.measurement.Measurements;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** In which of MLPerf's scenarios models are measured, and with which numbers. */
final class ScenarioOptions {

  private static final Pattern TIME = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)(ms|s|m)");

  private static final double DEFAULT_SECONDS = 10;
  private static final double QUICK_SECONDS = 1;

  private static final double MOST_SECONDS = 24 * 60 * 60;

  /** Their times are kept until the end. */
  private static final double MOST_QUERIES = 1e7;

  /** MLPerf fixes one for a round of submissions; what counts is that it is known. */
  private static final long ARRIVAL_SEED = 1;

  @Option(
      names = "--scenario",
      split = ",",
      paramLabel = "S",
      completionCandidates = Choices.OfScenario.class,
      description = {
        "How images reach the models, as MLPerf Inference names it: ${COMPLETION-CANDIDATES}"
            + " (default: single-stream, which measures latency).",
        "offline: images per second with the best batch. multi-stream: queries of 8 images, one"
            + " after the other. server: queries of one image that arrive by chance."
      })
  private List<String> names = List.of();

  @Option(
      names = "--rate",
      paramLabel = "QPS",
      description = "server: queries that arrive per second, on average (default: none).")
  private Double rate;

  @Option(
      names = "--latency-bound",
      paramLabel = "TIME",
      description =
          "server: searches the largest rate whose 99th percentile stays within this time, e.g."
              + " 50ms (default: none).")
  private String bound;

  @Option(
      names = "--duration",
      paramLabel = "TIME",
      description =
          "Time in which queries of a scenario arrive, e.g. 30s or 10m; of a search, in each of its"
              + " trials (default: 10s; with --quick 1s).")
  private String duration;

  @Option(
      names = "--streams",
      split = ",",
      paramLabel = "N",
      description =
          "offline and server: sessions that run at the same time, among which the threads are"
              + " divided (default: 1).")
  private List<Integer> streams = List.of();

  /** Whether any was named. */
  boolean areAsked() {
    return !names.isEmpty();
  }

  /**
   * The measurements with latency replaced by what the scenarios ask for.
   *
   * @throws InvalidInputException when scenarios have no effect on them, or are missing
   */
  List<Measurement> measurements(List<Measurement> wanted) {
    Measurement latency = Measurements.latency();
    Measurement others = Measurements.underScenario();
    if (names.isEmpty()) {
      if (wanted.contains(others)) {
        throw new InvalidInputException(
            "%s needs to know which: pass --scenario offline, multi-stream or server"
                .formatted(others.id()));
      }
      return wanted;
    }
    if (!wanted.contains(latency) && !wanted.contains(others)) {
      throw new InvalidInputException(
          "--scenario %s has no effect on %s: add latency to --measure"
              .formatted(
                  String.join(",", names),
                  wanted.stream().map(Measurement::id).collect(Collectors.joining(", "))));
    }
    List<Kind> kinds = kinds();
    boolean single = kinds.contains(Kind.SINGLE_STREAM);
    boolean other = kinds.size() > (single ? 1 : 0);
    return Measurements.all().stream()
        .filter(
            each ->
                each.equals(latency) ? single : each.equals(others) ? other : wanted.contains(each))
        .toList();
  }

  /**
   * The scenarios other than single-stream.
   *
   * @param threads of the run, each of which is divided among the streams
   * @param quick whether a short time is enough
   * @throws InvalidInputException when a number is not allowed or has no effect
   */
  List<Scenario> scenarios(List<Integer> threads, boolean quick) {
    List<Kind> kinds = kinds();
    requireEffect("--rate", rate == null ? null : shown(rate), kinds, List.of(Kind.SERVER));
    requireEffect("--latency-bound", bound, kinds, List.of(Kind.SERVER));
    requireEffect(
        "--duration", duration, kinds, List.of(Kind.OFFLINE, Kind.MULTI_STREAM, Kind.SERVER));
    requireEffect(
        "--streams",
        streams.isEmpty() ? null : streams.get(0),
        kinds,
        List.of(Kind.OFFLINE, Kind.SERVER));
    double seconds =
        duration == null
            ? (quick ? QUICK_SECONDS : DEFAULT_SECONDS)
            : seconds("--duration", duration);
    if (seconds > MOST_SECONDS) {
      throw new InvalidInputException(
          "--duration %s: use at most a day, 1440m".formatted(duration));
    }
    requireStreams(threads);
    List<Integer> counts = streams.isEmpty() ? List.of(1) : streams.stream().distinct().toList();
    List<Scenario> scenarios = new ArrayList<>();
    for (Kind kind : kinds) {
      switch (kind) {
        case SINGLE_STREAM -> {}
        case MULTI_STREAM -> scenarios.add(closed(kind, 1, seconds));
        case OFFLINE -> counts.forEach(count -> scenarios.add(closed(kind, count, seconds)));
        case SERVER -> counts.forEach(count -> scenarios.add(server(count, seconds)));
      }
    }
    return scenarios;
  }

  private List<Kind> kinds() {
    return names.stream().map(Kind::named).distinct().toList();
  }

  private static Scenario closed(Kind kind, int count, double seconds) {
    return new Scenario(
        kind, count, OptionalDouble.empty(), OptionalDouble.empty(), seconds, ARRIVAL_SEED);
  }

  private Scenario server(int count, double seconds) {
    if ((rate == null) == (bound == null)) {
      throw new InvalidInputException(
          rate == null
              ? "server needs --rate QPS, or --latency-bound TIME for the largest rate that keeps it"
              : "--rate %s and --latency-bound %s: use one of them".formatted(shown(rate), bound));
    }
    if (rate != null) {
      requireRate(seconds);
      return new Scenario(
          Kind.SERVER,
          count,
          OptionalDouble.of(rate),
          OptionalDouble.empty(),
          seconds,
          ARRIVAL_SEED);
    }
    double boundSeconds = seconds("--latency-bound", bound);
    if (boundSeconds >= seconds) {
      throw new InvalidInputException(
          "--latency-bound %s is not shorter than the %s s in which queries arrive: raise --duration"
              .formatted(bound, shown(seconds)));
    }
    return new Scenario(
        Kind.SERVER,
        count,
        OptionalDouble.empty(),
        OptionalDouble.of(1000 * boundSeconds),
        seconds,
        ARRIVAL_SEED);
  }

  private void requireRate(double seconds) {
    if (!(rate > 0) || !Double.isFinite(rate)) {
      throw new InvalidInputException(
          "--rate %s: use a number of queries per second above 0".formatted(shown(rate)));
    }
    if (rate * seconds < 1) {
      throw new InvalidInputException(
          "%s s are too short for one query at --rate %s: raise --duration"
              .formatted(shown(seconds), shown(rate)));
    }
    if (rate * seconds > MOST_QUERIES) {
      throw new InvalidInputException(
          "--rate %s for %s s: use at most 10 million queries"
              .formatted(shown(rate), shown(seconds)));
    }
  }

  private void requireStreams(List<Integer> threads) {
    for (int count : streams) {
      if (count < 1) {
        throw new InvalidInputException("--streams %s: use 1 or more".formatted(count));
      }
      for (int all : threads) {
        if (count > all) {
          throw new InvalidInputException(
              "--streams %s of %s thread%s: each needs one; use fewer streams or raise --threads"
                  .formatted(count, all, all == 1 ? "" : "s"));
        }
      }
    }
  }

  private static void requireEffect(
      String option, Object value, List<Kind> kinds, List<Kind> affected) {
    if (value != null && kinds.stream().noneMatch(affected::contains)) {
      throw new InvalidInputException(
          "%s %s has no effect on %s: pass --scenario %s"
              .formatted(
                  option,
                  value,
                  kinds.isEmpty()
                      ? Kind.SINGLE_STREAM.id()
                      : kinds.stream().map(Kind::id).collect(Collectors.joining(", ")),
                  affected.stream().map(Kind::id).collect(Collectors.joining(" or "))));
    }
  }

  /** As a person would write it: 5, not 5.0. */
  private static String shown(double number) {
    return Double.isFinite(number)
        ? BigDecimal.valueOf(number).stripTrailingZeros().toPlainString()
        : String.valueOf(number);
  }

  private static double seconds(String option, String text) {
    Matcher time = TIME.matcher(text);
    double number = time.matches() ? Double.parseDouble(time.group(1)) : 0;
    if (number == 0) {
      throw new InvalidInputException(
          "%s %s: use a time above 0 with the unit ms, s or m, at most a day (1440m), e.g. 50ms"
              .formatted(option, text));
    }
    return switch (time.group(2)) {
      case "ms" -> number / 1000;
      case "m" -> 60 * number;
      default -> number;
    };
  }
}
