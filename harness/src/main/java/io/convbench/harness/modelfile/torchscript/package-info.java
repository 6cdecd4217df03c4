/**
 * TorchScript archives for PyTorch: a stored zip of one module's pickled attributes, its {@code
 * forward} as TorchScript source and one raw little-endian file per tensor.
 */
package io.convbench.harness.modelfile.torchscript;
