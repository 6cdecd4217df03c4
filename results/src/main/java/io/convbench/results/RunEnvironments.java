package io.convbench.results;

import io.convbench.foundation.file.FailureReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * On what the parts of a run were measured: {@code environment.json} where it was started, and one
 * more file for each other machine or version on which it was resumed. Rows name theirs.
 */
public final class RunEnvironments {

  private static final Pattern NUMBERED = Pattern.compile("environment-([1-9][0-9]{0,8})\\.json");

  private final RunFolder folder;
  private final Map<String, Environment> environments = new LinkedHashMap<>();

  /** Why files that are there cannot be read, by their names. */
  private final Map<String, String> damaged = new LinkedHashMap<>();

  /** How many rows name a file, whether it is there or not. */
  private final Map<String, Integer> named = new LinkedHashMap<>();

  private RunEnvironments(RunFolder folder) {
    this.folder = folder;
  }

  /**
   * Reads all that there are, which may be none; damaged ones are left out.
   *
   * @throws IOException when the run's folder cannot be listed
   */
  public static RunEnvironments read(RunFolder folder) throws IOException {
    RunEnvironments all = new RunEnvironments(folder);
    for (int number : numbers(folder)) {
      Path file = folder.environment(number);
      try {
        all.environments.put(file.getFileName().toString(), Environment.read(file));
      } catch (IOException e) {
        all.damaged.put(file.getFileName().toString(), FailureReason.of(e));
      }
    }
    return all;
  }

  /** Of the files that there are; one in the middle may be missing. */
  private static Set<Integer> numbers(RunFolder folder) throws IOException {
    Set<Integer> numbers = new TreeSet<>();
    if (Files.exists(folder.environment())) {
      numbers.add(1);
    }
    try (Stream<Path> files = Files.list(folder.path())) {
      files
          .map(file -> NUMBERED.matcher(file.getFileName().toString()))
          .filter(Matcher::matches)
          .forEach(name -> numbers.add(Integer.valueOf(name.group(1))));
    }
    return numbers;
  }

  /** Counts rows that name a file: it stays theirs, even if it is missing. */
  public void named(Collection<Row> rows) {
    rows.forEach(row -> named.merge(nameOf(row), 1, Integer::sum));
  }

  /**
   * What is missing: a sentence about each file that rows name and that cannot be read, without a
   * full stop.
   */
  public List<String> gaps() {
    List<String> gaps = new ArrayList<>();
    named.forEach(
        (name, rows) -> {
          if (!environments.containsKey(name)) {
            gaps.add(
                "%s, which %s row%s, is %s"
                    .formatted(
                        name,
                        rows,
                        rows == 1 ? " names" : "s name",
                        damaged.containsKey(name)
                            ? "damaged (%s)".formatted(damaged.get(name))
                            : "missing"));
          }
        });
    return gaps;
  }

  /** The rows that name a file which cannot be read. */
  public List<Row> withoutFile(Collection<Row> rows) {
    return rows.stream().filter(row -> of(row).isEmpty()).toList();
  }

  /** By the names of their files, the first first. */
  public Map<String, Environment> byName() {
    return Collections.unmodifiableMap(environments);
  }

  /** On what a row was measured; rows of older versions name no file and are of the first. */
  public Optional<Environment> of(Row row) {
    return Optional.ofNullable(environments.get(nameOf(row)));
  }

  /** The name of the file that says on what a row was measured. */
  public String nameOf(Row row) {
    return folder.environmentName(row);
  }

  /** The file whose environment is the one now; empty when there is none. */
  public Optional<String> nameOf(Environment now) {
    return environments.entrySet().stream()
        .filter(entry -> now.differences(entry.getValue()).isEmpty())
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /** In what an environment differs from that of the run which is most like it. */
  public List<String> differences(Environment now) {
    return environments.values().stream()
        .map(now::differences)
        .min(Comparator.comparing(List::size))
        .orElse(List.of());
  }

  /**
   * Writes one more.
   *
   * @return the name of its file
   * @throws IOException when it cannot be written
   */
  public String add(Environment environment) throws IOException {
    int number = 1;
    String name = folder.environment().getFileName().toString();
    while (environments.containsKey(name) || named.containsKey(name)) {
      number++;
      name = folder.environment(number).getFileName().toString();
    }
    environment.write(folder.environment(number));
    environments.put(name, environment);
    return name;
  }

  /**
   * Writes into a file which libraries a process of an engine had loaded, unless it says so
   * already.
   *
   * @param name of the file
   * @throws IOException when it cannot be written
   */
  public void addNativeLibraries(String name, String engine, Map<String, String> sha256)
      throws IOException {
    replace(name, environments.get(name).withNativeLibraries(engine, sha256));
  }

  /**
   * Writes the versions of the engines that ran into each file, as the rows say them.
   *
   * @throws IOException when a file cannot be written
   */
  public void addEngines(List<Row> rows) throws IOException {
    for (String name : new ArrayList<>(environments.keySet())) {
      Map<String, String> engines = new LinkedHashMap<>(environments.get(name).engines());
      for (Row row : rows) {
        if (nameOf(row).equals(name)) {
          row.text(Column.ENGINE_VERSION)
              .ifPresent(version -> engines.put(row.text(Column.ENGINE).orElseThrow(), version));
        }
      }
      replace(name, environments.get(name).withEngines(engines));
    }
  }

  /** Writes only what has changed. */
  private void replace(String name, Environment complete) throws IOException {
    if (!complete.equals(environments.get(name))) {
      complete.write(folder.path().resolve(name));
      environments.put(name, complete);
    }
  }
}
