/**
 * NVIDIA GPUs as {@code nvidia-smi} and CUDA's environment variables know them: which there are,
 * which a child may see, and how much of their memory is used. Nothing here knows an engine.
 */
package io.convbench.harness.gpu;
