package io.convbench.results.nightly;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.convbench.foundation.file.WholeFile;
import io.convbench.foundation.text.ParserWords;
import io.convbench.foundation.text.VisibleText;
import io.convbench.results.BoundedText;
import io.convbench.results.JsonDocument;
import io.convbench.results.Status;
import io.convbench.results.comparison.CellFigure;
import io.convbench.results.comparison.Circumstances;
import io.convbench.results.comparison.Evidence;
import io.convbench.results.comparison.Metric;
import io.convbench.results.comparison.Probe;
import io.convbench.results.comparison.Ratio;
import io.convbench.results.comparison.RunFigures;
import io.convbench.results.trust.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A night as a file of JSON lines. A line is one object, which its {@code kind} names: a {@code
 * night} begins the file, a {@code confirmation} each further run; behind each stand its {@code
 * probe}s and {@code figure}s; then the {@code change}s that were found; the last line, {@code
 * end}, counts the others, so that a file that was cut off is not taken for a short night.
 */
final class NightFile {

  /** Raised when a field changes its meaning or goes; new fields do not raise it. */
  private static final int VERSION = 1;

  private static final ObjectReader JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .build()
          .reader();

  private NightFile() {}

  /**
   * Writes it, whole or not at all.
   *
   * @throws IOException when it cannot be written
   */
  static void write(Path file, Night night) throws IOException {
    List<ObjectNode> lines = new ArrayList<>();
    lines.add(
        new JsonDocument("night", VERSION)
            .content()
            .put("kind", "night")
            .put("suite", night.suite()));
    section(lines.get(0), night.run(), lines);
    for (RunFigures run : night.confirmations()) {
      ObjectNode start = line("confirmation");
      lines.add(start);
      section(start, run, lines);
    }
    night.changes().forEach(change -> lines.add(line(change)));
    lines.add(line("end").put("lines", lines.size()));
    StringBuilder text = new StringBuilder();
    lines.forEach(line -> text.append(line).append('\n'));
    WholeFile.write(file, text.toString());
  }

  private static ObjectNode line(String kind) {
    return JsonNodeFactory.instance.objectNode().put("kind", kind);
  }

  private static void section(ObjectNode start, RunFigures run, List<ObjectNode> lines) {
    start.put("run", run.run()).put("time", run.time().toString()).put("commit", run.commit());
    run.probes()
        .forEach(
            (name, probe) ->
                lines.add(
                    line("probe")
                        .put("name", name)
                        .put("speed", probe.speed())
                        .put("log_variance", probe.logVariance())
                        .put("processes", probe.processes())));
    run.figures().forEach(figure -> lines.add(line(figure)));
  }

  private static ObjectNode line(Change change) {
    ObjectNode line =
        line("change")
            .put("key", change.key())
            .put("since", change.since())
            .put("ratio", change.ratio().estimate());
    change.ratio().low().ifPresent(low -> line.put("ratio_low", low));
    change.ratio().high().ifPresent(high -> line.put("ratio_high", high));
    return line.put("regression", change.regression()).put("reason", change.reason());
  }

  private static ObjectNode line(CellFigure figure) {
    ObjectNode line = line("figure").put("cell", figure.cell());
    line.put("column", figure.metric().column().header());
    line.put("architecture", figure.architecture());
    text(line, "engine", figure.engine());
    text(line, "setting", figure.where().setting());
    text(line, "machine", figure.where().machine());
    text(line, "version", figure.where().version());
    text(line, "probe", figure.where().probe());
    line.put("status", figure.status().word());
    text(line, "reason", figure.reason());
    figure.value().ifPresent(value -> line.put("value", value));
    Evidence evidence = figure.evidence();
    if (isTimed(figure.metric())) {
      line.put("verdict", evidence.verdict().word());
      text(line, "doubts", evidence.doubts());
    }
    if (figure.metric().rule() == Metric.Rule.ROUNDS) {
      ArrayNode rounds = line.putArray("rounds");
      evidence.rounds().forEach(rounds::add);
      line.put("moving", evidence.moving());
    }
    evidence.limit().ifPresent(limit -> line.put("limit", limit));
    evidence
        .hits()
        .ifPresent(
            hits ->
                line.put("images", evidence.images())
                    .put("hits", Base64.getEncoder().encodeToString(hits.toByteArray())));
    return line;
  }

  private static void text(ObjectNode line, String name, String text) {
    if (!text.isEmpty()) {
      line.put(name, text);
    }
  }

  /**
   * Reads it back.
   *
   * @throws IOException when it is missing, cut off, of another schema or damaged, in one line
   */
  static Night read(Path file) throws IOException {
    String text = BoundedText.read(file, BoundedText.MOST_BYTES);
    List<JsonNode> lines = new ArrayList<>();
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      try {
        lines.add(JSON.readTree(line));
      } catch (JsonProcessingException e) {
        throw damaged(file, number, ParserWords.of(e.getOriginalMessage()), e);
      }
      if (!lines.get(number - 1).isObject()) {
        throw damaged(file, number, "it holds no JSON object", null);
      }
    }
    if (lines.isEmpty()) {
      throw damaged(file, 1, "it is empty", null);
    }
    JsonNode first = lines.get(0);
    if (!first.path("kind").asText().equals("night")) {
      throw damaged(file, 1, "it begins no night", null);
    }
    // Nights called it schema before they had a format.
    JsonNode version = first.path(first.has("version") ? "version" : "schema");
    if (version.isMissingNode()) {
      throw damaged(file, 1, "it has no version", null);
    }
    if (version.asInt() != VERSION) {
      throw new IOException(
          "%s has version %s, this convbench reads %s: use the convbench that wrote it"
              .formatted(file, VisibleText.shortened(version.toString()), VERSION));
    }
    JsonNode last = lines.get(lines.size() - 1);
    if (!last.path("kind").asText().equals("end")
        || last.path("lines").asInt() != lines.size() - 1) {
      throw damaged(file, number, "it is cut off", null);
    }
    return night(file, lines);
  }

  private static Night night(Path file, List<JsonNode> lines) throws IOException {
    List<RunFigures> runs = new ArrayList<>();
    List<Change> changes = new ArrayList<>();
    Map<String, Probe> probes = new LinkedHashMap<>();
    List<CellFigure> figures = new ArrayList<>();
    JsonNode start = lines.get(0);
    for (int i = 1; i < lines.size(); i++) {
      JsonNode line = lines.get(i);
      try {
        switch (line.path("kind").asText()) {
          case "probe" -> probes.put(required(line, "name"), probe(line));
          case "figure" -> figures.add(figure(line));
          case "change" -> changes.add(change(line));
          case "confirmation" -> {
            runs.add(run(start, figures, probes));
            start = line;
            figures.clear();
            probes.clear();
          }
          case "end" -> runs.add(run(start, figures, probes));
          default -> throw new IllegalArgumentException("it is of an unknown kind");
        }
      } catch (IllegalArgumentException | DateTimeException e) {
        throw damaged(file, i + 1, e.getMessage(), e);
      }
    }
    String suite = lines.get(0).path("suite").asText();
    return new Night(suite, runs.get(0), runs.subList(1, runs.size()), changes);
  }

  private static RunFigures run(
      JsonNode start, List<CellFigure> figures, Map<String, Probe> probes) {
    return new RunFigures(
        required(start, "run"),
        Instant.parse(required(start, "time")),
        start.path("commit").asText(),
        figures,
        probes);
  }

  private static Probe probe(JsonNode line) {
    return new Probe(
        number(line, "speed"), number(line, "log_variance"), line.path("processes").asLong());
  }

  private static Change change(JsonNode line) {
    return new Change(
        required(line, "key"),
        required(line, "since"),
        new Ratio(number(line, "ratio"), maybe(line, "ratio_low"), maybe(line, "ratio_high")),
        line.path("regression").asBoolean(),
        visible(line.path("reason").asText()));
  }

  private static CellFigure figure(JsonNode line) {
    String header = required(line, "column");
    Metric metric =
        Arrays.stream(Metric.values())
            .filter(one -> one.column().header().equals(header))
            .findFirst()
            .orElseThrow(
                () -> new IllegalArgumentException("column %s is unknown".formatted(header)));
    return new CellFigure(
        required(line, "cell"),
        metric,
        required(line, "architecture"),
        optional(line, "engine"),
        new Circumstances(
            optional(line, "setting"),
            optional(line, "machine"),
            optional(line, "version"),
            optional(line, "probe")),
        Status.ofWord(required(line, "status")),
        optional(line, "reason"),
        maybe(line, "value"),
        evidence(line, metric));
  }

  private static boolean isTimed(Metric metric) {
    return metric.rule() == Metric.Rule.ROUNDS || metric.rule() == Metric.Rule.REPEATS;
  }

  private static Evidence evidence(JsonNode line, Metric metric) {
    if (metric.rule() == Metric.Rule.REPEATS) {
      // Older nights have no verdict of what one process timed.
      String verdict = line.has("verdict") ? required(line, "verdict") : Verdict.UNKNOWN.word();
      return Evidence.ofOneProcess(verdict(verdict), optional(line, "doubts"));
    }
    if (metric.rule() == Metric.Rule.ROUNDS) {
      List<Double> rounds = new ArrayList<>();
      line.path("rounds").forEach(round -> rounds.add(round.asDouble()));
      return Evidence.ofRounds(
          verdict(required(line, "verdict")),
          optional(line, "doubts"),
          rounds,
          maybe(line, "moving").orElse(0));
    }
    Optional<BitSet> hits =
        line.has("hits")
            ? Optional.of(BitSet.valueOf(Base64.getDecoder().decode(line.path("hits").asText())))
            : Optional.empty();
    return new Evidence(
        Verdict.VALID, "", List.of(), 0, maybe(line, "limit"), hits, line.path("images").asInt());
  }

  private static Verdict verdict(String word) {
    return Verdict.valueOf(word.toUpperCase(Locale.ROOT));
  }

  private static String required(JsonNode line, String name) {
    String text = optional(line, name);
    if (text.isEmpty()) {
      throw new IllegalArgumentException("it has no " + name);
    }
    return text;
  }

  private static String optional(JsonNode line, String name) {
    return visible(line.path(name).asText());
  }

  private static String visible(String text) {
    if (!VisibleText.isVisible(text)) {
      throw new IllegalArgumentException("control characters in " + VisibleText.of(text));
    }
    return text;
  }

  private static double number(JsonNode line, String name) {
    return maybe(line, name)
        .orElseThrow(() -> new IllegalArgumentException("it has no number " + name));
  }

  private static OptionalDouble maybe(JsonNode line, String name) {
    JsonNode value = line.path(name);
    return value.isNumber() ? OptionalDouble.of(value.doubleValue()) : OptionalDouble.empty();
  }

  private static IOException damaged(Path file, int line, String why, Exception cause) {
    return new IOException(
        "%s, line %s is damaged (%s)".formatted(file, line, VisibleText.shortened(why)), cause);
  }
}
