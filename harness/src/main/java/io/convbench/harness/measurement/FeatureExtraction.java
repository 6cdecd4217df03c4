package io.convbench.harness.measurement;

import io.convbench.datasets.prepared.PreparedCrops;
import io.convbench.datasets.prepared.PreparedImage;
import io.convbench.foundation.hash.FileHash;
import io.convbench.foundation.hash.HashAlgorithm;
import io.convbench.harness.cell.CellRequest;
import io.convbench.harness.cell.Cut;
import io.convbench.harness.cell.Transfer;
import io.convbench.harness.engine.EngineProbe;
import io.convbench.harness.engine.Execution;
import io.convbench.harness.heartbeat.Heartbeat;
import io.convbench.harness.transfer.FeatureFile;
import io.convbench.results.Column;
import io.convbench.results.Row;
import io.convbench.suites.cost.Cost;
import io.convbench.suites.graph.Graph;
import io.convbench.suites.weights.SeededWeights;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Features of all images that can be decoded, by name: known ones and those extracted now. A
 * process that measures again what another one took extracts as many as that one, though they are
 * known by now.
 */
final class FeatureExtraction {
  private final CellRequest request;
  private final PreparedCrops crops;
  private final Heartbeat heartbeat;
  private final Map<String, float[]> features = new HashMap<>();

  FeatureExtraction(CellRequest request, PreparedCrops crops, Heartbeat heartbeat) {
    this.request = request;
    this.crops = crops;
    this.heartbeat = heartbeat;
  }

  /** By name of the image, once they were extracted. */
  Map<String, float[]> features() {
    return features;
  }

  /** The columns of the extraction. */
  Row run(Transfer transfer) throws IOException {
    Execution execution = request.cell().running();
    String version = EngineProbe.start(execution, request.modelFile().orElseThrow());
    Graph graph = request.cell().graph(request.side());
    int count = (int) graph.output().output().elements();
    String network = request.cell().row().untunedNetwork();
    try (FeatureFile file = FeatureFile.open(transfer.features(), network, key(version), count)) {
      known(readable(), image -> file.of(image.sha256()), extractedBefore())
          .forEach((image, values) -> features.put(image.file(), values));
      int cached = features.size();
      long start = System.nanoTime();
      extract(file);
      return Row.empty()
          .with(Column.ENGINE_VERSION, version)
          .with(Column.FEATURES, count)
          .with(Column.MACS, Cost.of(graph).macs())
          .with(Column.FEATURES_CACHED, cached)
          .with(Column.EXTRACTION_S, (System.nanoTime() - start) / 1e9);
    }
  }

  private List<PreparedImage> readable() {
    return crops.images().stream().filter(image -> !image.failed()).toList();
  }

  /** How many the process extracted whose times are measured again; else none. */
  private int extractedBefore() {
    return request
        .round()
        .before()
        .map(row -> row.integer(Column.FEATURES_CACHED).orElse(0))
        .map(cached -> Math.toIntExact(readable().size() - cached))
        .orElse(0);
  }

  /**
   * The images whose features are taken as they are known.
   *
   * @param readable all images
   * @param features of one, where they are known
   * @param least how many are not to be taken, known or not
   */
  static Map<PreparedImage, float[]> known(
      List<PreparedImage> readable,
      Function<PreparedImage, Optional<float[]>> features,
      int least) {
    Map<PreparedImage, float[]> known = new LinkedHashMap<>();
    readable.forEach(image -> features.apply(image).ifPresent(values -> known.put(image, values)));
    int again = least - (readable.size() - known.size());
    if (again > 0) {
      List.copyOf(known.keySet()).subList(0, Math.min(again, known.size())).forEach(known::remove);
    }
    return known;
  }

  private void extract(FeatureFile file) throws IOException {
    int readable = readable().size();
    if (features.size() == readable) {
      return;
    }
    ImageOutputs.of(
        request,
        request.modelFile().orElseThrow(),
        crops,
        image -> !features.containsKey(image.file()),
        (image, values) -> {
          if (file.of(image.sha256()).isEmpty()) {
            file.add(image.sha256(), values);
          }
          features.put(image.file(), values);
          heartbeat.at(features.size(), readable);
        });
  }

  /** All that the features depend on but the image. */
  private String key(String version) throws IOException {
    Cut cut = request.cell().cut().orElseThrow();
    Execution execution = request.cell().running();
    String weights =
        request.weights().equals(SeededWeights.LABEL)
            ? SeededWeights.LABEL
            : FileHash.of(HashAlgorithm.SHA256, Path.of(request.weights())).hex();
    return String.join(
        "; ",
        request.cell().architecture().name(),
        cut.layer(),
        cut.pooling().id(),
        "weights " + weights,
        request.images().orElseThrow().selection().protocol().id(request.side()),
        request.folding().word(),
        version,
        execution.device().isGpu() ? "gpu" : "cpu",
        execution.precision().id());
  }
}
