package io.convbench.reports.depth;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A column of He, Zhang, Ren and Sun 2015, arXiv:1512.03385, Table 1, as it is printed.
 *
 * @param architecture which of convbench's it is
 * @param layers the paper's name
 * @param blocks of conv2_x to conv5_x: kernels and channels, and how many blocks
 * @param gigaFlops the last row in 10^9: multiply-adds, of which the paper counts one as one
 */
public record PaperResNet(
    String architecture, String layers, List<String> blocks, double gigaFlops) {

  /** The rows of blocks. */
  public static final List<String> STACKS = List.of("conv2_x", "conv3_x", "conv4_x", "conv5_x");

  /** Channels of each stack's 3x3 convolutions. */
  private static final int[] WIDTHS = {64, 128, 256, 512};

  public PaperResNet {
    blocks = List.copyOf(blocks);
  }

  // @formatter:off
  private static final List<PaperResNet> ALL = List.of(
      basic(      18, 1.8,  2, 2,  2, 2),
      basic(      34, 3.6,  3, 4,  6, 3),
      bottleneck( 50, 3.8,  3, 4,  6, 3),
      bottleneck(101, 7.6,  3, 4, 23, 3),
      bottleneck(152, 11.3, 3, 8, 36, 3));
  // @formatter:on

  /** The columns, shallowest first. */
  public static List<PaperResNet> all() {
    return ALL;
  }

  private static PaperResNet basic(int layers, double gigaFlops, int... blocks) {
    return of(layers, gigaFlops, "3×3,\u00a0%1$s; 3×3,\u00a0%1$s", blocks);
  }

  private static PaperResNet bottleneck(int layers, double gigaFlops, int... blocks) {
    return of(layers, gigaFlops, "1×1,\u00a0%1$s; 3×3,\u00a0%1$s; 1×1,\u00a0%2$s", blocks);
  }

  private static PaperResNet of(int layers, double gigaFlops, String block, int... blocks) {
    return new PaperResNet(
        "ResNet" + layers,
        layers + "-layer",
        IntStream.range(0, WIDTHS.length)
            .mapToObj(
                i ->
                    "[%s]\u00a0×\u00a0%s"
                        .formatted(block.formatted(WIDTHS[i], 4 * WIDTHS[i]), blocks[i]))
            .toList(),
        gigaFlops);
  }
}
