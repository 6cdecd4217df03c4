package io.convbench.results;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * A GPU that a run could use.
 *
 * @param device what {@code --device} and rows call it, e.g. {@code gpu:0}
 * @param model its name, with the size of the instance where it is one
 * @param uuid the GPU's own name
 * @param migUuid that of the instance; empty for a whole GPU
 * @param driver version of NVIDIA's driver
 * @param settings what else {@code nvidia-smi} tells of the GPU, by its names of the fields, e.g.
 *     {@code power.limit} in watts
 */
public record GpuFacts(
    String device,
    String model,
    String uuid,
    String migUuid,
    String driver,
    Map<String, String> settings) {

  public GpuFacts {
    Objects.requireNonNull(device, "device");
    Objects.requireNonNull(model, "model");
    Objects.requireNonNull(uuid, "uuid");
    Objects.requireNonNull(migUuid, "migUuid");
    Objects.requireNonNull(driver, "driver");
    if (settings.values().stream().anyMatch(Objects::isNull)) {
      throw new IllegalArgumentException("settings %s: null is not a text".formatted(settings));
    }
    settings = Collections.unmodifiableMap(new TreeMap<>(settings));
  }
}
