package io.convbench.suites.weights;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.jhdf.HdfFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether a file or convbench is at fault. */
class Hdf5AccessTest {

  private static final Path FILE = Path.of("weights.h5");

  @Test
  void leavesABugOfConvbenchABug() {
    assertThrows(
        NullPointerException.class,
        () -> Hdf5Access.reading(FILE, () -> Objects.requireNonNull(null)));
    assertThrows(
        IllegalStateException.class,
        () ->
            Hdf5Access.reading(
                FILE,
                () -> {
                  throw new IllegalStateException("a bug");
                }));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 1 << 30})
  void takesWrongNumbersForDamage(int count) {
    assertDamaged(() -> new byte[Math.multiplyExact(count, 4)]);
  }

  @Test
  void takesWhatChecksFindForDamage() {
    assertEquals(
        "weights.h5 cannot be read as HDF5 (a chunk has 3 bytes instead of 4): fetch or copy it"
            + " again, or save it again as float32",
        assertDamaged(
                () -> {
                  throw new DamagedDataException("a chunk has 3 bytes instead of 4");
                })
            .getMessage());
  }

  /** As the library's own code does with files that it does not understand. */
  @Test
  void takesWhatTheLibraryThrowsForDamage() {
    assertDamaged(() -> new HdfFile((Path) null));
  }

  private static IOException assertDamaged(Hdf5Access.Reading<?> reading) {
    return assertThrows(IOException.class, () -> Hdf5Access.reading(FILE, reading));
  }
}
