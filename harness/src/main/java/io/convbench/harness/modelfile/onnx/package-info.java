/**
 * ONNX files: one protobuf message with the graph's nodes in ONNX operators and every weight as raw
 * numbers, streamed. Nothing here knows ONNX Runtime.
 */
package io.convbench.harness.modelfile.onnx;
