package io.convbench.reports.selection;

import io.convbench.results.selection.Assessed;
import io.convbench.results.selection.Selection;
import io.convbench.results.selection.Selection.Finding;
import io.convbench.results.selection.Selection.Rival;
import java.util.Locale;
import java.util.Optional;

/** An answer for a terminal. */
public final class AnswerText {

  private static final String LINE = "%-10s %s%n";

  private AnswerText() {}

  /** The choice first; last what to know before trusting it. */
  public static String of(Answer answer) {
    Selection selection = answer.selection();
    StringBuilder out = new StringBuilder(answer.scope()).append('\n');
    answer.setAside().forEach(one -> out.append("set aside: ").append(one).append('\n'));
    out.append('\n');
    if (selection.choice().isPresent()) {
      choice(answer, selection.choice().get(), out);
    } else {
      nothing(answer, out);
    }
    if (!selection.findings().isEmpty()) {
      out.append('\n').append(constraints(answer));
    }
    answer.notes().forEach(note -> out.append('\n').append(note));
    return out.append(answer.notes().isEmpty() ? "" : "\n").toString();
  }

  private static void choice(Answer answer, Assessed choice, StringBuilder out) {
    line(out, "choice", answer.name(choice.candidate()));
    line(out, "", answer.figures(choice));
    line(out, "", "it has %s of all that fit".formatted(answer.objective()));
    Optional<Rival> runnerUp = answer.selection().runnerUp();
    if (runnerUp.isEmpty()) {
      line(out, "runner-up", "none: nothing else fits");
    } else {
      line(out, "runner-up", answer.name(runnerUp.get().assessed().candidate()));
      line(out, "", answer.figures(runnerUp.get().assessed()));
      line(out, "", answer.comparison(runnerUp.get()));
    }
    answer.ties().ifPresent(ties -> line(out, "ties", ties));
  }

  private static void nothing(Answer answer, StringBuilder out) {
    line(out, "choice", answer.noChoice());
    answer
        .selection()
        .nearestMisses()
        .forEach(
            one -> {
              line(out, "nearest", answer.name(one.candidate()) + ": " + answer.misses(one));
              line(out, "", answer.figures(one));
            });
  }

  private static void line(StringBuilder out, String what, String text) {
    out.append(LINE.formatted(what, text));
  }

  private static String constraints(Answer answer) {
    int width =
        answer.selection().findings().stream()
            .mapToInt(one -> one.constraint().text().length())
            .reduce("constraint".length(), Math::max);
    String format = "%-" + width + "s  %5s  %9s  %5s  %s";
    StringBuilder out =
        new StringBuilder(
            String.format(
                Locale.ROOT, format, "constraint", "meets", "uncertain", "fails", "nearest miss"));
    for (Finding finding : answer.selection().findings()) {
      out.append('\n')
          .append(
              String.format(
                      Locale.ROOT,
                      format,
                      finding.constraint().text(),
                      finding.meets(),
                      finding.uncertain(),
                      finding.fails(),
                      answer.nearest(finding))
                  .stripTrailing());
    }
    out.append('\n');
    StringBuilder relaxed = new StringBuilder();
    answer.selection().findings().stream()
        .flatMap(finding -> answer.relaxations(finding).stream())
        .forEach(one -> relaxed.append(one).append('\n'));
    return out + (relaxed.isEmpty() ? "" : "\n" + relaxed);
  }
}
