package io.convbench.reports.evidence;

import io.convbench.reports.findings.Configuration;
import java.util.List;

/**
 * Engines on devices in precisions, which are what models compute on.
 *
 * @param all each once, as they ran
 */
public record Places(List<Configuration> all) {

  public Places {
    all = all.stream().distinct().toList();
  }

  /** The engine's name, with device and precision where these differ. */
  public String name(Configuration place) {
    boolean alike = all.stream().map(Configuration::anyEngine).distinct().count() < 2;
    return alike
        ? place.engine()
        : String.join(" ", place.engine(), place.device(), place.precision());
  }
}
