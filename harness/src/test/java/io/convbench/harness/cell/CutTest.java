package io.convbench.harness.cell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.convbench.foundation.input.InvalidInputException;
import io.convbench.suites.architecture.Architecture;
import io.convbench.suites.architecture.Architectures;
import io.convbench.suites.architecture.BlockEnds;
import io.convbench.suites.architecture.Pooling;
import io.convbench.suites.graph.WeightTensor;
import java.util.List;
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

  /** By Keras's names: block 16 and the 1x1 convolution; the last two blocks; whole stages. */
  @Test
  void tunesTheLastTwoBlocksUnlessToldOtherwise() {
    assertEquals(Optional.of("block_16_expand"), tuned("MobileNetV2", "out_relu"));
    assertEquals(Optional.of("conv_dw_12"), tuned("MobileNet", "conv_pw_13_relu"));
    assertEquals(Optional.of("conv5_block2_1_conv"), tuned("ResNet50", "conv5_block3_out"));
    assertEquals(Optional.of("block4_conv1"), tuned("VGG16", "block5_pool"));
    assertEquals(Optional.of("block_12_expand"), tuned("MobileNetV2", "block_13_expand_relu"));
    assertEquals(Optional.of("block1_conv1"), tuned("VGG16", "block1_pool"));
  }

  private static Optional<String> tuned(String name, String layer) {
    Architecture architecture = Architectures.named(name);
    return Cut.of(architecture, Optional.of(layer), 2)
        .tuned(architecture, Optional.empty())
        .tunedFrom();
  }

  /** Kernels of the 1x1 convolution 320 to 1280 and of the head; not its batch norm. */
  @Test
  void learnsLayersFromThereOnWithoutBatchNorms() {
    Architecture architecture = Architectures.named("MobileNetV2");
    Cut cut = Cut.of(architecture, Optional.empty(), 2).tuned(architecture, Optional.of("Conv_1"));

    assertEquals(
        List.of("Conv_1/kernel", "head/kernel", "head/bias"),
        cut.learned(cut.classifier().graph(architecture, 224)).stream()
            .map(WeightTensor::name)
            .toList());
  }

  @Test
  void everyArchitectureHasLayersToTune() {
    for (Architecture architecture : Architectures.all()) {
      Cut cut = Cut.of(architecture, Optional.empty(), 3).tuned(architecture, Optional.empty());
      int layers =
          cut.learned(cut.classifier().graph(architecture, architecture.inputSize())).size();
      assertTrue(layers > 2, architecture + " has " + layers);
    }
  }

  @Test
  void refusesToTuneFromALayerThatThereIsNot() {
    assertEquals(
        "--from-layer: MobileNetV2 has no layer \"block_16_expnd\" (nearest: block_16_expand);"
            + " \"convbench list --layers MobileNetV2\" shows all",
        refusal("out_relu", "block_16_expnd"));
  }

  @Test
  void refusesToTuneFromBehindTheCut() {
    assertEquals(
        "--from-layer Conv_1: it is behind block_9_add, where MobileNetV2 is cut; name a layer"
            + " before",
        refusal("block_9_add", "Conv_1"));
  }

  @Test
  void refusesToTuneNothing() {
    assertEquals(
        "--from-layer Conv_1_bn: from there to out_relu, where MobileNetV2 is cut, no layer has"
            + " weights to be trained; name one before, as Conv_1",
        refusal("out_relu", "Conv_1_bn"));
  }

  private static String refusal(String layer, String from) {
    Architecture architecture = Architectures.named("MobileNetV2");
    Cut cut = Cut.of(architecture, Optional.of(layer), 2);
    return assertThrows(
            InvalidInputException.class, () -> cut.tuned(architecture, Optional.of(from)))
        .getMessage();
  }

  private static void requireClassifier(Cut cut, Architecture architecture) {
    int side = architecture.inputSize();
    String where = architecture.name() + " at " + cut.layer();

    assertEquals(1, cut.features().graph(architecture, side).output().output().rank(), where);
    assertEquals(3, cut.classifier().graph(architecture, side).output().output().elements(), where);
  }
}
