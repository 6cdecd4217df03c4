package io.convbench.results.selection;

import io.convbench.foundation.input.InvalidInputException;
import io.convbench.foundation.text.NearestNames;
import io.convbench.results.history.Candidate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a candidate must be. */
public sealed interface Constraint {

  /** Whether a candidate meets it; only of candidates that have its metric. */
  Fit judge(Candidate candidate);

  /** As a person writes it, e.g. {@code p50 <= 50 ms}. */
  String text();

  /** A metric and how far it may go. */
  record Limit(Metric metric, Relation relation, double limit) implements Constraint {

    /**
     * @throws IllegalArgumentException when the limit is negative or not finite
     */
    public Limit {
      if (!(limit >= 0 && Double.isFinite(limit))) {
        throw new IllegalArgumentException("%s of %s".formatted(metric.id(), limit));
      }
    }

    @Override
    public Fit judge(Candidate candidate) {
      return judge(metric.of(candidate).orElseThrow());
    }

    /** Meets it at the bad end, or fails it at the good one. */
    Fit judge(Estimate one) {
      OptionalDouble bad = badEnd(one);
      if (bad.isPresent() && relation.holds(bad.getAsDouble(), limit)) {
        return Fit.MEETS;
      }
      OptionalDouble good = relation.isUpper() ? one.low() : one.high();
      return relation.holds(good.orElse(one.value()), limit) ? Fit.UNCERTAIN : Fit.FAILS;
    }

    /** The end of the interval that meets it last; empty where it is not known. */
    OptionalDouble badEnd(Estimate one) {
      return relation.isUpper() ? one.high() : one.low();
    }

    /** By how much a value is beyond the limit; negative within it. */
    double excess(double value) {
      return relation.isUpper() ? value - limit : limit - value;
    }

    @Override
    public String text() {
      return "%s %s %s".formatted(metric.id(), relation.symbol(), metric.unit().text(limit));
    }
  }

  /** A trait that must be one of some, or none of them. */
  record Setting(Trait trait, boolean wanted, List<String> values) implements Constraint {

    /**
     * @throws IllegalArgumentException when there is no value
     */
    public Setting {
      values = List.copyOf(values);
      if (values.isEmpty()) {
        throw new IllegalArgumentException(trait.id() + " of nothing");
      }
    }

    @Override
    public Fit judge(Candidate candidate) {
      String own = trait.of(candidate);
      boolean among = values.stream().anyMatch(value -> trait.matches(own, value));
      return among == wanted ? Fit.MEETS : Fit.FAILS;
    }

    @Override
    public String text() {
      return "%s %s %s".formatted(trait.id(), wanted ? "=" : "!=", String.join(",", values));
    }
  }

  /** How a metric must be to its limit. */
  enum Relation {
    /** No more. */
    AT_MOST("<=", true),
    /** Less. */
    BELOW("<", true),
    /** No less. */
    AT_LEAST(">=", false),
    /** More. */
    ABOVE(">", false);

    private final String symbol;
    private final boolean upper;

    Relation(String symbol, boolean upper) {
      this.symbol = symbol;
      this.upper = upper;
    }

    /** As in expressions. */
    public String symbol() {
      return symbol;
    }

    /** True when lower values meet it. */
    public boolean isUpper() {
      return upper;
    }

    boolean holds(double value, double limit) {
      return switch (this) {
        case AT_MOST -> value <= limit;
        case BELOW -> value < limit;
        case AT_LEAST -> value >= limit;
        case ABOVE -> value > limit;
      };
    }

    static Optional<Relation> of(String symbol) {
      return Stream.of(values()).filter(one -> one.symbol.equals(symbol)).findFirst();
    }
  }

  /** A name, a relation and whatever follows. */
  Pattern EXPRESSION = Pattern.compile("\\s*([A-Za-z][\\w-]*)\\s*(<=|>=|!=|==|<|>|=)(.*)");

  /** Whether a text is meant as a constraint, right or wrong. */
  static boolean isExpression(String text) {
    return EXPRESSION.matcher(text).matches();
  }

  /**
   * Reads an expression such as {@code p99<=50ms}, {@code top1>=75%} or {@code
   * engine=pytorch,onnxruntime}.
   *
   * @throws InvalidInputException when it is none, of an unknown metric or has no such value
   */
  static Constraint parse(String text) {
    Matcher parts = EXPRESSION.matcher(text);
    if (!parts.matches()) {
      throw new InvalidInputException(
          "'%s' is not a constraint: write a name, a relation and a value, as in 'p50<=50ms'"
              .formatted(text.strip()));
    }
    String name = parts.group(1).toLowerCase(Locale.ROOT);
    String symbol = parts.group(2);
    String value = parts.group(3).strip();
    if (value.isEmpty()) {
      throw new InvalidInputException(
          "%s: no value behind %s: write one, as in 'p50<=50ms'".formatted(text.strip(), symbol));
    }
    Optional<Trait> trait =
        Stream.of(Trait.values()).filter(one -> one.id().equals(name)).findFirst();
    return trait.isPresent()
        ? setting(trait.get(), symbol, value, text.strip())
        : limit(name, symbol, value, text.strip());
  }

  private static Constraint setting(Trait trait, String symbol, String value, String text) {
    if (!symbol.endsWith("=") || symbol.startsWith("<") || symbol.startsWith(">")) {
      throw new InvalidInputException(
          "%s: %s has no order: use = or !=".formatted(text, trait.id()));
    }
    List<String> values = Arrays.stream(value.split(",", -1)).map(String::strip).toList();
    if (values.stream().anyMatch(String::isEmpty)) {
      throw new InvalidInputException("%s: an empty value between commas".formatted(text));
    }
    return new Setting(trait, !symbol.equals("!="), values);
  }

  private static Constraint limit(String name, String symbol, String value, String text) {
    Metric metric =
        Metric.find(name)
            .orElseThrow(
                () ->
                    new InvalidInputException(
                        "%s: unknown metric '%s'%s: choose from %s; or %s"
                            .formatted(
                                text,
                                name,
                                NearestNames.hint(name, known()),
                                String.join(", ", Metric.ids()),
                                String.join(", ", Trait.ids()))));
    Relation relation =
        Relation.of(symbol)
            .orElseThrow(
                () ->
                    new InvalidInputException(
                        "%s: a measured figure is never exactly a value: use <= or >="
                            .formatted(text)));
    return new Limit(metric, relation, metric.unit().parse(value, text, name.endsWith("_bytes")));
  }

  private static List<String> known() {
    List<String> names = new ArrayList<>(Metric.names());
    names.addAll(Trait.ids());
    return names;
  }
}
