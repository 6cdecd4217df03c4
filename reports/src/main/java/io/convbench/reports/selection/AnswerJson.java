package io.convbench.reports.selection;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.convbench.results.JsonDocument;
import io.convbench.results.RecordedRun;
import io.convbench.results.history.Candidate;
import io.convbench.results.history.Configuration;
import io.convbench.results.selection.Assessed;
import io.convbench.results.selection.Constraint;
import io.convbench.results.selection.Constraint.Limit;
import io.convbench.results.selection.Constraint.Setting;
import io.convbench.results.selection.Difference;
import io.convbench.results.selection.Estimate;
import io.convbench.results.selection.Metric;
import io.convbench.results.selection.Question;
import io.convbench.results.selection.Selection;
import io.convbench.results.selection.Selection.Finding;
import io.convbench.results.selection.Selection.Relaxation;
import io.convbench.results.selection.Selection.Rival;
import java.util.OptionalDouble;

/**
 * An answer as JSON, as {@code docs/schema/select.json} describes it. Candidates are named by their
 * index in {@code candidates}; values are in base units.
 */
public final class AnswerJson {

  /** Raised when a reader of the version before would misread it. */
  private static final int VERSION = 1;

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final Answer answer;
  private final Selection selection;

  private AnswerJson(Answer answer) {
    this.answer = answer;
    this.selection = answer.selection();
  }

  /** The document. */
  public static JsonDocument of(Answer answer) {
    return new AnswerJson(answer).document();
  }

  private JsonDocument document() {
    JsonDocument whole = new JsonDocument("select", VERSION);
    ObjectNode document = whole.content();
    ArrayNode runs = document.putArray("runs");
    answer.history().runs().stream().map(RecordedRun::id).forEach(runs::add);
    document.set("question", question());
    selection
        .choice()
        .ifPresentOrElse(
            one -> document.put("choice", index(one)), () -> document.putNull("choice"));
    document.set("rivals", array(selection.rivals().stream().map(this::rival).toList()));
    ArrayNode nearest = document.putArray("nearest_misses");
    selection.nearestMisses().forEach(one -> nearest.add(index(one)));
    document.set("constraints", array(selection.findings().stream().map(this::finding).toList()));
    document.set(
        "candidates", array(selection.candidates().stream().map(this::candidate).toList()));
    document.set(
        "set_aside",
        array(
            selection.setAside().stream()
                .map(one -> traits(one.candidate()).put("reason", one.reason()))
                .toList()));
    ArrayNode notes = document.putArray("notes");
    answer.notes().forEach(notes::add);
    return whole;
  }

  private ObjectNode question() {
    Question question = selection.question();
    ObjectNode node = NODES.objectNode();
    node.put("objective", question.objective().id());
    node.put("goal", question.objective().goal() == Metric.Goal.MOST ? "maximize" : "minimize");
    node.put("measured_only", question.measuredOnly());
    node.put("accept_uncertain", question.acceptUncertain());
    node.put("across_machines", question.acrossMachines());
    return node;
  }

  private ObjectNode rival(Rival rival) {
    ObjectNode node = NODES.objectNode().put("candidate", index(rival.assessed()));
    node.put("tie", rival.ties());
    return difference(node, rival.difference());
  }

  private static ObjectNode difference(ObjectNode node, Difference difference) {
    node.put("basis", difference.basis().word());
    return number(node, "p_value", difference.pValue());
  }

  private ObjectNode finding(Finding finding) {
    ObjectNode node = constraint(finding.constraint());
    node.put("meets", finding.meets());
    node.put("uncertain", finding.uncertain());
    node.put("fails", finding.fails());
    finding
        .nearest()
        .ifPresentOrElse(
            miss ->
                node.putObject("nearest_miss")
                    .put("candidate", index(miss.assessed()))
                    .put("by", miss.by()),
            () -> node.putNull("nearest_miss"));
    node.set("relaxations", array(finding.relaxations().stream().map(this::relaxation).toList()));
    return node;
  }

  private static ObjectNode constraint(Constraint constraint) {
    ObjectNode node = NODES.objectNode().put("text", constraint.text());
    if (constraint instanceof Limit limit) {
      return node.put("metric", limit.metric().id())
          .put("relation", limit.relation().symbol())
          .put("limit", limit.limit())
          .put("unit", limit.metric().unit().symbol());
    }
    Setting setting = (Setting) constraint;
    node.put("trait", setting.trait().id()).put("relation", setting.wanted() ? "=" : "!=");
    ArrayNode values = node.putArray("values");
    setting.values().forEach(values::add);
    return node;
  }

  private ObjectNode relaxation(Relaxation one) {
    ObjectNode node = NODES.objectNode().put("candidate", index(one.assessed()));
    number(node, "limit", one.limit());
    number(node, "by", one.by());
    number(node, "gain", one.gain());
    one.difference()
        .ifPresentOrElse(
            difference -> difference(node.put("tie", !difference.real()), difference),
            () -> node.putNull("tie").putNull("basis").putNull("p_value"));
    return node;
  }

  private ObjectNode candidate(Assessed one) {
    ObjectNode node = traits(one.candidate());
    node.put("role", AnswerCsv.role(answer, one));
    node.put("fit", one.fit().word());
    ArrayNode fits = node.putArray("fits");
    one.fits().forEach(fit -> fits.add(fit.word()));
    ObjectNode figures = node.putObject("figures");
    one.figures().forEach((metric, figure) -> figures.set(metric.id(), figure(metric, figure)));
    return node;
  }

  private static ObjectNode figure(Metric metric, Estimate figure) {
    ObjectNode node = NODES.objectNode().put("value", figure.value());
    number(node, "low", figure.low());
    number(node, "high", figure.high());
    return node.put("unit", metric.unit().symbol()).put("source", AnswerCsv.word(figure.source()));
  }

  private ObjectNode traits(Candidate one) {
    Configuration how = one.configuration();
    ObjectNode node = NODES.objectNode();
    node.put("architecture", one.architecture());
    node.put("family", one.family());
    text(node, "engine", how.engine());
    text(node, "device", how.device());
    node.put("batch", how.batch() > 0 ? how.batch() : null);
    text(node, "precision", how.precision());
    node.put("threads", how.threads() > 0 ? how.threads() : null);
    text(node, "machine", how.ran() ? how.machine().label() : "");
    text(node, "engine_version", how.engineVersion());
    node.put("verdict", one.verdict().word());
    text(node, "verdict_reasons", one.verdictReasons());
    return node;
  }

  private static void text(ObjectNode node, String name, String text) {
    node.put(name, text.isEmpty() ? null : text);
  }

  private static ObjectNode number(ObjectNode node, String name, OptionalDouble number) {
    return number.isPresent() ? node.put(name, number.getAsDouble()) : node.putNull(name);
  }

  private static ArrayNode array(Iterable<ObjectNode> nodes) {
    ArrayNode array = NODES.arrayNode();
    nodes.forEach(array::add);
    return array;
  }

  private int index(Assessed one) {
    return selection.candidates().indexOf(one);
  }
}
