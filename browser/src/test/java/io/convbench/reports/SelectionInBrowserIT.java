package io.convbench.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.convbench.reports.evidence.KeptPredictions;
import io.convbench.results.Row;
import io.convbench.results.history.Candidate;
import io.convbench.results.history.History;
import io.convbench.results.selection.Assessed;
import io.convbench.results.selection.Constraint;
import io.convbench.results.selection.Constraint.Limit;
import io.convbench.results.selection.Constraint.Relation;
import io.convbench.results.selection.Estimate;
import io.convbench.results.selection.Metric;
import io.convbench.results.selection.PairedAccuracies;
import io.convbench.results.selection.Question;
import io.convbench.results.selection.Selection;
import io.convbench.results.selection.Selector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page's script chooses as {@link Selector} does, whatever the question. */
class SelectionInBrowserIT {

  private static final int QUESTIONS = 100;

  /** Asks all questions and writes each answer as {@link #words} does. */
  private static final String ASK =
      """
      questions => {
        const data = JSON.parse(document.getElementById("decision-data").textContent);
        const name = one => String(data.candidates.indexOf(one.candidate));
        return questions.map(question => {
          const own = selection.choose(data, data.candidates, question);
          return [
            own.choice ? name(own.choice) : "none",
            own.rivals.map(one => name(one) + (one.ties ? "=" : ">")).join(" "),
            own.assessed.map(one => name(one) + "." + one.fits.join("")).join(" "),
            own.findings.map(one => one.relaxations.map(other => name(other.one)).join(" ")).join(";")
          ].join(" | ");
        });
      }
      """;

  private static Browser browser;

  @TempDir private Path folder;

  @BeforeAll
  static void start() {
    browser = Browser.start();
  }

  @AfterAll
  static void close() {
    if (browser != null) {
      browser.close();
    }
  }

  @Test
  void ofPublishedAccuraciesByIntervals() throws IOException {
    compare(
        KerasTable.history(
            KerasTable.recorded("a", SyntheticTable.run(1), KerasTable.environment())),
        PairedAccuracies.NONE);
  }

  @Test
  void ofMeasuredAccuraciesByMcNemar() throws IOException {
    Random random = new Random(16);
    KeptRun run = new KeptRun(folder.resolve("kept"));
    List<Row> rows = new ArrayList<>();
    for (KerasTable.Line line : KerasTable.LINES.subList(0, 9)) {
      for (String engine : List.of("pytorch", "onnxruntime")) {
        run.accuracy(line.name(), engine, images(random, line.top1() / 100));
        rows.add(KerasTable.latency(line, engine, 1));
        rows.add(KerasTable.latency(line, engine, 8));
        rows.add(KerasTable.memory(line, engine, 1));
      }
      rows.add(KerasTable.cost(line));
    }
    rows.addAll(run.rows());

    compare(KerasTable.history(run.recorded(rows)), new KeptPredictions());
  }

  /** The same images with the same difficulties, of which better architectures hit more. */
  private static String[] images(Random random, double share) {
    String[] images = new String[300];
    for (int i = 0; i < images.length; i++) {
      double difficulty = (i + 0.5) / images.length + 0.1 * random.nextGaussian();
      images[i] = "image%s 0 %s 0.5".formatted(i, difficulty < share ? 0 : 7);
    }
    return images;
  }

  private void compare(History history, PairedAccuracies paired) throws IOException {
    List<Question> questions = questions(history, new Random(1));
    List<String> expected =
        questions.stream()
            .map(
                question -> words(Selector.select(history.candidates(), question, paired), history))
            .toList();
    Page page =
        browser.open(
            Files.writeString(
                folder.resolve("page.html"), ReportWriter.html(new Report(history, List.of()))),
            1280,
            ColorScheme.LIGHT);
    Object answers =
        page.evaluate(
            ASK, questions.stream().map(SelectionInBrowserIT::json).collect(Collectors.toList()));
    for (int i = 0; i < questions.size(); i++) {
      assertEquals(expected.get(i), ((List<?>) answers).get(i), json(questions.get(i)).toString());
    }
    assertTrue(expected.stream().distinct().count() > QUESTIONS / 3, "answers that differ");
    assertTrue(expected.stream().anyMatch(words -> words.startsWith("none")), "nothing fits");
    assertTrue(expected.stream().anyMatch(words -> words.contains("=")), "ties");
    assertTrue(expected.stream().anyMatch(words -> words.contains(">")), "real differences");
  }

  /** Limits at, above and below figures and their ends. */
  private static List<Question> questions(History history, Random random) {
    List<Question> questions = new ArrayList<>();
    List<Metric> metrics =
        List.of(Metric.values()).stream()
            .filter(
                metric -> history.candidates().stream().anyMatch(one -> metric.of(one).isPresent()))
            .toList();
    while (questions.size() < QUESTIONS) {
      Map<Metric, Constraint> limits = new LinkedHashMap<>();
      for (int i = random.nextInt(4); i > 0; i--) {
        Metric metric = metrics.get(random.nextInt(metrics.size()));
        limits.put(metric, limit(metric, history.candidates(), random));
      }
      Metric objective =
          random.nextBoolean() ? Metric.TOP1 : metrics.get(random.nextInt(metrics.size()));
      questions.add(
          new Question(
              List.copyOf(limits.values()),
              objective,
              random.nextInt(4) == 0,
              random.nextInt(3) == 0,
              false));
    }
    return questions;
  }

  private static Limit limit(Metric metric, List<Candidate> candidates, Random random) {
    List<Estimate> all = candidates.stream().flatMap(one -> metric.of(one).stream()).toList();
    Estimate one = all.get(random.nextInt(all.size()));
    double value =
        switch (random.nextInt(4)) {
          case 0 -> one.low().orElse(one.value());
          case 1 -> one.high().orElse(one.value());
          case 2 -> 1.01 * one.value();
          default -> one.value();
        };
    boolean least = metric.goal() == Metric.Goal.LEAST;
    return new Limit(metric, least ? Relation.AT_MOST : Relation.AT_LEAST, value);
  }

  private static Map<String, Object> json(Question question) {
    Map<String, Object> limits = new LinkedHashMap<>();
    for (Constraint constraint : question.constraints()) {
      limits.put(((Limit) constraint).metric().id(), ((Limit) constraint).limit());
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("objective", question.objective().id());
    json.put("limits", limits);
    json.put("measured", question.measuredOnly());
    json.put("uncertain", question.acceptUncertain());
    return json;
  }

  private static String words(Selection selection, History history) {
    return String.join(
        " | ",
        selection.choice().map(one -> name(one, history)).orElse("none"),
        selection.rivals().stream()
            .map(one -> name(one.assessed(), history) + (one.ties() ? "=" : ">"))
            .collect(Collectors.joining(" ")),
        selection.candidates().stream()
            .map(
                one ->
                    name(one, history)
                        + "."
                        + one.fits().stream()
                            .map(fit -> "" + fit.ordinal())
                            .collect(Collectors.joining()))
            .collect(Collectors.joining(" ")),
        selection.findings().stream()
            .map(
                finding ->
                    finding.relaxations().stream()
                        .map(one -> name(one.assessed(), history))
                        .collect(Collectors.joining(" ")))
            .collect(Collectors.joining(";")));
  }

  private static String name(Assessed one, History history) {
    return "" + history.candidates().indexOf(one.candidate());
  }
}
