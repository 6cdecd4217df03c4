package io.convbench.results;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * On what the parts of a run were measured: {@code environment.json} where it was started, and one
 * more file for each other machine or version on which it was resumed. Rows name theirs.
 */
public final class RunEnvironments {

  private final RunFolder folder;
  private final Map<String, Environment> environments;

  private RunEnvironments(RunFolder folder, Map<String, Environment> environments) {
    this.folder = folder;
    this.environments = environments;
  }

  /**
   * Reads all that there are, which may be none.
   *
   * @throws IOException when a file cannot be read or is not such a file
   */
  public static RunEnvironments read(RunFolder folder) throws IOException {
    Map<String, Environment> environments = new LinkedHashMap<>();
    for (int number = 1; Files.exists(folder.environment(number)); number++) {
      environments.put(
          folder.environment(number).getFileName().toString(),
          Environment.read(folder.environment(number)));
    }
    return new RunEnvironments(folder, environments);
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
    int number = environments.size() + 1;
    environment.write(folder.environment(number));
    String name = folder.environment(number).getFileName().toString();
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
