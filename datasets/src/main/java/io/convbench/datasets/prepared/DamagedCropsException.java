package io.convbench.datasets.prepared;

import java.io.IOException;
import java.nio.file.Path;

/** A prepared set that is not as it was written; one line says where and what to do. */
public final class DamagedCropsException extends IOException {

  private static final long serialVersionUID = 1L;

  DamagedCropsException(Path folder, String damage) {
    super("%s is damaged: %s: the next run makes it again".formatted(folder, damage));
  }
}
