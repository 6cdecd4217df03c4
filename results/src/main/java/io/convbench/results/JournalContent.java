package io.convbench.results;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.convbench.foundation.text.ParserWords;
import io.convbench.foundation.text.VisibleText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a journal's bytes say.
 *
 * @param header the first line
 * @param rows by cell, in the order of their first lines; of a cell with several lines the last
 * @param attempts by cell, every row of a process that timed it, in the order of the lines
 * @param wholeBytes bytes up to and with the last line feed; what follows was torn
 * @param lost what is wrong with the first line, in place of which the header is made; empty when a
 *     line is the header
 */
record JournalContent(
    Header header,
    Map<String, Row> rows,
    Map<String, List<Row>> attempts,
    long wholeBytes,
    String lost) {

  private static final int SCHEMA = 1;

  /** More than anybody waits for. */
  private static final long MOST_TRIES = 1_000_000;

  JournalContent {
    rows = Collections.unmodifiableMap(new LinkedHashMap<>(rows));
    attempts = Collections.unmodifiableMap(new LinkedHashMap<>(attempts));
  }

  /**
   * The first line, or a later one that stands for it.
   *
   * @param runId the run that writes the journal
   * @param plan a text that is the same for the same plan
   */
  record Header(String runId, String plan) {

    /** The header in one line, ended by a line feed. */
    String line() {
      ObjectNode line = JsonNodeFactory.instance.objectNode();
      return line.put("journal", SCHEMA).put("run", runId).put("plan", plan) + "\n";
    }
  }

  /**
   * Reads all whole lines. Of a first line that is damaged or deleted the rows know the run, and
   * once this was of use, a later line stands for it.
   *
   * @param file for messages
   * @param plan what the run measures, where this is known without the first line
   * @throws IOException when a whole line is not what a journal holds, naming file and line; the
   *     first one alone is not missed where the plan is known
   */
  static JournalContent parse(Path file, byte[] bytes, Optional<String> plan) throws IOException {
    Optional<Header> header = Optional.empty();
    String lost = "";
    Map<String, Row> rows = new LinkedHashMap<>();
    Map<String, List<Row>> attempts = new LinkedHashMap<>();
    int start = 0;
    int number = 1;
    for (int end = lineEnd(bytes, 0); end > 0; end = lineEnd(bytes, start)) {
      try {
        JsonNode line = json(bytes, start, end - 1 - start);
        if (header.isEmpty() && !line.has("cell") && (number == 1 || line.has("journal"))) {
          requireSchema(file, line.path("journal"));
          header = Optional.of(header(line));
        } else {
          addRow(line, rows, attempts);
        }
      } catch (DamagedLineException e) {
        if (number > 1) {
          throw new IOException(
              "%s, line %s is damaged (%s): delete that line, and --resume measures its cell again"
                  .formatted(file, number, e.getMessage()),
              e);
        }
        lost = e.getMessage();
      }
      start = end;
      number++;
    }
    if (number == 1) {
      throw new IOException(
          "%s is not a journal, it has no whole line: start a new run with another --out%s"
              .formatted(file, readable(file)));
    }
    if (header.isPresent()) {
      return new JournalContent(header.get(), rows, attempts, start, "");
    }
    String why = lost.isEmpty() ? "it is that of a cell" : lost;
    return new JournalContent(restored(file, why, rows, plan), rows, attempts, start, why);
  }

  /** The run of all rows, with a plan that is known otherwise. */
  private static Header restored(
      Path file, String lost, Map<String, Row> rows, Optional<String> plan) throws IOException {
    Set<Optional<String>> runs =
        rows.values().stream().map(row -> row.text(Column.RUN_ID)).collect(Collectors.toSet());
    Optional<String> run = runs.size() == 1 ? runs.iterator().next() : Optional.empty();
    if (plan.isPresent() && run.isPresent()) {
      return new Header(run.get(), plan.get());
    }
    boolean asked =
        Invocation.isReadable(new RunFolder(file.toAbsolutePath().getParent()).invocation());
    throw new IOException(
        "%s, line 1, which names the run and its plan, is damaged (%s). %s%s%s"
            .formatted(
                file,
                lost,
                rows.isEmpty() ? "No row is behind it: " : "The rows behind it are whole: ",
                run.isEmpty()
                    ? "start a new run with another --out"
                    : asked
                        ? "leave it as it is, and pass --resume without the options of what is measured, which invocation.json has"
                        : "leave it as it is, and pass --resume with the options with which the run was started",
                readable(file)));
  }

  /** What is left of a run that cannot be continued. */
  private static String readable(Path journal) {
    return Files.exists(new RunFolder(journal.toAbsolutePath().getParent()).results())
        ? "; 'convbench report' reads results.csv"
        : "";
  }

  /** The index after the next line feed, 0 when there is none. */
  private static int lineEnd(byte[] bytes, int start) {
    for (int i = start; i < bytes.length; i++) {
      if (bytes[i] == '\n') {
        return i + 1;
      }
    }
    return 0;
  }

  /** What is wrong with a line. */
  private static final class DamagedLineException extends IOException {

    private static final long serialVersionUID = 1;

    DamagedLineException(String why, Exception cause) {
      super(why, cause);
    }
  }

  private static JsonNode json(byte[] bytes, int start, int length) throws IOException {
    try {
      return RowJson.STRICT.readTree(bytes, start, length);
    } catch (JsonProcessingException e) {
      throw new DamagedLineException(
          VisibleText.shortened(ParserWords.of(e.getOriginalMessage())), e);
    }
  }

  private static void requireSchema(Path file, JsonNode schema) throws IOException {
    if (schema.isInt() && schema.intValue() != SCHEMA) {
      throw new IOException(
          "%s has schema %s, this convbench writes %s: resume with the version that wrote it, or start a new run"
              .formatted(file, VisibleText.shortened(schema.toString()), SCHEMA));
    }
  }

  private static Header header(JsonNode line) throws DamagedLineException {
    JsonNode run = line.path("run");
    JsonNode plan = line.path("plan");
    if (!line.path("journal").isInt() || !run.isTextual() || !plan.isTextual()) {
      throw new DamagedLineException("it names no run", null);
    }
    if (!Column.RUN_ID.allows(run.textValue())) {
      throw new DamagedLineException(
          "its run '%s' is not %s"
              .formatted(VisibleText.shortened(run.textValue()), Column.RUN_ID.phrase()),
          null);
    }
    return new Header(run.textValue(), plan.textValue());
  }

  private static void addRow(JsonNode line, Map<String, Row> rows, Map<String, List<Row>> attempts)
      throws DamagedLineException {
    JsonNode cell = line.path("cell");
    if (!cell.isTextual()) {
      throw new DamagedLineException("it names no cell", null);
    }
    try {
      Row row = RowJson.ofJson(line.path("row"));
      if (!CellId.of(row).equals(cell.textValue())) {
        throw new IOException(
            "cell %s has a row of %s"
                .formatted(
                    VisibleText.shortened(cell.textValue()),
                    VisibleText.shortened(CellId.of(row))));
      }
      if (row.text(Column.ENGINE).isEmpty() && row.text(Column.ENGINE_VERSION).isPresent()) {
        throw new IOException("it has an engine_version, but no engine");
      }
      Row before = rows.get(cell.textValue());
      if (!mayFollow(row, before)) {
        throw new IOException(
            before == null
                ? "tries %s of a first row".formatted(tries(row))
                : "a second row of cell %s".formatted(VisibleText.shortened(cell.textValue())));
      }
      rows.put(cell.textValue(), row);
      addAttempt(cell.textValue(), row, attempts);
    } catch (IOException e) {
      throw new DamagedLineException(e.getMessage(), e);
    }
  }

  /** Remembers a row that a process left which timed the cell. */
  static void addAttempt(String cell, Row row, Map<String, List<Row>> attempts) {
    if (row.integer(Column.ATTEMPT).isPresent()) {
      attempts.computeIfAbsent(cell, first -> new ArrayList<>()).add(row);
    }
  }

  /**
   * True for a cell's first row, for that of the next process that timed it, and for one that says
   * to be a try more than a failed one before it.
   *
   * @param before null where there is none
   */
  static boolean follows(Row row, Row before) {
    if (before == null) {
      return tries(row) == 1;
    }
    boolean next = before.ok() && attempt(before) > 0 && attempt(row) == attempt(before) + 1;
    return tries(row) == tries(before) + (next ? 0 : 1);
  }

  /** The same of rows between which lines were damaged, and deleted as {@link #parse} advises. */
  private static boolean mayFollow(Row row, Row before) {
    if (tries(row) > MOST_TRIES) {
      return false;
    }
    if (before == null) {
      return true;
    }
    boolean later = before.ok() && attempt(before) > 0 && attempt(row) > attempt(before);
    return later ? tries(row) >= tries(before) : tries(row) > tries(before);
  }

  private static long attempt(Row row) {
    return row.integer(Column.ATTEMPT).orElse(0);
  }

  private static long tries(Row row) {
    return row.integer(Column.TRIES).orElse(1);
  }
}
