package io.convbench.harness.modelfile.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import io.convbench.harness.modelfile.ModelFileWriter;
import io.convbench.harness.modelfile.ModelMetadata;
import io.convbench.harness.modelfile.Precision;
import io.convbench.suites.graph.Graph;
import io.convbench.suites.weights.Weights;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * Writes a graph as one ONNX file: input {@code images}, output as the head calls it, weights
 * inside. A protobuf message states its length before its content; shapes give it, so that weights
 * are streamed behind the graph's nodes without being held.
 */
public final class OnnxWriter implements ModelFileWriter {

  /** Old enough for every optimiser, new enough for every operator used; IR 8 came with it. */
  private static final int OPSET = 17;

  private static final int IR_VERSION = 8;

  private static final String IMAGES = "images";

  @Override
  public String format() {
    return "onnx";
  }

  @Override
  public String extension() {
    return ".onnx";
  }

  @Override
  public void write(Graph graph, Weights weights, ModelMetadata metadata, Path file)
      throws IOException {
    GraphNodes nodes =
        new GraphNodes(graph, metadata.precision(), IMAGES, metadata.head().output());
    GraphProto withoutWeights = graph(graph, nodes, metadata);
    try (OutputStream out =
        new BufferedOutputStream(
            Files.newOutputStream(file, StandardOpenOption.CREATE_NEW), 1 << 16)) {
      CodedOutputStream coded = CodedOutputStream.newInstance(out);
      model(graph, metadata).writeTo(coded);
      coded.writeTag(ModelProto.GRAPH_FIELD_NUMBER, WireFormat.WIRETYPE_LENGTH_DELIMITED);
      coded.writeUInt32NoTag(bytes(withoutWeights, nodes.weights()));
      withoutWeights.writeTo(coded);
      for (Initializer weight : nodes.weights()) {
        weight.writeTo(coded, out, weights.read(weight.source()));
      }
      coded.flush();
    }
  }

  /** Everything but the graph. */
  private static ModelProto model(Graph graph, ModelMetadata metadata) {
    ModelProto.Builder model =
        ModelProto.newBuilder()
            .setIrVersion(IR_VERSION)
            .setProducerName(ModelMetadata.PRODUCER)
            .setProducerVersion(ModelMetadata.producerVersion())
            .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(OPSET));
    metadata
        .asMap(graph.input().output())
        .forEach(
            (key, value) ->
                model.addMetadataProps(
                    StringStringEntryProto.newBuilder().setKey(key).setValue(value)));
    return model.build();
  }

  private static GraphProto graph(Graph graph, GraphNodes nodes, ModelMetadata metadata) {
    return GraphProto.newBuilder()
        .setName(metadata.architecture())
        .addInput(Values.of(IMAGES, Precision.FP32, graph.input().output().dimensions()))
        .addOutput(
            Values.of(
                metadata.head().output(), Precision.FP32, graph.output().output().dimensions()))
        .addAllValueInfo(nodes.layerOutputs())
        .addAllNode(nodes.nodes())
        .addAllInitializer(nodes.constants())
        .build();
  }

  private static int bytes(GraphProto withoutWeights, List<Initializer> weights)
      throws IOException {
    long bytes =
        withoutWeights.getSerializedSize()
            + weights.stream().mapToLong(Initializer::fieldBytes).sum();
    if (bytes > Integer.MAX_VALUE) {
      throw new IOException(
          "%s would have %s bytes, beyond the 2 GiB of an ONNX file: use a smaller input side or fewer classes"
              .formatted(withoutWeights.getName(), bytes));
    }
    return (int) bytes;
  }
}
