package io.convbench.harness.run;

import io.convbench.datasets.protocol.Protocols;
import io.convbench.harness.cell.Cell;
import io.convbench.harness.cell.ImageSelection;
import io.convbench.results.Column;
import io.convbench.results.Environment;
import io.convbench.results.Row;
import io.convbench.results.RunEnvironments;
import io.convbench.suites.architecture.Published;
import io.convbench.suites.weights.SeededWeights;
import io.convbench.suites.weights.Weights;
import io.convbench.suites.weights.WeightsOrigin;
import io.convbench.suites.weights.WeightsSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What every row says of where its values come from. */
final class Provenance {

  private final Row run;
  private final RunEnvironments environments;
  private final String environmentFile;
  private final GpuProvenance gpus;
  private final Optional<ImageSelection> images;
  private final String part;
  private final WeightsSource weights;
  private final Map<String, WeightsOrigin> origins = new HashMap<>();

  /**
   * @param runId the run's id
   * @param environments what it runs on
   * @param environmentFile the name of the file that describes this machine
   * @param gpus of the machine
   * @param images labelled images, if any
   * @param weights where the networks' weights come from
   * @throws IOException when the images cannot be listed
   */
  Provenance(
      String runId,
      RunEnvironments environments,
      String environmentFile,
      GpuProvenance gpus,
      Optional<ImageSelection> images,
      WeightsSource weights)
      throws IOException {
    this.environments = environments;
    this.environmentFile = environmentFile;
    this.weights = weights;
    this.gpus = gpus;
    this.images = images;
    this.part = images.isEmpty() ? "" : part(images.get());
    Environment environment = environments.byName().get(environmentFile);
    this.run =
        Row.empty()
            .with(Column.RUN_ID, runId)
            .with(Column.ENVIRONMENT, environmentFile)
            .with(Column.COMMIT, environment.commit())
            .with(Column.JVM, environment.jvm())
            .with(Column.OS, environment.operatingSystem())
            .with(Column.CPU_MODEL, environment.cpuModel())
            .with(Column.CORES, environment.limits().cores())
            .with(Column.MEMORY_BYTES, environment.usableMemoryBytes());
  }

  /**
   * Records which libraries a cell's process had loaded, in the file that its row names.
   *
   * @throws IOException when it cannot be written
   */
  void loaded(Cell cell, Map<String, String> nativesSha256) throws IOException {
    if (!nativesSha256.isEmpty()) {
      environments.addNativeLibraries(environmentFile, cell.running().engine().id(), nativesSha256);
    }
  }

  /** The run, the machine and what was published of the architecture, unless it is cut. */
  Row row(Cell cell) {
    Row own = run.with(Column.FAMILY, cell.architecture().family());
    if (cell.cut().isPresent()) {
      return own;
    }
    Published published = cell.architecture().published();
    return own.with(Column.PUBLISHED_TOP1, published.top1Fraction())
        .with(Column.PUBLISHED_TOP5, published.top5Fraction())
        .with(Column.PUBLISHED_INPUT_SIZE, published.accuracyInputSize())
        .with(Column.PUBLISHED_SOURCE, published.source())
        .with(Column.PUBLISHED_PROTOCOL, protocol(published));
  }

  private static String protocol(Published published) {
    return published
        .protocol()
        .map(name -> Protocols.parse(name).id(published.accuracyInputSize()))
        .orElse("unknown");
  }

  /** The GPU of a cell; empty on the processor. */
  Row device(Cell cell) {
    return cell.execution().map(how -> gpus.row(how.device())).orElse(Row.empty());
  }

  /**
   * The weights of a cell.
   *
   * @param file {@code seeded}, or the weight file
   */
  Row weights(Cell cell, String file) throws IOException {
    String key = cell.architecture().name() + " " + file;
    WeightsOrigin origin = origins.get(key);
    if (origin == null) {
      origin = origin(cell, file);
      origins.put(key, origin);
    }
    Row row = Row.empty().with(Column.WEIGHTS, origin.label());
    return origin.sha256().isPresent()
        ? row.with(Column.WEIGHTS_SHA256, origin.sha256().get())
        : row;
  }

  /**
   * The labelled images; empty where none are given.
   *
   * @param preparedSha256 the dataset's hash, where its images were decoded
   */
  Row images(int side, Optional<String> preparedSha256) {
    if (images.isEmpty()) {
      return Row.empty();
    }
    Row row =
        Row.empty()
            .with(Column.DATASET, images.get().folder().toAbsolutePath().getFileName().toString())
            .with(Column.DATASET_PART, part)
            .with(Column.PROTOCOL, images.get().protocol().id(side));
    return preparedSha256.isPresent() ? row.with(Column.DATASET_SHA256, preparedSha256.get()) : row;
  }

  private static String part(ImageSelection images) throws IOException {
    return images.part(images.dataset().images().size()).orElse("");
  }

  private WeightsOrigin origin(Cell cell, String file) throws IOException {
    WeightsSource source =
        file.equals(SeededWeights.LABEL) ? WeightsSource.parse(file, Path.of("")) : weights;
    try (Weights opened = source.open(cell.architecture(), cell.trained())) {
      return opened.origin();
    }
  }
}
