package io.convbench.suites.weights;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.convbench.suites.SharedData;
import io.convbench.suites.architecture.Architecture;
import io.convbench.suites.architecture.Architectures;
import io.convbench.suites.architecture.Framework;
import io.convbench.suites.graph.WeightTensor;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StateDictTest {

  static Stream<Architecture> torchNetworks() {
    return Architectures.all().stream()
        .filter(architecture -> architecture.framework() == Framework.PYTORCH);
  }

  /** torchvision's and timm's own names, line by line: number, name, shape in Keras's order. */
  @ParameterizedTest
  @MethodSource("torchNetworks")
  void tensorsAreThoseOfTheModelInNameShapeAndOrder(Architecture architecture) throws IOException {
    List<String> expected =
        Files.readAllLines(SharedData.require("conformance/tensors/" + architecture + ".tsv"))
            .stream()
            .filter(line -> !line.startsWith("#"))
            .toList();
    List<String> actual = architecture.graph().tensors().stream().map(StateDictTest::line).toList();
    for (int i = 0; i < Math.min(expected.size(), actual.size()); i++) {
      assertEquals(expected.get(i), actual.get(i));
    }
    assertEquals(expected.size(), actual.size());
  }

  private static String line(WeightTensor tensor) {
    return "%s\t%s\t%s".formatted(tensor.index(), StateDict.inTorch(tensor), tensor.shape());
  }
}
