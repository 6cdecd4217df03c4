/**
 * Everything with gradients: networks whose weights PyTorch changes, optimisers, the variations of
 * pictures that are learned from, and the loops over epochs. What a training showed is judged
 * elsewhere.
 */
package io.convbench.harness.training;
