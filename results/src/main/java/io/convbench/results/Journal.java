package io.convbench.results;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.convbench.foundation.file.DiskSpace;
import io.convbench.foundation.file.FailureReason;
import io.convbench.foundation.file.LockedFile;
import io.convbench.foundation.file.OwnedFolder;
import io.convbench.foundation.file.WholeFile;
import io.convbench.foundation.text.VisibleText;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The append-only record of a run: a first line that names run and plan, then one line per finished
 * cell, each forced to the disk before the next cell starts. A cell that is tried again gets a
 * further line, which counts; the earlier one stays. A cell that is timed gets a line per process
 * that timed it, and all count. A last line that a kill or a crash tore is cut off when the journal
 * is opened again; nothing before it is lost. The file is locked while it is open, so that two runs
 * cannot write it.
 */
public final class Journal implements Closeable {

  private static final String PART = ".journal-";

  private final Path file;
  private final FileChannel channel;
  private final JournalContent.Header header;
  private final String lostFirstLine;
  private final Map<String, Row> rows;
  private final Map<String, List<Row>> attempts = new LinkedHashMap<>();
  private final Map<String, List<Row>> counted = new LinkedHashMap<>();
  private final Set<String> lost = new HashSet<>();
  private long end;

  /** Goes on after the content, which the channel's file begins with. */
  Journal(Path file, FileChannel channel, JournalContent content) {
    this.file = file;
    this.channel = channel;
    this.header = content.header();
    this.lostFirstLine = content.lost();
    this.rows = new LinkedHashMap<>(content.rows());
    content.attempts().forEach((cell, all) -> attempts.put(cell, new ArrayList<>(all)));
    content.attempts().forEach((cell, all) -> counted.put(cell, new ArrayList<>(all)));
    this.end = content.wholeBytes();
  }

  /**
   * Starts a journal.
   *
   * @param plan a text that is the same for the same plan
   * @throws IOException when the file exists or cannot be written; nothing is left behind then
   */
  public static Journal create(Path file, String runId, String plan) throws IOException {
    Path folder = Files.createDirectories(file.toAbsolutePath().getParent());
    clearAbandoned(folder);
    try (OwnedFolder part = OwnedFolder.create(folder, PART)) {
      Path whole = part.path().resolve(file.getFileName());
      // The header is there whole or not at all, so that every journal can be resumed.
      WholeFile.write(whole, new JournalContent.Header(runId, plan).line());
      place(whole, file);
    } catch (FileAlreadyExistsException e) {
      throw new IOException(
          "%s exists already: pass --resume to continue its run, or another --out".formatted(file),
          e);
    }
    return resume(file, plan);
  }

  /** Deletes what runs that were killed as they started left in a folder. */
  static void clearAbandoned(Path folder) {
    OwnedFolder.clearAbandoned(folder, PART, abandoned -> {});
  }

  /**
   * Of runs that start at once, one alone may put its journal into place: to move a file replaces
   * what another has put there meanwhile, to link it does not.
   */
  private static void place(Path whole, Path file) throws IOException {
    try {
      Files.createLink(file, whole);
    } catch (FileAlreadyExistsException e) {
      throw e;
    } catch (FileSystemException | UnsupportedOperationException withoutLinks) {
      // As on FAT: to copy does not replace either, but is not atomic.
      Files.copy(whole, file);
    }
  }

  /**
   * Opens a journal to continue it.
   *
   * @param plan the text with which it was created
   * @throws IOException when the file is missing, is not a journal, has a damaged line before its
   *     last, belongs to another plan or is in use by another run
   */
  public static Journal resume(Path file, String plan) throws IOException {
    return resume(file, plan, Optional.empty());
  }

  /**
   * Opens a journal to continue it as it was asked for, so that its first line is not needed: where
   * that is damaged, it stays so, the run is that of the rows, and a line at the end says this.
   *
   * @param plan that of what was asked for
   * @throws IOException as {@link #resume}
   */
  public static Journal resumeAsAsked(Path file, String plan) throws IOException {
    return resume(file, plan, Optional.of(plan));
  }

  private static Journal resume(Path file, String plan, Optional<String> asked) throws IOException {
    FileChannel channel = open(file, Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE));
    try {
      lock(file, channel);
      JournalContent content = JournalContent.parse(file, bytes(file, channel), asked);
      if (!content.header().plan().equals(plan)) {
        throw new IOException(
            "%s belongs to another plan (%s): resume with the options it was started with, or start a new run"
                .formatted(file, difference(content.header().plan(), plan)));
      }
      channel.truncate(content.wholeBytes());
      Journal journal = new Journal(file, channel, content);
      if (!content.lost().isEmpty()) {
        journal.append(content.header().line());
      }
      return journal;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** Why a run cannot be continued by this journal, in one line; empty when it can. */
  static Optional<String> problem(Path file) {
    try (FileChannel channel = open(file, Set.of(StandardOpenOption.READ))) {
      JournalContent.parse(file, bytes(file, channel), Optional.empty());
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(e.getMessage());
    }
  }

  /** The first part in which two plans differ. */
  private static String difference(String before, String now) {
    List<String> old = List.of(before.split("; ", -1));
    List<String> parts = List.of(now.split("; ", -1));
    for (int i = 0; i < Math.min(old.size(), parts.size()); i++) {
      if (!old.get(i).equals(parts.get(i))) {
        return "%s then, %s now"
            .formatted(VisibleText.shortened(old.get(i)), VisibleText.shortened(parts.get(i)));
      }
    }
    return "%s parts then, %s now".formatted(old.size(), parts.size());
  }

  /** The run that writes this journal. */
  public String runId() {
    return header.runId();
  }

  /**
   * What was found wrong with the first line as this was opened, so that the rows name the run;
   * empty if nothing.
   */
  public String lostFirstLine() {
    return lostFirstLine;
  }

  /** The last row of each cell so far, in the order in which the cells first ended. */
  public Map<String, Row> rows() {
    return Collections.unmodifiableMap(rows);
  }

  /** By cell the rows of the processes that timed it, failed ones included, oldest first. */
  public Map<String, List<Row>> attempts() {
    return Collections.unmodifiableMap(attempts);
  }

  /** All rows that count or did: those of all attempts, and of other cells the last ones. */
  public List<Row> allRows() {
    Set<Row> all = new LinkedHashSet<>();
    attempts.values().forEach(all::addAll);
    all.addAll(rows.values());
    return List.copyOf(all);
  }

  /**
   * The rows of {@link #attempts} without those that were {@linkplain #setAside set aside}; a cell
   * all of whose rows were has none.
   */
  public Map<String, List<Row>> counted() {
    return Collections.unmodifiableMap(counted);
  }

  /** Lets a row of a cell count no longer: a file that its process left is lost. */
  public void setAside(String cell, Row aside) {
    counted.computeIfPresent(
        cell,
        (same, rows) -> {
          List<Row> left = rows.stream().filter(row -> !row.equals(aside)).toList();
          return left.isEmpty() ? null : new ArrayList<>(left);
        });
    if (counted.getOrDefault(cell, List.of()).stream().noneMatch(Row::ok)) {
      lost.add(cell);
    }
  }

  /** True for a cell all of whose rows with a value were set aside and that got none since. */
  public boolean isLost(String cell) {
    return lost.contains(cell);
  }

  /** The run's folder, in which the journal lies. */
  public RunFolder folder() {
    return new RunFolder(file.toAbsolutePath().getParent());
  }

  /**
   * Adds a finished cell; when this returns, the line is on the disk.
   *
   * @throws IllegalArgumentException when the cell has a row already and neither {@code tries} nor,
   *     of a cell that is timed, {@code attempt} of this one is one more
   * @throws IOException when the line cannot be written; the rows before it are safe
   */
  public void add(String cell, Row row) throws IOException {
    requireNext(cell, row);
    ObjectNode line = JsonNodeFactory.instance.objectNode();
    line.put("cell", cell).set("row", RowJson.toJson(row));
    append(line + "\n");
    rows.put(cell, row);
    lost.remove(cell);
    JournalContent.addAttempt(cell, row, attempts);
    JournalContent.addAttempt(cell, row, counted);
  }

  /**
   * Adds a cell that is to be tried again when the run is resumed: its row is not written.
   *
   * @throws IllegalArgumentException as {@link #add}
   */
  public void addUnwritten(String cell, Row row) {
    requireNext(cell, row);
    rows.put(cell, row);
    lost.remove(cell);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private void requireNext(String cell, Row row) {
    if (!JournalContent.follows(row, rows.get(cell))) {
      throw new IllegalArgumentException("cell %s has a row already".formatted(cell));
    }
  }

  private void append(String line) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
    int length = bytes.remaining();
    try {
      // Cuts off what an append before this one left when the disk was full.
      channel.truncate(end);
      while (bytes.hasRemaining()) {
        channel.write(bytes, end + bytes.position());
      }
      channel.force(true);
      end += length;
    } catch (IOException e) {
      throw new IOException(
          "cannot write %s (%s)%s; its %s finished cells are safe, --resume measures the rest"
              .formatted(
                  file, FailureReason.of(e), DiskSpace.advice(FailureReason.of(e)), rows.size()),
          e);
    }
  }

  private static FileChannel open(Path file, Set<StandardOpenOption> how) throws IOException {
    try {
      BoundedText.requirePlain(file);
      return FileChannel.open(file, how);
    } catch (IOException e) {
      throw new IOException(
          "cannot open the journal %s (%s)".formatted(file, FailureReason.of(e)), e);
    }
  }

  private static byte[] bytes(Path file, FileChannel channel) throws IOException {
    try {
      BoundedText.requireSize(channel.size(), BoundedText.MOST_BYTES);
    } catch (IOException e) {
      throw new IOException("cannot read the journal %s (%s)".formatted(file, e.getMessage()), e);
    }
    return Channels.newInputStream(channel).readAllBytes();
  }

  /** The lock is released with the channel. */
  private static void lock(Path file, FileChannel channel) throws IOException {
    if (!LockedFile.tryLock(channel)) {
      throw new IOException(
          "%s is being written by another run: wait until it ends, or pass another --out"
              .formatted(file));
    }
  }
}
