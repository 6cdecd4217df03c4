package io.convbench.harness.process;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.convbench.harness.engine.Engine;
import io.convbench.harness.engine.Engines;
import io.convbench.harness.modelfile.ModelForm;
import io.convbench.harness.modelfile.Precision;
import io.convbench.results.Column;
import io.convbench.results.Row;
import io.convbench.suites.architecture.Architecture;
import io.convbench.suites.architecture.Architectures;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every engine computes Keras's function for every architecture, as children of a run do. */
class ConformanceIT {

  @TempDir private Path folder;

  static List<Arguments> everything() {
    List<Arguments> all = new ArrayList<>();
    for (Engine engine : Engines.all()) {
      for (Architecture architecture : Architectures.all()) {
        for (ModelForm form : ModelForm.values()) {
          all.add(Arguments.of(engine.id(), architecture, form));
        }
      }
    }
    return all;
  }

  @ParameterizedTest(name = "{0} {1} {2}")
  @MethodSource("everything")
  void reproducesKerasLogits(String engine, Architecture architecture, ModelForm form)
      throws Exception {
    Row row = ConformanceCell.measure(folder, engine, architecture.name(), form, Precision.FP32);

    assertTrue(row.ok(), () -> row.toString());
    double error = row.number(Column.CONFORMANCE_ERROR).orElseThrow();
    System.out.printf("conformance %s %s %s %.1e%n", engine, architecture, form.word(), error);
    assertTrue(error <= 1e-3, () -> "conformance error " + error);
  }
}
