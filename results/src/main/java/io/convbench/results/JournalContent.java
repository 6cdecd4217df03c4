package io.convbench.results;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.convbench.foundation.text.ParserWords;
import io.convbench.foundation.text.VisibleText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a journal's bytes say.
 *
 * @param header the first line
 * @param rows by cell, in the order of their first lines; of a cell with several lines the last
 * @param attempts by cell, every row of a process that timed it, in the order of the lines
 * @param wholeBytes bytes up to and with the last line feed; what follows was torn
 */
record JournalContent(
    Header header, Map<String, Row> rows, Map<String, List<Row>> attempts, long wholeBytes) {

  private static final int SCHEMA = 1;

  JournalContent {
    rows = Collections.unmodifiableMap(new LinkedHashMap<>(rows));
    attempts = Collections.unmodifiableMap(new LinkedHashMap<>(attempts));
  }

  /**
   * The first line.
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
   * Reads all whole lines.
   *
   * @param file for messages
   * @throws IOException when a whole line is not what a journal holds, naming file and line
   */
  static JournalContent parse(Path file, byte[] bytes) throws IOException {
    Header header = null;
    Map<String, Row> rows = new LinkedHashMap<>();
    Map<String, List<Row>> attempts = new LinkedHashMap<>();
    int start = 0;
    int number = 1;
    for (int end = lineEnd(bytes, 0); end > 0; end = lineEnd(bytes, start)) {
      JsonNode line = json(file, number, bytes, start, end - start);
      if (header == null) {
        header = header(file, line);
      } else {
        addRow(file, number, line, rows, attempts);
      }
      start = end;
      number++;
    }
    if (header == null) {
      throw new IOException(file + " is not a journal, it has no first line: start a new run");
    }
    return new JournalContent(header, rows, attempts, start);
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

  private static JsonNode json(Path file, int number, byte[] bytes, int start, int length)
      throws IOException {
    try {
      return RowJson.STRICT.readTree(bytes, start, length);
    } catch (JsonProcessingException e) {
      throw damaged(file, number, VisibleText.shortened(ParserWords.of(e.getOriginalMessage())), e);
    }
  }

  private static Header header(Path file, JsonNode line) throws IOException {
    JsonNode schema = line.path("journal");
    JsonNode run = line.path("run");
    JsonNode plan = line.path("plan");
    if (!schema.isInt() || !run.isTextual() || !plan.isTextual()) {
      throw new IOException(
          file + " is not a journal, its first line names no run: start a new run");
    }
    if (schema.intValue() != SCHEMA) {
      throw new IOException(
          "%s has schema %s, this convbench writes %s: resume with the version that wrote it, or start a new run"
              .formatted(file, VisibleText.shortened(schema.toString()), SCHEMA));
    }
    if (!Column.RUN_ID.allows(run.textValue())) {
      throw new IOException(
          "%s names its run '%s', which is not %s: start a new run"
              .formatted(file, VisibleText.shortened(run.textValue()), Column.RUN_ID.phrase()));
    }
    return new Header(run.textValue(), plan.textValue());
  }

  private static void addRow(
      Path file, int number, JsonNode line, Map<String, Row> rows, Map<String, List<Row>> attempts)
      throws IOException {
    JsonNode cell = line.path("cell");
    if (!cell.isTextual()) {
      throw damaged(file, number, "it names no cell", null);
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
      Row before = rows.put(cell.textValue(), row);
      if (!follows(row, before)) {
        throw new IOException(
            before == null
                ? "tries %s of a first row".formatted(tries(row))
                : "a second row of cell %s".formatted(VisibleText.shortened(cell.textValue())));
      }
      addAttempt(cell.textValue(), row, attempts);
    } catch (IOException e) {
      throw damaged(file, number, e.getMessage(), e);
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

  private static long attempt(Row row) {
    return row.integer(Column.ATTEMPT).orElse(0);
  }

  private static long tries(Row row) {
    return row.integer(Column.TRIES).orElse(1);
  }

  private static IOException damaged(Path file, int number, String why, IOException cause) {
    return new IOException(
        "%s, line %s is damaged (%s): delete that line, and --resume measures its cell again"
            .formatted(file, number, why),
        cause);
  }
}
