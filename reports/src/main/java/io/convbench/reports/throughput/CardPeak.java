package io.convbench.reports.throughput;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The most that a GPU can compute, as NVIDIA states it: dense matrices, at the boost clock. {@code
 * fp32} is that of the CUDA cores, the other precisions are those of the tensor cores, for which
 * data sheets state twice as much, with sparsity.
 *
 * @param name what the card's name in {@code nvidia-smi} begins with
 * @param teraflops by precision: 10^12 floating-point operations per second, two per
 *     multiply-accumulate
 * @param source which paper says so
 */
public record CardPeak(String name, Map<String, Double> teraflops, String source) {

  private static final double FLOPS_PER_MAC = 2;
  private static final String HOPPER =
      "NVIDIA H100 Tensor Core GPU Architecture, 2022, table 2, and H100 and H200 data sheets";

  /** A name stands before those that it begins with. */
  private static final List<CardPeak> KNOWN =
      List.of(
          of("NVIDIA H100 PCIe", 51.2, 378, 756, HOPPER),
          of("NVIDIA H100 80GB HBM3", 66.9, 494.7, 989.4, HOPPER),
          of("NVIDIA H200 NVL", 60, 417.5, 835.5, HOPPER),
          of("NVIDIA H200", 66.9, 494.7, 989.4, HOPPER),
          of("NVIDIA A100", 19.5, 156, 312, "NVIDIA A100 Tensor Core GPU data sheet"));

  public CardPeak {
    teraflops = Map.copyOf(teraflops);
  }

  private static CardPeak of(String name, double fp32, double tf32, double half, String source) {
    return new CardPeak(
        name, Map.of("fp32", fp32, "tf32", tf32, "fp16", half, "bf16", half), source);
  }

  /**
   * The peak of a whole card; empty for one that is not known here, and for a part of a card.
   *
   * @param model the card's name, as {@code nvidia-smi} lists it
   */
  public static Optional<CardPeak> of(String model) {
    return model.contains("MIG")
        ? Optional.empty()
        : KNOWN.stream().filter(card -> model.startsWith(card.name())).findFirst();
  }

  /**
   * Which part of the peak a rate is.
   *
   * @param macs multiply-accumulates of one image
   * @param imagesPerSecond rate
   * @return a fraction; empty when no peak is known in the precision
   */
  public OptionalDouble share(String precision, double macs, double imagesPerSecond) {
    Double peak = teraflops.get(precision);
    return peak == null
        ? OptionalDouble.empty()
        : OptionalDouble.of(FLOPS_PER_MAC * macs * imagesPerSecond / (peak * 1e12));
  }
}
