package io.convbench.results.history;

/**
 * How and on what a model was run. Where configurations are grouped, what differs is left open.
 *
 * @param engine engine id; empty for what the graph alone says
 * @param device {@code cpu} or {@code gpu:<index>}; empty likewise
 * @param batch images per forward pass; 0 where nothing was timed
 * @param precision {@code fp32}, ...; empty where nothing was run
 * @param threads intra-op threads; 0 where nothing was timed
 * @param modelForm {@code plain} or {@code optimized}; empty where it is unknown
 * @param cudnnAutotune {@code on} or {@code off}; empty on the processor, and where it is left open
 * @param machine on what
 * @param engineVersion of engine and natives; empty where it is unknown
 * @param commit of convbench; empty where it is unknown
 */
public record Configuration(
    String engine,
    String device,
    long batch,
    String precision,
    long threads,
    String modelForm,
    String cudnnAutotune,
    Machine machine,
    String engineVersion,
    String commit) {

  /** Of a text that is left open, where an empty one is unknown. */
  static final String ANY = "*";

  /** Of the graph alone, which needs no machine. */
  public static final Configuration NONE =
      new Configuration("", "", 0, "", 0, "", "", Machine.UNKNOWN, "", "");

  /** True when a model ran, as opposed to figures of the graph alone. */
  public boolean ran() {
    return !engine.isEmpty();
  }

  /** The same model on the same device; batch and threads do not change what it computes. */
  public boolean computesAs(Configuration other) {
    return untimed().equals(other.untimed());
  }

  /** The same whatever batch and threads. */
  public Configuration untimed() {
    return with(engine, 0, 0, engineVersion);
  }

  /** The same whatever the batch. */
  public Configuration anyBatch() {
    return with(engine, 0, threads, engineVersion);
  }

  /** The same whatever the threads. */
  public Configuration anyThreads() {
    return with(engine, batch, 0, engineVersion);
  }

  /** The same whatever the engine: what engines are compared under. */
  public Configuration anyEngine() {
    return with("", batch, threads, ANY);
  }

  /** The same whatever machine and versions: what these are compared under. */
  public Configuration anyMachine() {
    return new Configuration(
        engine, device, batch, precision, threads, modelForm, cudnnAutotune, Machine.ANY, ANY, ANY);
  }

  /** The same whatever the model's form. */
  public Configuration anyForm() {
    return new Configuration(
        engine,
        device,
        batch,
        precision,
        threads,
        "",
        cudnnAutotune,
        machine,
        engineVersion,
        commit);
  }

  private Configuration with(String engine, long batch, long threads, String engineVersion) {
    return new Configuration(
        engine,
        device,
        batch,
        precision,
        threads,
        modelForm,
        // Engines differ in what they do unasked, and are compared all the same.
        engine.isEmpty() ? "" : cudnnAutotune,
        machine,
        engineVersion,
        commit);
  }
}
