package io.convbench.harness.cell;

import io.convbench.harness.engine.CudnnAutotune;
import io.convbench.harness.engine.Execution;
import io.convbench.harness.modelfile.Precision;
import io.convbench.results.CellId;
import io.convbench.results.Column;
import io.convbench.results.Row;
import io.convbench.suites.architecture.Architecture;
import io.convbench.suites.architecture.Head;
import io.convbench.suites.graph.Graph;
import java.util.Optional;

/**
 * One measurement of one architecture in one configuration.
 *
 * @param architecture of which
 * @param execution how its model is run; empty for what the graph alone says
 * @param measurement what is measured
 * @param scenario how images reach the model, where the measurement is of a scenario
 * @param cut where the network is cut and given another head; empty for a whole one
 */
public record Cell(
    Architecture architecture,
    Optional<Execution> execution,
    Measurement measurement,
    Optional<Scenario> scenario,
    Optional<Cut> cut) {

  /** A cell of a whole network. */
  public Cell(
      Architecture architecture,
      Optional<Execution> execution,
      Measurement measurement,
      Optional<Scenario> scenario) {
    this(architecture, execution, measurement, scenario, Optional.empty());
  }

  /**
   * @throws IllegalArgumentException when the measurement runs a model and nothing says how, or the
   *     other way round; likewise for the scenario
   */
  public Cell {
    if (measurement.ofScenario() != scenario.isPresent()) {
      throw new IllegalArgumentException(
          "%s of %s has the scenario %s"
              .formatted(measurement.id(), architecture.name(), scenario));
    }
    if (measurement.runsModel() != execution.isPresent()) {
      throw new IllegalArgumentException(
          "%s of %s %s"
              .formatted(
                  measurement.id(),
                  architecture.name(),
                  execution.isPresent()
                      ? "runs no model: name no engine"
                      : "runs a model: name an engine"));
    }
  }

  /** A cell of what the graph alone says. */
  public static Cell ofGraph(Architecture architecture, Measurement measurement) {
    return new Cell(architecture, Optional.empty(), measurement, Optional.empty());
  }

  /** A cell that runs the architecture's model. */
  public static Cell ofModel(
      Architecture architecture, Execution execution, Measurement measurement) {
    return new Cell(architecture, Optional.of(execution), measurement, Optional.empty());
  }

  /** The same cell of the network cut there. */
  public Cell at(Cut where) {
    return new Cell(architecture, execution, measurement, scenario, Optional.of(where));
  }

  /** What the network ends in: of a cut one the features, where these are what is read. */
  public Head head() {
    return cut.map(at -> measurement.readsFeatures() ? at.features() : at.classifier())
        .orElse(Head.IMAGENET);
  }

  /** The part of the network whose weights come from a training: all but a new head. */
  public Graph trained() {
    int side = architecture.inputSize();
    return cut.map(at -> at.features().graph(architecture, side)).orElseGet(() -> graph(side));
  }

  /** The network at an input side in pixels. */
  public Graph graph(int side) {
    return head().graph(architecture, side);
  }

  /**
   * The same cell with another batch.
   *
   * @throws java.util.NoSuchElementException when no model is run
   */
  public Cell withBatch(int images) {
    return new Cell(
        architecture, Optional.of(running().withBatch(images)), measurement, scenario, cut);
  }

  /** True where another batch would be the same measurement, so that a smaller one may stand in. */
  public boolean batchIsFree() {
    return execution.isPresent()
        && measurement.ownBatch().isEmpty()
        && scenario.map(one -> one.kind() == Scenario.Kind.OFFLINE).orElse(true);
  }

  /** How one of the sessions runs that run at the same time: with its part of the threads. */
  public Execution oneStream() {
    return scenario
        .map(one -> running().withThreads(running().threads() / one.streams()))
        .orElseGet(this::running);
  }

  /**
   * How the model is run.
   *
   * @throws java.util.NoSuchElementException when none is
   */
  public Execution running() {
    return execution.orElseThrow();
  }

  /**
   * A name unique in a run and fit for a file, e.g. {@code
   * ResNet50-pytorch-cpu-b1-fp32-t2-latency}.
   */
  public String id() {
    return CellId.of(row());
  }

  /** The columns that identify the cell. */
  public Row row() {
    Row row =
        Row.empty()
            .with(Column.ARCHITECTURE, architecture.name())
            .with(Column.MEASUREMENT, measurement.id());
    if (cut.isPresent()) {
      row =
          row.with(Column.LAYER, cut.get().layer())
              .with(Column.CLASSES, cut.get().classes())
              .with(Column.TUNED_FROM, cut.get().tunedFrom().orElse(""));
    }
    return execution.isPresent() ? row.with(row(execution.get())) : row;
  }

  private Row row(Execution how) {
    return Row.empty()
        .with(Column.ENGINE, how.engine().id())
        .with(Column.DEVICE, how.device().toString())
        .with(Column.BATCH, how.batch())
        .with(Column.PRECISION, how.precision().id())
        .with(Column.THREADS, how.threads())
        .with(Column.CUDNN_AUTOTUNE, how.autotune().map(CudnnAutotune::word).orElse(""))
        .with(scenario.map(Scenario::row).orElse(Row.empty()));
  }

  @Override
  public String toString() {
    String what = scenario.map(Scenario::toString).orElse(measurement.id());
    return row().network() + " " + what + execution.map(Cell::how).orElse("");
  }

  private static String how(Execution how) {
    return ", %s on %s, batch %s%s%s"
        .formatted(
            how.engine().id(),
            how.device(),
            how.batch(),
            how.precision() == Precision.FP32 ? "" : ", " + how.precision().id(),
            how.autotune()
                .filter(autotune -> autotune != how.engine().usualAutotune())
                .map(autotune -> ", autotune " + autotune.word())
                .orElse(""));
  }
}
