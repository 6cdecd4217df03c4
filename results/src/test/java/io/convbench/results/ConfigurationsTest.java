package io.convbench.results;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ConfigurationsTest {

  private static final Row COST =
      Row.empty()
          .with(Column.ARCHITECTURE, "VGG16")
          .with(Column.MEASUREMENT, "cost")
          .with(Status.OK, "")
          .with(Column.MACS, 15_470L);

  @Test
  void joinsTheMeasurementsOfOneConfiguration() {
    Row latency = row("latency", 1).with(Column.LATENCY_P50_MS, 9.5);
    Row memory = row("memory", 1).with(Column.PEAK_RSS_BYTES, 700L);

    List<Row> joined = Configurations.join(List.of(COST, latency, memory));

    assertEquals(1, joined.size());
    assertEquals(OptionalDouble.of(9.5), joined.get(0).number(Column.LATENCY_P50_MS));
    assertEquals(OptionalLong.of(700), joined.get(0).integer(Column.PEAK_RSS_BYTES));
    assertEquals(OptionalLong.of(15_470), joined.get(0).integer(Column.MACS));
  }

  @Test
  void keepsBatchesApartAndGivesBothTheirConformance() {
    Row conformance = row("conformance", 2).with(Column.CONFORMANCE_ERROR, 1e-5);
    Row one = row("latency", 1).with(Column.LATENCY_P50_MS, 9.5);
    Row eight = row("latency", 8).with(Column.LATENCY_P50_MS, 60.0);

    List<Row> joined = Configurations.join(List.of(conformance, one, eight));

    assertEquals(
        List.of(OptionalLong.of(1), OptionalLong.of(8)),
        joined.stream().map(row -> row.integer(Column.BATCH)).toList());
    joined.forEach(
        row -> assertEquals(OptionalDouble.of(1e-5), row.number(Column.CONFORMANCE_ERROR)));
  }

  @Test
  void givesAnArchitectureWithoutEngineARow() {
    List<Row> joined = Configurations.join(List.of(COST));

    assertEquals(
        List.of(Row.empty().with(Column.ARCHITECTURE, "VGG16").with(Column.MACS, 15_470L)), joined);
  }

  @Test
  void givesCostToAConfigurationOfWhichAccuracyAloneWasMeasured() {
    Row accuracy = row("accuracy", 8).with(Column.TOP1, 0.7);

    List<Row> joined = Configurations.join(List.of(COST, accuracy));

    assertEquals(1, joined.size());
    assertEquals(OptionalLong.of(15_470), joined.get(0).integer(Column.MACS));
  }

  @Test
  void doesNotMixEngines() {
    Row accuracy = row("accuracy", 8).with(Column.TOP1, 0.7);
    Row other = row("latency", 1).with(Column.ENGINE, "onnxruntime");

    List<Row> joined = Configurations.join(List.of(other, accuracy));

    assertEquals(2, joined.size());
    assertEquals(OptionalDouble.empty(), joined.get(0).number(Column.TOP1));
  }

  /** Half precision departs further from Keras, and other threads are another configuration. */
  @Test
  void doesNotMixPrecisionsOrThreads() {
    Row conformance = row("conformance", 2).with(Column.CONFORMANCE_ERROR, 1e-5);
    Row bf16 = row("latency", 1).with(Column.PRECISION, "bf16");
    Row single = row("latency", 1).with(Column.THREADS, 1L);

    List<Row> joined = Configurations.join(List.of(bf16, single, conformance));

    assertEquals(3, joined.size());
    assertEquals(OptionalDouble.empty(), joined.get(0).number(Column.CONFORMANCE_ERROR));
    assertEquals(OptionalDouble.empty(), joined.get(1).number(Column.CONFORMANCE_ERROR));
  }

  private static Row row(String measurement, long batch) {
    return Row.empty()
        .with(Column.ARCHITECTURE, "VGG16")
        .with(Column.ENGINE, "pytorch")
        .with(Column.DEVICE, "cpu")
        .with(Column.BATCH, batch)
        .with(Column.PRECISION, "fp32")
        .with(Column.THREADS, 2L)
        .with(Column.MEASUREMENT, measurement)
        .with(Status.OK, "");
  }
}
