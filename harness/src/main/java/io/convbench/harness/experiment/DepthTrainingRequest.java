package io.convbench.harness.experiment;

import io.convbench.results.experiment.DepthSettings;
import io.convbench.suites.architecture.SmallImageNetwork;
import java.nio.file.Path;
import java.util.List;

/**
 * One network to be trained.
 *
 * @param network which
 * @param seed of weights, order and variation of the images
 * @param settings of all trainings
 * @param crops folder of the prepared images
 * @param train places in it of images to learn from
 * @param test places in it of images held out
 * @param module the network's file, written for a training
 * @param threads that PyTorch is asked to use
 */
record DepthTrainingRequest(
    SmallImageNetwork network,
    long seed,
    DepthSettings settings,
    Path crops,
    List<Integer> train,
    List<Integer> test,
    Path module,
    int threads) {}
