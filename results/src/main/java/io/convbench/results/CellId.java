package io.convbench.results;

/** The name of a row's cell, unique in a run and fit for a file. */
public final class CellId {

  private CellId() {}

  /**
   * The name, e.g. {@code ResNet50-pytorch-cpu-b1-fp32-t2-latency}, or {@code ResNet50-cost} where
   * no engine ran. A scenario and its streams follow, e.g. {@code ...-t2-scenario-server-s1}. Where
   * a network is cut, the layer follows its name.
   *
   * @param row with architecture, measurement and, where an engine ran, engine, device, batch,
   *     precision and threads, and on a GPU whether cuDNN's autotune is on
   */
  public static String of(Row row) {
    String architecture = row.text(Column.ARCHITECTURE).orElse("");
    String layer = row.text(Column.LAYER).map("-"::concat).orElse("");
    String measurement = row.text(Column.MEASUREMENT).orElse("");
    if (row.text(Column.ENGINE).isEmpty()) {
      return architecture + layer + "-" + measurement;
    }
    return "%s%s-%s-%s-b%s-%s-t%s%s-%s%s"
        .formatted(
            architecture,
            layer,
            row.text(Column.ENGINE).get(),
            row.text(Column.DEVICE).orElse("").replace(":", ""),
            row.integer(Column.BATCH).orElse(0),
            row.text(Column.PRECISION).orElse(""),
            row.integer(Column.THREADS).orElse(0),
            row.text(Column.CUDNN_AUTOTUNE).map(word -> "-autotune-" + word).orElse(""),
            measurement,
            scenario(row));
  }

  private static String scenario(Row row) {
    return row.text(Column.SCENARIO)
        .map(name -> "-%s-s%s".formatted(name, row.integer(Column.STREAMS).orElse(0)))
        .orElse("");
  }
}
