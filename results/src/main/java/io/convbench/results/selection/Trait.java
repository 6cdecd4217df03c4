package io.convbench.results.selection;

import io.convbench.results.history.Candidate;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;

/** What tells candidates apart without being measured. */
public enum Trait {
  /** Keras's name. */
  ARCHITECTURE(Candidate::architecture),
  /** The architecture's family. */
  FAMILY(Candidate::family),
  /** The engine's id. */
  ENGINE(one -> one.configuration().engine()),
  /** {@code cpu} or {@code gpu:<index>}. */
  DEVICE(one -> one.configuration().device()),
  /** {@code fp32}, ... */
  PRECISION(one -> one.configuration().precision()),
  /** Images per forward pass. */
  BATCH(one -> positive(one.configuration().batch())),
  /** Intra-op threads. */
  THREADS(one -> positive(one.configuration().threads())),
  /** Processor, cores, memory and GPU; a part of it is enough. */
  MACHINE(one -> one.configuration().machine().label());

  private final Function<Candidate, String> text;

  Trait(Function<Candidate, String> text) {
    this.text = text;
  }

  /** The name in expressions. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Names of all. */
  static List<String> ids() {
    return Stream.of(values()).map(Trait::id).toList();
  }

  /** What it is of a candidate; empty where nothing ran. */
  String of(Candidate candidate) {
    return text.apply(candidate);
  }

  /** Whether a candidate's is what somebody wrote, case aside. */
  boolean matches(String ofCandidate, String written) {
    String one = ofCandidate.toLowerCase(Locale.ROOT);
    String wanted = written.toLowerCase(Locale.ROOT);
    return this == MACHINE ? one.contains(wanted) : one.equals(wanted);
  }

  private static String positive(long number) {
    return number > 0 ? Long.toString(number) : "";
  }
}
