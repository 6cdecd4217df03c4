package io.convbench.suites.weights;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.convbench.suites.architecture.Architectures;
import io.convbench.suites.graph.Shape;
import io.convbench.suites.graph.TensorRole;
import io.convbench.suites.graph.TensorSpec;
import io.convbench.suites.graph.WeightTensor;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;

class SeededWeightsTest {

  private static final BigInteger WORD = BigInteger.ONE.shiftLeft(64);

  private final SeededWeights weights = SeededWeights.of(Architectures.named("MobileNet"));

  /** The rule in whole numbers of any size, so that no shift or sign can hide. */
  private static double s(long tensor, long element) {
    BigInteger z =
        BigInteger.valueOf(tensor).shiftLeft(32).add(BigInteger.valueOf(element)).mod(WORD);
    z = z.add(new BigInteger("9E3779B97F4A7C15", 16)).mod(WORD);
    z = z.xor(z.shiftRight(30)).multiply(new BigInteger("BF58476D1CE4E5B9", 16)).mod(WORD);
    z = z.xor(z.shiftRight(27)).multiply(new BigInteger("94D049BB133111EB", 16)).mod(WORD);
    z = z.xor(z.shiftRight(31));
    BigDecimal u = new BigDecimal(z.shiftRight(40)).divide(new BigDecimal(1 << 24));
    return u.multiply(BigDecimal.valueOf(2)).subtract(BigDecimal.ONE).doubleValue();
  }

  private static WeightTensor tensor(int index, TensorRole role, int... shape) {
    return new WeightTensor(index, "layer", new TensorSpec(role, Shape.of(shape)));
  }

  @Test
  void mixesAsSplitMix64() {
    // the first output of SplitMix64 seeded with 0 is 0xE220A8397B1DCDAF
    assertEquals(0xE220A8 / 8388608.0 - 1, s(0, 0));
    assertEquals((float) (1 + 0.1 * s(0, 0)), weights.read(tensor(0, TensorRole.GAMMA, 1))[0]);
  }

  @Test
  void vectorsFollowTheirRole() {
    int[] tensors = {1, 77, 1545};
    for (int k : tensors) {
      for (int i : new int[] {0, 1, 6}) {
        assertEquals((float) (0.02 * s(k, i)), weights.read(tensor(k, TensorRole.BIAS, 7))[i]);
        assertEquals((float) (0.02 * s(k, i)), weights.read(tensor(k, TensorRole.BETA, 7))[i]);
        assertEquals(
            (float) (0.02 * s(k, i)), weights.read(tensor(k, TensorRole.MOVING_MEAN, 7))[i]);
        assertEquals((float) (1 + 0.1 * s(k, i)), weights.read(tensor(k, TensorRole.GAMMA, 7))[i]);
        assertEquals(
            (float) (1 + 0.25 * s(k, i)),
            weights.read(tensor(k, TensorRole.MOVING_VARIANCE, 7))[i]);
      }
    }
  }

  @Test
  void layerScalesAreATenthOfGamma() {
    assertEquals(
        (float) (0.1 * (1 + 0.1 * s(7, 3))),
        weights.read(tensor(7, TensorRole.LAYER_SCALE, 5))[3],
        1e-8f);
  }

  /** EfficientNet's files have deviations where Keras expects variances. */
  @Test
  void statisticsOfImagesAreThoseOfReleasedFiles() {
    assertArrayEquals(
        new float[] {0.485f, 0.456f, 0.406f}, weights.read(tensor(0, TensorRole.MEAN, 3)));
    assertArrayEquals(
        new float[] {0.229f, 0.224f, 0.225f}, weights.read(tensor(1, TensorRole.VARIANCE, 3)));
    assertArrayEquals(new float[] {0}, weights.read(tensor(2, TensorRole.COUNT)));
  }

  /** A kernel (rows, columns, 1, channels) has no neighbours along the inputs of a group. */
  @Test
  void kernelsOfOneChannelAGroupHaveNoPairs() {
    float[] kernel = weights.read(tensor(4, TensorRole.KERNEL, 7, 7, 1, 2));
    for (int i = 0; i < kernel.length; i++) {
      assertEquals((float) (Math.sqrt(5.0 / 49) * s(4, i)), kernel[i]);
    }
  }

  @Test
  void denseKernelPairsInputsAndLeavesTheLastOddOne() {
    float[] kernel = weights.read(tensor(3, TensorRole.KERNEL, 3, 2));
    double scale = Math.sqrt(5.0 / 3);
    float first = (float) (scale * s(3, 0));
    float second = (float) (scale * s(3, 1));
    assertArrayEquals(
        new float[] {
          first, second, -first, -second, (float) (scale * s(3, 4)), (float) (scale * s(3, 5))
        },
        kernel);
  }

  @Test
  void convolutionKernelPairsInputChannelsWithinATap() {
    // 2 taps, 3 input channels, 2 filters: element ((tap * 3) + channel) * 2 + filter
    float[] kernel = weights.read(tensor(9, TensorRole.KERNEL, 2, 1, 3, 2));
    double scale = Math.sqrt(5.0 / 6);
    for (int tap = 0; tap < 2; tap++) {
      for (int filter = 0; filter < 2; filter++) {
        int at = tap * 6 + filter;
        assertEquals((float) (scale * s(9, at)), kernel[at]);
        assertEquals(-kernel[at], kernel[at + 2]);
        assertEquals((float) (scale * s(9, at + 4)), kernel[at + 4]);
      }
    }
  }

  @Test
  void depthwiseKernelPairsTaps() {
    // 3x1 taps, 2 channels: element tap * 2 + channel; fan is the number of taps
    float[] kernel = weights.read(tensor(5, TensorRole.DEPTHWISE_KERNEL, 3, 1, 2, 1));
    double scale = Math.sqrt(5.0 / 3);
    for (int channel = 0; channel < 2; channel++) {
      assertEquals((float) (scale * s(5, channel)), kernel[channel]);
      assertEquals(-kernel[channel], kernel[2 + channel]);
      assertEquals((float) (scale * s(5, 4 + channel)), kernel[4 + channel]);
    }
  }

  @Test
  void pointwiseKernelPairsChannels() {
    float[] kernel = weights.read(tensor(6, TensorRole.POINTWISE_KERNEL, 1, 1, 2, 2));
    float first = (float) (Math.sqrt(5.0 / 2) * s(6, 0));
    float second = (float) (Math.sqrt(5.0 / 2) * s(6, 1));
    assertArrayEquals(new float[] {first, second, -first, -second}, kernel);
  }

  @Test
  void residualFamiliesHaveLessGain() {
    WeightTensor kernel = tensor(0, TensorRole.KERNEL, 1, 1);
    for (String name : new String[] {"ResNet50", "ResNet101", "ResNet152", "ResNet50V2"}) {
      float[] values = SeededWeights.of(Architectures.named(name)).read(kernel);
      assertEquals((float) (Math.sqrt(3) * s(0, 0)), values[0], name);
    }
    for (String name : new String[] {"InceptionResNetV2", "DenseNet121", "Xception"}) {
      float[] values = SeededWeights.of(Architectures.named(name)).read(kernel);
      assertEquals((float) (Math.sqrt(5) * s(0, 0)), values[0], name);
    }
  }

  @Test
  void inceptionV4HasAGainOfItsOwn() {
    WeightTensor kernel = tensor(0, TensorRole.KERNEL, 1, 1);
    float[] values = SeededWeights.of(Architectures.named("InceptionV4")).read(kernel);
    assertEquals((float) (Math.sqrt(6.5) * s(0, 0)), values[0]);
  }

  @Test
  void saysThatItIsSeeded() {
    assertEquals("seeded", weights.origin().label());
    assertEquals(true, weights.origin().sha256().isEmpty());
  }
}
