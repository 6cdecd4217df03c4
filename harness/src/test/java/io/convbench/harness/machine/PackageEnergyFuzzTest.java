package io.convbench.harness.machine;

import io.convbench.foundation.fuzz.Fuzz;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a counter says, the energy is one that a row can hold, or there is none. */
class PackageEnergyFuzzTest {

  private static final String DOMAIN = "sys/class/powercap/intel-rapl:0/";

  private static final String COUNTER = "energy_uj";

  @TempDir private Path root;

  @BeforeEach
  void recordTheSystem() throws IOException {
    new RecordedSystem(root)
        .with(DOMAIN + "name", "package-0\n")
        .with(DOMAIN + COUNTER, "65532610\n")
        .with(DOMAIN + "max_energy_range_uj", "262143328850\n");
  }

  @Test
  void name() throws Exception {
    fuzz("name");
  }

  @Test
  void counter() throws Exception {
    fuzz(COUNTER);
  }

  @Test
  void range() throws Exception {
    fuzz("max_energy_range_uj");
  }

  private void fuzz(String name) throws Exception {
    Path file = root.resolve(DOMAIN + name);
    byte[] healthy = Files.readAllBytes(file);
    Fuzz.of("RAPL's " + name, healthy)
        .with("package-1", "psys", "262143328849")
        .read(
            file,
            input -> {
              PackageEnergy damaged = PackageEnergy.below(root);
              damaged.start();
              if (!name.equals(COUNTER)) {
                Files.writeString(root.resolve(DOMAIN + COUNTER), "7\n");
              }
              damaged.stop();
              requireRecordable(damaged);
              recordTheSystem();
              PackageEnergy meanwhile = PackageEnergy.below(root);
              meanwhile.start();
              Files.write(file, input);
              meanwhile.stop();
              requireRecordable(meanwhile);
            });
  }

  private static void requireRecordable(PackageEnergy energy) {
    double joules = energy.joules().orElse(0);
    if (!(joules >= 0) || Double.isInfinite(joules) || energy.source().isBlank()) {
      throw new AssertionError("%s J by %s".formatted(joules, energy.source()));
    }
  }
}
