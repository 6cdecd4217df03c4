package io.convbench.harness.cell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.convbench.suites.architecture.Architecture;
import io.convbench.suites.architecture.Architectures;
import io.convbench.suites.architecture.BlockEnds;
import io.convbench.suites.architecture.Pooling;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CutTest {

  @Test
  void cutsEveryArchitectureBeforeItsClassifier() {
    for (Architecture architecture : Architectures.all()) {
      requireClassifier(Cut.of(architecture, Optional.empty(), 3), architecture);
    }
  }

  /** Keras normalises ConvNeXt's pooled features by a layer that only networks without top have. */
  @Test
  void cutsConvNeXtBehindEachBlock() {
    Architecture architecture = Architectures.named("ConvNeXtTiny");

    for (String layer : BlockEnds.of(architecture)) {
      requireClassifier(Cut.of(architecture, Optional.of(layer), 3), architecture);
    }
    Cut last = Cut.of(architecture, Optional.empty(), 3);
    assertEquals("layer_normalization", last.layer());
    assertEquals(
        "layer_normalization",
        last.features().graph(architecture, architecture.inputSize()).output().name());
  }

  @Test
  void averagesMapsAndLeavesVectors() {
    Architecture architecture = Architectures.named("VGG16");

    assertEquals(Pooling.AVG, Cut.of(architecture, Optional.of("block5_pool"), 2).pooling());
    assertEquals(Pooling.NONE, Cut.of(architecture, Optional.of("fc1"), 2).pooling());
  }

  private static void requireClassifier(Cut cut, Architecture architecture) {
    int side = architecture.inputSize();
    String where = architecture.name() + " at " + cut.layer();

    assertEquals(1, cut.features().graph(architecture, side).output().output().rank(), where);
    assertEquals(3, cut.classifier().graph(architecture, side).output().output().elements(), where);
  }
}
