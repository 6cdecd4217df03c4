package io.convbench.reports.throughput;

import io.convbench.reports.chart.Rounding;
import io.convbench.results.Column;
import io.convbench.results.RecordedRun;
import io.convbench.results.history.Candidate;
import io.convbench.results.history.Configuration;
import io.convbench.results.history.History;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Images per second in Markdown: a table per engine, device and precision, a column per batch. */
public final class ThroughputTable {

  private static final String NOT_MEASURED = "–";

  private ThroughputTable() {}

  /** What was timed; empty when nothing was. */
  public static Optional<String> markdown(History history) {
    Map<Configuration, List<Candidate>> timed = new LinkedHashMap<>();
    for (Candidate one : history.candidates()) {
      if (one.has(Column.THROUGHPUT_IMAGES_PER_S)) {
        timed.computeIfAbsent(one.configuration().anyBatch(), any -> new ArrayList<>()).add(one);
      }
    }
    if (timed.isEmpty()) {
      return Optional.empty();
    }
    StringBuilder text = new StringBuilder("# Images per second\n\n");
    text.append(
        "Batch / mean time of a forward pass, from a batch in the engine's memory to logits in"
            + " Java's. In\nbrackets: the share of the card's peak, 2 x MACs x images per second /"
            + " peak. %s: not measured;\n~ noisy, ! not valid, ? without a verdict.\nRuns: %s.\n"
                .formatted(
                    NOT_MEASURED,
                    history.runs().stream()
                        .map(RecordedRun::id)
                        .collect(Collectors.joining(", "))));
    timed.forEach((configuration, all) -> section(configuration, all, text));
    return Optional.of(text.toString());
  }

  private static void section(Configuration how, List<Candidate> all, StringBuilder text) {
    Optional<CardPeak> card = all.get(0).text(Column.GPU_MODEL).flatMap(CardPeak::of);
    text.append("\n## %s, %s, %s\n\n".formatted(how.engine(), how.device(), how.precision()));
    text.append(
        "%s; %s; convbench %s; %s model; %s threads.\n"
            .formatted(
                how.machine().label(),
                how.engineVersion(),
                how.commit(),
                how.modelForm(),
                how.threads()));
    card.ifPresent(
        peak ->
            Optional.ofNullable(peak.teraflops().get(how.precision()))
                .ifPresent(
                    teraflops ->
                        text.append(
                            "Peak: %s TFLOP/s, dense (%s).\n"
                                .formatted(teraflops, peak.source()))));
    TreeSet<Long> batches = new TreeSet<>();
    Map<String, Map<Long, Candidate>> lines = new LinkedHashMap<>();
    for (Candidate one : all) {
      batches.add(one.configuration().batch());
      lines
          .computeIfAbsent(one.architecture(), name -> new TreeMap<>())
          .put(one.configuration().batch(), one);
    }
    text.append("\n| architecture | GMACs |");
    batches.forEach(batch -> text.append(" batch ").append(batch).append(" |"));
    text.append("\n|---|---:|").append("---:|".repeat(batches.size())).append('\n');
    lines.forEach(
        (name, cells) -> {
          OptionalDouble macs = cells.values().iterator().next().number(Column.MACS);
          text.append("| %s | %s |".formatted(name, gigamacs(macs)));
          for (long batch : batches) {
            String cell =
                Optional.ofNullable(cells.get(batch))
                    .map(one -> cell(one, macs, card))
                    .orElse(NOT_MEASURED);
            text.append(' ').append(cell).append(" |");
          }
          text.append('\n');
        });
  }

  private static String gigamacs(OptionalDouble macs) {
    return macs.isPresent() ? Rounding.fixed(macs.getAsDouble() / 1e9, 2) : NOT_MEASURED;
  }

  private static String cell(Candidate one, OptionalDouble macs, Optional<CardPeak> card) {
    double rate = one.number(Column.THROUGHPUT_IMAGES_PER_S).orElseThrow();
    String text = Rounding.fixed(rate, rate < 100 ? 1 : 0) + one.verdict().sign();
    OptionalDouble share =
        macs.isPresent() && card.isPresent()
            ? card.get().share(one.configuration().precision(), macs.getAsDouble(), rate)
            : OptionalDouble.empty();
    return share.isPresent()
        ? text + " (%s %%)".formatted(Rounding.percent(share.getAsDouble()))
        : text;
  }
}
