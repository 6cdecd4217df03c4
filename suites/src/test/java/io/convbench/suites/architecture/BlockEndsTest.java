package io.convbench.suites.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BlockEndsTest {

  /** Simonyan and Zisserman 2014, table 1: five blocks, each ends in maxpool. */
  @Test
  void cutsVggBehindEachPool() {
    assertEquals(
        List.of("block1_pool", "block2_pool", "block3_pool", "block4_pool", "block5_pool"),
        ends("VGG16"));
  }

  /** Sandler et al. 2018, table 2: 17 bottlenecks between two convolutions. */
  @Test
  void cutsMobileNetV2BehindEachBottleneck() {
    List<String> ends = ends("MobileNetV2");

    assertEquals(1 + 17 + 1, ends.size());
    assertEquals(
        List.of("Conv1_relu", "expanded_conv_project_BN", "block_1_project_BN", "block_2_add"),
        ends.subList(0, 4));
    assertEquals(List.of("block_15_add", "block_16_project_BN", "out_relu"), ends.subList(16, 19));
  }

  /** Howard et al. 2017, table 1: 13 depthwise separable convolutions. */
  @Test
  void cutsMobileNetBehindEachPointwiseConvolution() {
    assertEquals(
        Stream.concat(
                Stream.of("conv1_relu"),
                IntStream.rangeClosed(1, 13).mapToObj("conv_pw_%s_relu"::formatted))
            .toList(),
        ends("MobileNet_0.25"));
  }

  /** He et al. 2015, table 1: 3, 4, 6 and 3 blocks behind a pool. */
  @Test
  void cutsResNetBehindEachShortcut() {
    List<String> ends = ends("ResNet50");

    assertEquals(1 + 3 + 4 + 6 + 3, ends.size());
    assertEquals("pool1_pool", ends.get(0));
    assertTrue(ends.subList(1, ends.size()).stream().allMatch(end -> end.endsWith("_out")));
  }

  /** Huang et al. 2017, table 1: 6, 12, 24 and 16 layers, a pool before each of four blocks. */
  @Test
  void cutsDenseNetBehindEachConcatenation() {
    List<String> ends = ends("DenseNet121");

    assertEquals(6 + 12 + 24 + 16, ends.stream().filter(end -> end.endsWith("_concat")).count());
    assertEquals("relu", ends.get(ends.size() - 1));
  }

  /** Tan and Le 2019, table 1: 16 MBConv between stem and top. */
  @Test
  void cutsEfficientNetBehindEachBlock() {
    assertEquals(1 + 16 + 1, ends("EfficientNetB0").size());
  }

  /** Szegedy et al. 2015: the eleven modules. */
  @Test
  void cutsInceptionBehindEachModule() {
    assertEquals(
        IntStream.rangeClosed(0, 10).mapToObj("mixed%s"::formatted).toList(),
        ends("InceptionV3").stream().filter(end -> end.startsWith("mixed")).toList());
  }

  /** He et al. 2015, table 1: 2 blocks in each of 4 stages, by torchvision's names. */
  @Test
  void cutsNetworksOfPyTorchByTheirOwnNames() {
    List<String> ends = ends("ResNet18");

    assertEquals(8, ends.stream().filter(end -> end.endsWith(".relu_1")).count());
    assertEquals("layer4.1.relu_1", ends.get(ends.size() - 1));
    assertEquals(
        List.of("pool1", "pool2", "pool5"),
        ends("AlexNet").stream().filter(end -> end.startsWith("pool")).toList());
  }

  @Test
  void endsEveryArchitectureBeforeItsClassifier() {
    for (Architecture architecture : Architectures.all()) {
      List<String> ends = BlockEnds.of(architecture);

      assertFalse(ends.isEmpty(), architecture.name());
      assertEquals(
          new Head.Features(Optional.empty(), Pooling.NONE)
              .graph(architecture, architecture.inputSize())
              .output()
              .name(),
          ends.get(ends.size() - 1),
          architecture.name());
    }
  }

  private static List<String> ends(String architecture) {
    return BlockEnds.of(Architectures.named(architecture));
  }
}
