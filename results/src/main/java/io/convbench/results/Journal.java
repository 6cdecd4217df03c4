package io.convbench.results;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The append-only record of a run: a first line that names run and plan, then one line a finished
 * cell, each forced to the disk before the next cell starts. A line that a crash tore is cut off
 * when the journal is opened again; nothing before it is lost.
 */
public final class Journal implements Closeable {

  private static final int VERSION = 1;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final FileChannel channel;
  private final String runId;
  private final Map<String, Row> rows;

  private Journal(FileChannel channel, String runId, Map<String, Row> rows) {
    this.channel = channel;
    this.runId = runId;
    this.rows = rows;
  }

  /**
   * Starts a journal.
   *
   * @param plan a text that is the same for the same plan
   * @throws IOException when the file exists or cannot be written
   */
  public static Journal create(Path file, String runId, String plan) throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    Journal journal = new Journal(channel, runId, new LinkedHashMap<>());
    ObjectNode header = JSON.createObjectNode();
    header.put("journal", VERSION).put("run", runId).put("plan", plan);
    journal.append(header);
    return journal;
  }

  /**
   * Opens a journal to go on with it.
   *
   * @throws IOException when the file is missing, is no journal, or belongs to another plan
   */
  public static Journal resume(Path file, String plan) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    int whole = wholeLines(bytes);
    String[] lines = new String(bytes, 0, whole, StandardCharsets.UTF_8).split("\n", -1);
    JsonNode header = parse(file, 1, lines[0]);
    if (!header.path("journal").isInt() || header.path("journal").intValue() != VERSION) {
      throw new IOException(file + " is no journal of this version of convbench: start a new run");
    }
    if (!header.path("plan").asText().equals(plan)) {
      throw new IOException(
          "%s belongs to another plan: resume with the options it was started with, or start a new run"
              .formatted(file));
    }
    Map<String, Row> rows = new LinkedHashMap<>();
    for (int i = 1; i < lines.length - 1; i++) {
      JsonNode line = parse(file, i + 1, lines[i]);
      rows.put(line.path("cell").asText(), row(file, i + 1, line.path("row")));
    }
    FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
    channel.truncate(whole).position(whole);
    return new Journal(channel, header.path("run").asText(), rows);
  }

  /** The run that writes this journal. */
  public String runId() {
    return runId;
  }

  /** The rows so far by cell, in the order in which the cells ended. */
  public Map<String, Row> rows() {
    return Collections.unmodifiableMap(rows);
  }

  /**
   * Adds a finished cell; when this returns, the line is on the disk.
   *
   * @throws IOException when it cannot be written; the line may then be torn
   */
  public void add(String cell, Row row) throws IOException {
    ObjectNode line = JSON.createObjectNode();
    line.put("cell", cell).set("row", RowJson.toJson(row));
    append(line);
    rows.put(cell, row);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private void append(ObjectNode line) throws IOException {
    ByteBuffer bytes =
        ByteBuffer.wrap((JSON.writeValueAsString(line) + "\n").getBytes(StandardCharsets.UTF_8));
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
    channel.force(true);
  }

  /** Bytes up to and with the last line feed. */
  private static int wholeLines(byte[] bytes) {
    int end = bytes.length;
    while (end > 0 && bytes[end - 1] != '\n') {
      end--;
    }
    return end;
  }

  private static JsonNode parse(Path file, int number, String line) throws IOException {
    try {
      return JSON.readTree(line);
    } catch (JsonProcessingException e) {
      throw new IOException(
          "%s, line %d is not JSON: the journal is damaged, start a new run"
              .formatted(file, number),
          e);
    }
  }

  private static Row row(Path file, int number, JsonNode row) throws IOException {
    try {
      return RowJson.ofJson(row);
    } catch (IOException e) {
      throw new IOException("%s, line %d: %s".formatted(file, number, e.getMessage()), e);
    }
  }
}
