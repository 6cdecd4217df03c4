package io.convbench.reports.selection;

import io.convbench.results.CsvTable;
import io.convbench.results.history.Candidate;
import io.convbench.results.history.Configuration;
import io.convbench.results.selection.Assessed;
import io.convbench.results.selection.Estimate;
import io.convbench.results.selection.Metric;
import io.convbench.results.selection.Selection.Rival;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * An answer as CSV, one line a candidate: first its part in the answer, its traits, then of each
 * metric that takes part or is usual the value, both ends and where it is from, in base units; then
 * a column a constraint.
 */
public final class AnswerCsv {

  private static final List<String> FIRST =
      List.of(
          "role",
          "fit",
          "architecture",
          "engine",
          "device",
          "batch",
          "precision",
          "threads",
          "machine",
          "engine_version",
          "verdict",
          "reason");

  private AnswerCsv() {}

  /** Header and lines. */
  public static String of(Answer answer) {
    List<String> header = new ArrayList<>(FIRST);
    for (Metric metric : answer.metrics()) {
      Stream.of("", "_low", "_high", "_source")
          .forEach(end -> header.add(metric.id().replace('-', '_') + end));
    }
    answer.selection().question().constraints().forEach(one -> header.add(one.text()));
    CsvTable table = new CsvTable(header);
    answer.selection().candidates().forEach(one -> table.add(line(answer, one)));
    answer
        .selection()
        .setAside()
        .forEach(
            one -> {
              List<String> line =
                  new ArrayList<>(traits("set aside", "", one.candidate(), one.reason()));
              while (line.size() < header.size()) {
                line.add("");
              }
              table.add(line);
            });
    return table.toCsv();
  }

  private static List<String> line(Answer answer, Assessed one) {
    List<String> line =
        new ArrayList<>(traits(role(answer, one), one.fit().word(), one.candidate(), ""));
    for (Metric metric : answer.metrics()) {
      Optional<Estimate> figure = one.find(metric);
      line.add(figure.map(found -> String.valueOf(found.value())).orElse(""));
      line.add(figure.map(found -> end(found.low())).orElse(""));
      line.add(figure.map(found -> end(found.high())).orElse(""));
      line.add(figure.map(found -> word(found.source())).orElse(""));
    }
    one.fits().forEach(fit -> line.add(fit.word()));
    return line;
  }

  /** {@code tie} and {@code runner-up} are of those that fit. */
  static String role(Answer answer, Assessed one) {
    if (answer.selection().choice().filter(choice -> choice == one).isPresent()) {
      return "choice";
    }
    Optional<Rival> rival =
        answer.selection().rivals().stream().filter(other -> other.assessed() == one).findFirst();
    if (rival.isPresent()) {
      return rival.equals(answer.selection().runnerUp())
          ? "runner-up"
          : rival.get().ties() ? "tie" : "fits";
    }
    if (answer.selection().fits(one)) {
      return "fits";
    }
    return answer.selection().nearestMisses().contains(one) ? "nearest miss" : "misses";
  }

  private static List<String> traits(String role, String fit, Candidate one, String reason) {
    Configuration how = one.configuration();
    return List.of(
        role,
        fit,
        one.architecture(),
        how.engine(),
        how.device(),
        how.batch() > 0 ? String.valueOf(how.batch()) : "",
        how.precision(),
        how.threads() > 0 ? String.valueOf(how.threads()) : "",
        how.ran() ? how.machine().label() : "",
        how.engineVersion(),
        one.verdict().word(),
        reason);
  }

  static String word(Estimate.Source source) {
    return source.name().toLowerCase(Locale.ROOT);
  }

  private static String end(OptionalDouble end) {
    return end.isPresent() ? String.valueOf(end.getAsDouble()) : "";
  }
}
