package io.convbench.results.history;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * How the configurations of a table or chart are called: by their engine and by whatever differs
 * among them, so that no two have the same name; and by what departs from the usual, which is cpu,
 * fp32 and a model with folded batch norms, even where all do.
 */
public final class ConfigurationNames {

  private static final String USUAL_DEVICE = "cpu";
  private static final String USUAL_PRECISION = "fp32";
  private static final String USUAL_FORM = "optimized";
  private static final int SLUG_LENGTH = 100;

  private final List<Configuration> all;

  private ConfigurationNames(Collection<Configuration> all) {
    this.all = all.stream().filter(Configuration::ran).distinct().toList();
  }

  /** The names of these configurations, side by side. */
  public static ConfigurationNames of(Collection<Configuration> shown) {
    return new ConfigurationNames(shown);
  }

  /**
   * For tables, e.g. {@code pytorch bf16 b8 t2 on AMD EPYC, 2 cores}: b for the batch, t for
   * threads. Empty for the graph alone.
   */
  public String name(Configuration one) {
    List<String> words = new ArrayList<>();
    words.add(one.engine());
    words.add(unless(USUAL_DEVICE, one, Configuration::device));
    words.add(unless(USUAL_PRECISION, one, Configuration::precision));
    words.add(unless(USUAL_FORM, one, Configuration::modelForm));
    words.add(one.batch() > 0 && several(Configuration::batch) ? "b" + one.batch() : "");
    words.add(one.threads() > 0 && several(Configuration::threads) ? "t" + one.threads() : "");
    words.add(autotune(one));
    words.removeIf(String::isEmpty);
    String where = String.join(", ", where(one));
    return String.join(" ", words) + (where.isEmpty() ? "" : " " + where);
  }

  /**
   * For headings, e.g. {@code pytorch on cpu, batch 1, fp32, 2 threads}, and behind it what differs
   * of machine and versions.
   */
  public String label(Configuration one) {
    List<String> words = new ArrayList<>();
    if (!one.device().isEmpty()) {
      words.add(one.engine().isEmpty() ? one.device() : one.engine() + " on " + one.device());
    }
    words.add(one.batch() > 0 ? "batch " + one.batch() : "");
    words.add(one.precision());
    words.add(
        one.threads() == 1 ? "1 thread" : one.threads() > 0 ? one.threads() + " threads" : "");
    words.add(unless(USUAL_FORM, one, Configuration::modelForm));
    words.add(autotune(one));
    words.addAll(where(one));
    words.removeIf(String::isEmpty);
    return words.isEmpty() ? "the graph alone" : String.join(", ", words);
  }

  /**
   * For names of files, e.g. {@code pytorch-cpu-b1-fp32-t2}; not unique where long ones are cut.
   */
  public String slug(Configuration one) {
    List<String> words = new ArrayList<>();
    words.add(one.engine());
    words.add(one.device());
    words.add(one.batch() > 0 ? "b" + one.batch() : "");
    words.add(one.precision());
    words.add(one.threads() > 0 ? "t" + one.threads() : "");
    words.add(unless(USUAL_FORM, one, Configuration::modelForm));
    words.add(autotune(one));
    words.addAll(where(one));
    words.removeIf(String::isEmpty);
    String slug =
        String.join("-", words)
            .replace(":", "")
            .replaceAll("[^A-Za-z0-9]+", "-")
            .replaceAll("^-|-$", "");
    return slug.substring(0, Math.min(SLUG_LENGTH, slug.length()));
  }

  /** Where the engine was measured with and without. */
  private String autotune(Configuration one) {
    long ways =
        all.stream()
            .filter(other -> other.engine().equals(one.engine()))
            .map(Configuration::cudnnAutotune)
            .filter(way -> !way.isEmpty())
            .distinct()
            .count();
    return ways > 1 && !one.cudnnAutotune().isEmpty() ? "autotune " + one.cudnnAutotune() : "";
  }

  /** What differs of machine and versions, e.g. {@code on AMD EPYC}, {@code 2 cores}. */
  private List<String> where(Configuration one) {
    List<String> words = new ArrayList<>(machine(one));
    if (!words.isEmpty()) {
      words.set(0, "on " + words.get(0));
    }
    List<String> software = new ArrayList<>();
    if (one.ran() && !one.engineVersion().equals(Configuration.ANY) && versions(one).size() > 1) {
      software.add("with " + version(one));
    }
    if (!one.equals(Configuration.NONE)
        && !one.commit().equals(Configuration.ANY)
        && differs(Configuration::commit)) {
      software.add("by convbench " + (one.commit().isEmpty() ? "of unknown commit" : one.commit()));
    }
    words.addAll(software);
    return words;
  }

  private List<String> machine(Configuration one) {
    List<String> words = new ArrayList<>();
    if (one.equals(Configuration.NONE) || one.machine().equals(Machine.ANY)) {
      return words;
    }
    Machine machine = one.machine();
    if (differs(other -> other.machine().processor())) {
      words.add(processor(machine));
    }
    if (differs(other -> other.machine().cores())) {
      words.add(Machine.cores(machine.cores()));
    }
    if (memoryTells()) {
      words.add(Machine.memory(machine.memoryGibibytes()));
    }
    boolean gpus =
        all.stream()
                .filter(other -> !other.device().equals(USUAL_DEVICE))
                .map(other -> other.machine().gpu())
                // A row that was not begun does not know its own.
                .filter(gpu -> !gpu.isEmpty())
                .distinct()
                .count()
            > 1;
    if (gpus && !one.device().equals(USUAL_DEVICE)) {
      words.add(machine.gpu().isEmpty() ? "an unknown GPU" : machine.gpu());
    }
    return words;
  }

  /** Memory that is unknown of some is not a difference where others tell machines apart. */
  private boolean memoryTells() {
    long known =
        all.stream()
            .mapToDouble(one -> one.machine().memoryGibibytes())
            .filter(gibibytes -> gibibytes > 0)
            .distinct()
            .count();
    long without =
        all.stream()
            .map(one -> List.of(one.machine().processor(), one.machine().cores()))
            .distinct()
            .count();
    long with =
        all.stream()
            .map(
                one ->
                    List.of(
                        one.machine().processor(),
                        one.machine().cores(),
                        one.machine().memoryGibibytes()))
            .distinct()
            .count();
    return known > 1 || with > without;
  }

  /** Short where that tells processors apart. */
  private String processor(Machine machine) {
    Set<String> names = new HashSet<>();
    Set<String> shortNames = new HashSet<>();
    for (Configuration other : all) {
      names.add(other.machine().processor());
      shortNames.add(other.machine().shortProcessor());
    }
    return machine.processor().isEmpty()
        ? "an unknown processor"
        : names.size() == shortNames.size() ? machine.shortProcessor() : machine.processor();
  }

  private Set<String> versions(Configuration one) {
    Set<String> versions = new LinkedHashSet<>();
    for (Configuration other : all) {
      if (other.engine().equals(one.engine()) && other.device().equals(one.device())) {
        versions.add(other.engineVersion());
      }
    }
    return versions;
  }

  /** Those parts of a version that not all versions of the engine share. */
  private String version(Configuration one) {
    if (one.engineVersion().isEmpty()) {
      return "an unknown version";
    }
    Set<String> shared = new LinkedHashSet<>(List.of(one.engineVersion().split(", ")));
    for (String other : versions(one)) {
      if (!other.isEmpty()) {
        shared.retainAll(Set.of(other.split(", ")));
      }
    }
    List<String> own = new ArrayList<>(List.of(one.engineVersion().split(", ")));
    own.removeAll(shared);
    return own.isEmpty() ? one.engineVersion() : String.join(", ", own);
  }

  /** A text that departs from the usual, or differs among the configurations. */
  private String unless(String usual, Configuration one, Function<Configuration, String> text) {
    return text.apply(one).equals(usual) && !differs(text) ? "" : text.apply(one);
  }

  private boolean differs(Function<Configuration, ?> value) {
    return all.stream().map(value).distinct().count() > 1;
  }

  /** True where counts differ; 0 is none. */
  private boolean several(ToLongFunction<Configuration> count) {
    return all.stream().mapToLong(count).filter(n -> n > 0).distinct().count() > 1;
  }
}
