package io.convbench.harness.modelfile.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import io.convbench.harness.modelfile.BatchNormFolding;
import io.convbench.harness.modelfile.ModelMetadata;
import io.convbench.harness.modelfile.Precision;
import io.convbench.suites.architecture.Head;
import io.convbench.suites.architecture.Preprocessing;
import io.convbench.suites.graph.ActivationFunction;
import io.convbench.suites.graph.Graph;
import io.convbench.suites.graph.GraphBuilder;
import io.convbench.suites.graph.Layer;
import io.convbench.suites.graph.Layers;
import io.convbench.suites.graph.Node;
import io.convbench.suites.graph.Pads;
import io.convbench.suites.graph.Shape;
import io.convbench.suites.graph.WeightTensor;
import io.convbench.suites.graph.Window;
import io.convbench.suites.weights.Weights;
import io.convbench.suites.weights.WeightsOrigin;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.ShortBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stands in a file, read back by protobuf's own parser. */
class OnnxWriterTest {

  private static final ModelMetadata METADATA = metadata(Precision.FP32);

  @TempDir private Path folder;

  @Test
  void statesItsVersionsAndOrigin() throws IOException {
    ModelProto model = write(headed(new Layers.Conv2D(3, Window.valid(1), false)));

    assertEquals(8, model.getIrVersion());
    assertEquals(1, model.getOpsetImportCount());
    assertEquals("", model.getOpsetImport(0).getDomain());
    assertEquals(17, model.getOpsetImport(0).getVersion());
    assertEquals("convbench", model.getProducerName());
    assertEquals("Tiny", model.getGraph().getName());
    assertEquals(ModelMetadata.producerVersion(), model.getProducerVersion());
    Map<String, String> properties =
        model.getMetadataPropsList().stream()
            .collect(
                Collectors.toMap(StringStringEntryProto::getKey, StringStringEntryProto::getValue));
    assertEquals(ModelMetadata.producerVersion(), properties.remove("producer_version"));
    assertEquals(
        Map.of(
            "producer",
            "convbench",
            "architecture",
            "Tiny",
            "form",
            "plain",
            "precision",
            "fp32",
            "weights",
            "seeded",
            "input",
            "images: float32 (N, 4, 4, 2), preprocessed",
            "preprocessing",
            "caffe: uint8 channels in the order BGR, (pixel / 1.0 - mean) / deviation with mean"
                + " [103.939, 116.779, 123.68] and deviation [1.0, 1.0, 1.0]",
            "output",
            "logits: float32 (N, classes), before softmax",
            "class_names",
            "cat\ndog"),
        properties);
  }

  @Test
  void statesTheShapeOfEveryLayerForViewers() throws IOException {
    ModelProto model = write(headed(new Layers.Conv2D(3, Window.valid(1), false)), Precision.FP16);

    assertEquals(
        List.of(
            "input_layer float16 N 2 4 4",
            "conv2d float16 N 3 4 4",
            "global_average_pooling2d float16 N 3"),
        values(model.getGraph().getValueInfoList()));
  }

  @Test
  void takesAnyNumberOfImagesWithChannelsLast() throws IOException {
    ModelProto model = write(headed(new Layers.Conv2D(3, Window.valid(1), false)));

    assertEquals(List.of("images float32 N 4 4 2"), values(model.getGraph().getInputList()));
    assertEquals(List.of("logits float32 N 3"), values(model.getGraph().getOutputList()));
    assertEquals(
        List.of("Transpose", "Conv", "GlobalAveragePool", "Flatten"),
        model.getGraph().getNodeList().stream().map(NodeProto::getOpType).toList());
    assertEquals(List.of(0L, 3L, 1L, 2L), integers(model, "Transpose", "perm"));
  }

  @Test
  void computesInFp16BetweenCasts() throws IOException {
    ModelProto model =
        write(headed(new Layers.Activation(ActivationFunction.RELU6)), Precision.FP16);

    assertEquals(List.of("images float32 N 4 4 2"), values(model.getGraph().getInputList()));
    assertEquals(List.of("logits float32 N 2"), values(model.getGraph().getOutputList()));
    assertEquals(
        List.of("Cast", "Transpose", "Clip", "GlobalAveragePool", "Flatten", "Cast"),
        model.getGraph().getNodeList().stream().map(NodeProto::getOpType).toList());
    List<NodeProto> casts = all(model, "Cast");
    assertEquals(TensorProto.DataType.FLOAT16.getNumber(), attribute(casts.get(0), "to").getI());
    assertEquals(TensorProto.DataType.FLOAT.getNumber(), attribute(casts.get(1), "to").getI());
    TensorProto six = initializer(model, only(model, "Clip").getInput(2));
    assertEquals(TensorProto.DataType.FLOAT16.getNumber(), six.getDataType());
    assertEquals(List.of(0x4600), six.getInt32DataList());
  }

  @Test
  void storesWeightsInFp16() throws IOException {
    ModelProto model = write(headed(new Layers.Conv2D(3, Window.valid(1), false)), Precision.FP16);

    TensorProto kernel = initializer(model, "conv2d/kernel");
    assertEquals(TensorProto.DataType.FLOAT16.getNumber(), kernel.getDataType());
    // 0, 3, 1, 4, 2, 5
    assertArrayEquals(new short[] {0, 0x4200, 0x3c00, 0x4400, 0x4000, 0x4500}, shorts(kernel));
  }

  @Test
  void padsAtTheEndWhereTheTotalIsOdd() throws IOException {
    // 4 cells, kernel 3, stride 2: (2 - 1) 2 + 3 - 4 = 1 cell, after the last one
    ModelProto model = write(headed(new Layers.Conv2D(3, Window.same(3, 2), true)));

    assertEquals(List.of(0L, 0L, 1L, 1L), integers(model, "Conv", "pads"));
    assertEquals(List.of(2L, 2L), integers(model, "Conv", "strides"));
    assertEquals(
        List.of("input_layer", "conv2d/kernel", "conv2d/bias"), only(model, "Conv").getInputList());
  }

  @Test
  void storesKernelsByOutputChannel() throws IOException {
    // (1, 1, in 2, out 3) holds 0 ... 5; output channel o reads 0 + o and 3 + o
    ModelProto model = write(headed(new Layers.Conv2D(3, Window.valid(1), false)));

    TensorProto kernel = initializer(model, "conv2d/kernel");
    assertEquals(List.of(3L, 2L, 1L, 1L), kernel.getDimsList());
    assertArrayEquals(new float[] {0, 3, 1, 4, 2, 5}, floats(kernel));
  }

  @Test
  void splitsSeparableConvolutions() throws IOException {
    ModelProto model = write(headed(new Layers.SeparableConv2D(3, Window.same(3), false)));

    List<NodeProto> convolutions = all(model, "Conv");
    assertEquals(2, convolutions.size());
    assertEquals(2, attribute(convolutions.get(0), "group").getI());
    assertEquals(1, attribute(convolutions.get(1), "group").getI());
    assertEquals(
        List.of(2L, 1L, 3L, 3L),
        initializer(model, "separable_conv2d/depthwise_kernel").getDimsList());
    assertEquals(
        List.of(3L, 2L, 1L, 1L),
        initializer(model, "separable_conv2d/pointwise_kernel").getDimsList());
  }

  @Test
  void scalesByOneWhereKerasHasNoGamma() throws IOException {
    ModelProto model = write(headed(new Layers.BatchNormalization(1e-3, false)));

    NodeProto norm = only(model, "BatchNormalization");
    assertEquals(5, norm.getInputCount());
    assertEquals(1e-3f, attribute(norm, "epsilon").getF());
    assertEquals(List.of(1f, 1f), initializer(model, norm.getInput(1)).getFloatDataList());
    assertEquals(4, model.getGraph().getInitializerCount());
  }

  @Test
  void leavesIgnoredCellsOutOfAnAverage() throws IOException {
    ModelProto model = write(headed(new Layers.AveragePooling2D(Window.same(3))));

    assertEquals(List.of(1L, 1L, 1L, 1L), integers(model, "AveragePool", "pads"));
    assertEquals(0, attribute(only(model, "AveragePool"), "count_include_pad").getI());
  }

  @Test
  void guardsAddedZerosAgainstBeingMergedIntoAPool() throws IOException {
    NodeProto pool = only(write(pooledZeros(new Layers.BatchNormalization(1e-3, true))), "MaxPool");

    assertEquals("VALID", attribute(pool, "auto_pad").getS().toStringUtf8());
    assertFalse(pool.getAttributeList().stream().anyMatch(a -> a.getName().equals("pads")));
  }

  @Test
  void letsZerosBeMergedWhereNoValueIsBelow() throws IOException {
    ModelProto model = write(pooledZeros(new Layers.Activation(ActivationFunction.RELU)));

    assertEquals(List.of(0L, 0L, 0L, 0L), integers(model, "MaxPool", "pads"));
  }

  @Test
  void flattensInKerasOrder() throws IOException {
    GraphBuilder graph = new GraphBuilder(Shape.of(4, 4, 2));
    Node flat = graph.add(new Layers.Flatten(), graph.input());
    ModelProto model = write(graph.build(graph.add(new Layers.Dense(5, true), flat)));

    assertEquals(
        List.of("Transpose", "Transpose", "Flatten", "Gemm"),
        model.getGraph().getNodeList().stream().map(NodeProto::getOpType).toList());
    assertEquals(
        List.of(0L, 2L, 3L, 1L), attribute(model.getGraph().getNode(1), "perm").getIntsList());
    assertEquals(List.of(32L, 5L), initializer(model, "dense/kernel").getDimsList());
  }

  @Test
  void overwritesNoFile() throws IOException {
    Path file = Files.createFile(folder.resolve("model.onnx"));
    Graph graph = headed(new Layers.Conv2D(3, Window.valid(1), false));

    assertThrows(
        FileAlreadyExistsException.class,
        () -> new OnnxWriter().write(graph.lowered(), new Counting(), METADATA, file));
  }

  /** A 4x4x2 image, one layer, and the mean of its output as logits. */
  private static Graph headed(Layer layer) {
    GraphBuilder graph = new GraphBuilder(Shape.of(4, 4, 2));
    Node map = graph.add(layer, graph.input());
    return graph.build(graph.add(new Layers.GlobalAveragePooling2D(false), map));
  }

  private static Graph pooledZeros(Layer before) {
    GraphBuilder graph = new GraphBuilder(Shape.of(4, 4, 2));
    Node map = graph.add(before, graph.input());
    Node padded = graph.add(new Layers.ZeroPadding2D(Pads.all(1)), map);
    Node pool = graph.add(new Layers.MaxPooling2D(Window.valid(3, 2)), padded);
    return graph.build(graph.add(new Layers.GlobalAveragePooling2D(false), pool));
  }

  private static ModelMetadata metadata(Precision precision) {
    return new ModelMetadata(
        "Tiny",
        Head.IMAGENET,
        BatchNormFolding.NONE,
        precision,
        "seeded",
        Optional.empty(),
        Preprocessing.CAFFE,
        List.of("cat", "dog"));
  }

  private ModelProto write(Graph graph) throws IOException {
    return write(graph, Precision.FP32);
  }

  private ModelProto write(Graph graph, Precision precision) throws IOException {
    Path file = folder.resolve("model.onnx");
    new OnnxWriter().write(graph.lowered(), new Counting(), metadata(precision), file);
    try (InputStream in = Files.newInputStream(file)) {
      return ModelProto.parseFrom(in);
    }
  }

  private static List<String> values(List<ValueInfoProto> values) {
    return values.stream()
        .map(
            value ->
                "%s %s %s"
                    .formatted(
                        value.getName(),
                        switch (value.getType().getTensorType().getElemType()) {
                          case 1 -> "float32";
                          case 10 -> "float16";
                          default -> "other";
                        },
                        value.getType().getTensorType().getShape().getDimList().stream()
                            .map(OnnxWriterTest::dimension)
                            .collect(Collectors.joining(" "))))
        .toList();
  }

  private static String dimension(TensorShapeProto.Dimension dimension) {
    return dimension.getDimParam().isEmpty()
        ? String.valueOf(dimension.getDimValue())
        : dimension.getDimParam();
  }

  private static List<NodeProto> all(ModelProto model, String operator) {
    return model.getGraph().getNodeList().stream()
        .filter(node -> node.getOpType().equals(operator))
        .toList();
  }

  private static NodeProto only(ModelProto model, String operator) {
    List<NodeProto> nodes = all(model, operator);
    assertEquals(1, nodes.size(), operator);
    return nodes.get(0);
  }

  private static AttributeProto attribute(NodeProto node, String name) {
    return node.getAttributeList().stream()
        .filter(attribute -> attribute.getName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static List<Long> integers(ModelProto model, String operator, String attribute) {
    return attribute(only(model, operator), attribute).getIntsList();
  }

  private static TensorProto initializer(ModelProto model, String name) {
    return model.getGraph().getInitializerList().stream()
        .filter(tensor -> tensor.getName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static short[] shorts(TensorProto tensor) {
    ShortBuffer values =
        tensor.getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
    short[] shorts = new short[values.remaining()];
    values.get(shorts);
    return shorts;
  }

  private static float[] floats(TensorProto tensor) {
    FloatBuffer values =
        tensor.getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
    float[] floats = new float[values.remaining()];
    values.get(floats);
    return floats;
  }

  /** Every element is its own position. */
  private static final class Counting implements Weights {
    @Override
    public float[] read(WeightTensor tensor) {
      float[] values = new float[Math.toIntExact(tensor.shape().elements())];
      for (int i = 0; i < values.length; i++) {
        values[i] = i;
      }
      return values;
    }

    @Override
    public WeightsOrigin origin() {
      return new WeightsOrigin("counting", Optional.empty());
    }

    @Override
    public void close() {}
  }
}
