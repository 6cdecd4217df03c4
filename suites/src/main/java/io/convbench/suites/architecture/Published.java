package io.convbench.suites.architecture;

import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What others published of an architecture's pretrained weights: never a measurement of ours.
 *
 * @param top1Fraction top-1 accuracy on the ILSVRC 2012 validation set, single centre crop
 * @param top5Fraction top-5 accuracy likewise
 * @param accuracyInputSize side in pixels at which the accuracies were measured
 * @param sizeMebibytes size of the weight file in MiB (Keras's table says MB)
 * @param parameters millions of parameters, as printed
 * @param depth number of layers that own weights
 * @param source where the figures stand
 */
public record Published(
    double top1Fraction,
    double top5Fraction,
    int accuracyInputSize,
    OptionalDouble sizeMebibytes,
    double parameters,
    OptionalInt depth,
    String source) {}
