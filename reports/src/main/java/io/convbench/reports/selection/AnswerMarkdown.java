package io.convbench.reports.selection;

import io.convbench.foundation.text.MarkdownText;
import io.convbench.results.selection.Assessed;
import io.convbench.results.selection.Metric;
import io.convbench.results.selection.Selection;
import io.convbench.results.selection.Selection.Finding;
import io.convbench.results.selection.Selection.Rival;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** An answer as Markdown, for a job's summary or a decision record. Names are literal text. */
public final class AnswerMarkdown {

  private AnswerMarkdown() {}

  /** A document with headings of the second level. */
  public static String of(Answer answer) {
    Selection selection = answer.selection();
    List<String> blocks = new ArrayList<>();
    blocks.add("## " + heading(answer));
    blocks.add(MarkdownText.of(answer.scope()) + ".");
    blocks.add(candidates(answer));
    selection
        .runnerUp()
        .ifPresent(
            rival -> blocks.add("Runner-up: " + MarkdownText.of(answer.comparison(rival)) + "."));
    answer.ties().ifPresent(ties -> blocks.add("Ties: " + MarkdownText.of(ties) + "."));
    if (!selection.findings().isEmpty()) {
      blocks.add(constraints(answer));
    }
    List<String> items = new ArrayList<>();
    selection.findings().forEach(finding -> items.addAll(answer.relaxations(finding)));
    answer.setAside().forEach(one -> items.add("Set aside: " + one));
    items.addAll(answer.notes());
    if (!items.isEmpty()) {
      blocks.add(
          items.stream()
              .map(item -> "- " + MarkdownText.of(item))
              .collect(Collectors.joining("\n")));
    }
    return String.join("\n\n", blocks) + "\n";
  }

  private static String heading(Answer answer) {
    return answer
        .selection()
        .choice()
        .map(one -> "Choice: " + MarkdownText.of(answer.name(one.candidate())))
        .orElse("Choice: " + answer.noChoice());
  }

  private static String candidates(Answer answer) {
    List<String> lines = new ArrayList<>();
    List<Metric> metrics = answer.metrics();
    lines.add(
        "| | candidate | "
            + metrics.stream().map(Metric::label).collect(Collectors.joining(" | "))
            + " | |");
    lines.add("|---|---|" + "---:|".repeat(metrics.size()) + "---|");
    Selection selection = answer.selection();
    selection.choice().ifPresent(one -> lines.add(line("choice", one, "", answer)));
    selection
        .runnerUp()
        .map(Rival::assessed)
        .ifPresent(one -> lines.add(line("runner-up", one, "", answer)));
    selection
        .nearestMisses()
        .forEach(one -> lines.add(line("nearest miss", one, answer.misses(one), answer)));
    return String.join("\n", lines);
  }

  private static String line(String role, Assessed one, String remark, Answer answer) {
    return "| %s | %s | %s | %s |"
        .formatted(
            role,
            MarkdownText.of(answer.name(one.candidate())),
            answer.metrics().stream()
                .map(metric -> MarkdownText.of(answer.figure(one, metric)))
                .collect(Collectors.joining(" | ")),
            MarkdownText.of(remark));
  }

  private static String constraints(Answer answer) {
    List<String> lines = new ArrayList<>();
    lines.add("| constraint | meets | uncertain | fails | nearest miss |");
    lines.add("|---|---:|---:|---:|---|");
    for (Finding finding : answer.selection().findings()) {
      lines.add(
          "| %s | %s | %s | %s | %s |"
              .formatted(
                  MarkdownText.of(finding.constraint().text()),
                  finding.meets(),
                  finding.uncertain(),
                  finding.fails(),
                  MarkdownText.of(answer.nearest(finding))));
    }
    return String.join("\n", lines);
  }
}
