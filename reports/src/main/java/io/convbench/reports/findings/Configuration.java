package io.convbench.reports.findings;

import io.convbench.results.Column;
import io.convbench.results.Row;
import java.util.ArrayList;
import java.util.List;

/**
 * How a model was run.
 *
 * @param engine engine id; empty for what the graph alone says
 * @param device {@code cpu} or {@code gpu:<index>}; empty likewise
 * @param batch images per forward pass; 0 where nothing was timed
 * @param precision {@code fp32}, ...; empty where nothing was run
 * @param threads intra-op threads; 0 where nothing was timed
 */
public record Configuration(
    String engine, String device, long batch, String precision, long threads) {

  /** Of the graph alone. */
  static final Configuration NONE = new Configuration("", "", 0, "", 0);

  /** The configuration of a cell. */
  public static Configuration of(Row row) {
    return new Configuration(
        row.text(Column.ENGINE).orElse(""),
        row.text(Column.DEVICE).orElse(""),
        row.integer(Column.BATCH).orElse(0),
        row.text(Column.PRECISION).orElse(""),
        row.integer(Column.THREADS).orElse(0));
  }

  /** True when a model ran, as opposed to figures of the graph alone. */
  public boolean ran() {
    return !engine.isEmpty();
  }

  /** The same model on the same device; batch and threads do not change what it computes. */
  public boolean computesAs(Configuration other) {
    return engine.equals(other.engine)
        && device.equals(other.device)
        && precision.equals(other.precision);
  }

  /** The same whatever batch and threads. */
  public Configuration untimed() {
    return new Configuration(engine, device, 0, precision, 0);
  }

  /** The same whatever the engine: what engines are compared under. */
  public Configuration anyEngine() {
    return new Configuration("", device, batch, precision, threads);
  }

  /** For headings, e.g. {@code pytorch on cpu, batch 1, fp32, 2 threads}. */
  public String label() {
    List<String> words = new ArrayList<>();
    if (!device.isEmpty()) {
      words.add(engine.isEmpty() ? device : engine + " on " + device);
    }
    if (batch > 0) {
      words.add("batch " + batch);
    }
    if (!precision.isEmpty()) {
      words.add(precision);
    }
    if (threads > 0) {
      words.add(threads == 1 ? "1 thread" : threads + " threads");
    }
    return words.isEmpty() ? "the graph alone" : String.join(", ", words);
  }

  /** For tables, e.g. {@code pytorch cpu bf16 b1 t2}; empty for the graph alone. */
  public String shortLabel() {
    List<String> words = new ArrayList<>(List.of(engine, device));
    words.add(precision.equals("fp32") ? "" : precision);
    words.add(batch > 0 ? "b" + batch : "");
    words.add(threads > 0 ? "t" + threads : "");
    words.removeIf(String::isEmpty);
    return String.join(" ", words);
  }

  /** For file names, e.g. {@code pytorch-cpu-b1-fp32-t2}. */
  public String slug() {
    List<String> words = new ArrayList<>();
    words.add(engine);
    words.add(device);
    words.add(batch > 0 ? "b" + batch : "");
    words.add(precision);
    words.add(threads > 0 ? "t" + threads : "");
    words.removeIf(String::isEmpty);
    return String.join("-", words).replaceAll("[^A-Za-z0-9-]", "");
  }
}
