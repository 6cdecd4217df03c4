package io.convbench.results.nightly;

import io.convbench.foundation.file.FailureReason;
import io.convbench.foundation.input.InvalidInputException;
import io.convbench.results.CsvTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The folder in which nights are kept: {@code nights/<run-id>.jsonl}, and {@code accepted.csv} with
 * what people accepted. Files are only added, but for that one, so that the folder can be kept in
 * git or on a share, and whatever reads JSON lines or CSV reads it.
 */
public final class NightHistory {

  private static final String ENDING = ".jsonl";
  private static final List<String> ACCEPTED = List.of("time", "key", "since");

  private final Path folder;
  private final List<Night> nights;
  private final Map<Path, String> damaged;
  private final List<Acceptance> accepted;

  private NightHistory(
      Path folder, List<Night> nights, Map<Path, String> damaged, List<Acceptance> accepted) {
    this.folder = folder;
    this.nights = List.copyOf(nights);
    this.damaged = Collections.unmodifiableMap(damaged);
    this.accepted = List.copyOf(accepted);
  }

  /**
   * Reads a folder, which may not be there yet. Files of nights that cannot be read, and copies of
   * others, are left out, named and left as they are.
   *
   * @param suite that the nights have to be of; empty for whatever they are of
   * @throws IOException when the folder or {@code accepted.csv} cannot be read
   * @throws InvalidInputException when a night is of another suite, or the folder is another's
   */
  public static NightHistory read(Path folder, Optional<String> suite) throws IOException {
    Path nightly = folder.resolve("nights");
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new InvalidInputException(
          "--history %s is a file, not a folder: pass another folder".formatted(folder));
    }
    List<Night> nights = new ArrayList<>();
    Map<Path, String> damaged = new LinkedHashMap<>();
    Map<String, Path> byNight = new HashMap<>();
    for (Path file : files(nightly)) {
      try {
        Night night = NightFile.read(file);
        if (suite.isPresent() && !night.suite().equals(suite.get())) {
          throw new InvalidInputException(
              "--history %s is of suite %s, not %s: pass another folder, a history has one suite"
                  .formatted(folder, night.suite(), suite.get()));
        }
        Path other = byNight.putIfAbsent(night.id(), file);
        if (other == null) {
          nights.add(night);
        } else {
          damaged.put(
              file, "%s is a copy of %s, a night counts once".formatted(file, other.getFileName()));
        }
      } catch (IOException e) {
        damaged.put(file, e.getMessage());
      }
    }
    nights.sort(Comparator.comparing((Night night) -> night.run().time()).thenComparing(Night::id));
    return new NightHistory(folder, nights, damaged, acceptances(folder.resolve("accepted.csv")));
  }

  private static List<Path> files(Path nightly) throws IOException {
    if (!Files.isDirectory(nightly)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(nightly)) {
      return all.filter(file -> file.getFileName().toString().endsWith(ENDING)).sorted().toList();
    } catch (IOException e) {
      throw new IOException("cannot list %s (%s)".formatted(nightly, FailureReason.of(e)), e);
    }
  }

  private static List<Acceptance> acceptances(Path file) throws IOException {
    List<Acceptance> accepted = new ArrayList<>();
    if (Files.exists(file)) {
      for (List<String> line : CsvTable.read(file, ACCEPTED).lines()) {
        try {
          accepted.add(new Acceptance(Instant.parse(line.get(0)), line.get(1), line.get(2)));
        } catch (DateTimeException e) {
          throw new IOException(
              "%s, record %s begins with no time: remove the line"
                  .formatted(file, accepted.size() + 2),
              e);
        }
      }
    }
    return accepted;
  }

  /**
   * Adds a night, whole or not at all.
   *
   * @throws IOException when it cannot be written
   */
  public NightHistory add(Night night) throws IOException {
    NightFile.write(folder.resolve("nights").resolve(night.id() + ENDING), night);
    List<Night> more = new ArrayList<>(nights);
    more.removeIf(old -> old.id().equals(night.id()));
    more.add(night);
    return new NightHistory(folder, more, damaged, accepted);
  }

  /**
   * Accepts the open changes of a series.
   *
   * @return those that were accepted
   * @throws IOException when it cannot be written
   * @throws InvalidInputException when the series has no open change
   */
  public List<Change> accept(String key, Instant time) throws IOException {
    if (nights.isEmpty()) {
      throw new InvalidInputException(
          "--history %s holds no night: pass the folder that 'convbench nightly' keeps"
              .formatted(folder));
    }
    List<Change> open = open().stream().filter(change -> change.key().equals(key)).toList();
    if (open.isEmpty()) {
      List<String> keys = open().stream().map(Change::key).distinct().toList();
      throw new InvalidInputException(
          "'%s' has no open change: %s"
              .formatted(
                  key,
                  keys.isEmpty() ? "no series has one" : "choose from " + String.join(", ", keys)));
    }
    CsvTable table = new CsvTable(ACCEPTED);
    accepted.forEach(one -> table.add(List.of(one.time().toString(), one.key(), one.since())));
    open.forEach(change -> table.add(List.of(time.toString(), change.key(), change.since())));
    table.write(folder.resolve("accepted.csv"));
    return open;
  }

  /**
   * Regressions that nobody has accepted and that no later improvement of the series, or of one
   * that its cell is in, ended.
   */
  public List<Change> open() {
    List<Change> open = new ArrayList<>();
    for (Night night : nights) {
      for (Change change : night.changes()) {
        if (change.regression()) {
          open.add(change);
        } else {
          Set<String> better = new HashSet<>(Set.of(change.key()));
          night.run().figures().stream()
              .filter(figure -> PooledSeries.keysOf(figure).contains(change.key()))
              .forEach(figure -> better.add(figure.key()));
          open.removeIf(old -> better.contains(old.key()));
        }
      }
    }
    open.removeIf(
        change ->
            accepted.stream()
                .anyMatch(
                    one -> one.key().equals(change.key()) && one.since().equals(change.since())));
    return List.copyOf(open);
  }

  /** The nights, oldest first. */
  public List<Night> nights() {
    return nights;
  }

  /** Files that are left out, with why. */
  public Map<Path, String> damaged() {
    return damaged;
  }

  /** Where it is. */
  public Path folder() {
    return folder;
  }
}
