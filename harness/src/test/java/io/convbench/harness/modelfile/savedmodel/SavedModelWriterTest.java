package io.convbench.harness.modelfile.savedmodel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.convbench.harness.modelfile.BatchNormFolding;
import io.convbench.harness.modelfile.ModelMetadata;
import io.convbench.harness.modelfile.Precision;
import io.convbench.suites.architecture.Head;
import io.convbench.suites.architecture.Preprocessing;
import io.convbench.suites.graph.ActivationFunction;
import io.convbench.suites.graph.Graph;
import io.convbench.suites.graph.GraphBuilder;
import io.convbench.suites.graph.Layers;
import io.convbench.suites.graph.Node;
import io.convbench.suites.graph.Pads;
import io.convbench.suites.graph.Shape;
import io.convbench.suites.graph.WeightTensor;
import io.convbench.suites.graph.Window;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.SavedModel;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;
import org.tensorflow.proto.TensorShapeProto;

/** What is written, read back by TensorFlow's own message classes. */
class SavedModelWriterTest {

  @TempDir private Path folder;
  private Path file;
  private MetaGraphDef metaGraph;
  private Map<String, NodeDef> nodes;

  @BeforeEach
  void write() throws IOException {
    write(Precision.FP32);
  }

  private void write(Precision precision) throws IOException {
    file = folder.resolve("tiny-" + precision.id());
    Graph graph = tiny();
    ConstantWeights weights =
        new ConstantWeights(
            graph.tensors().stream()
                .collect(
                    Collectors.toMap(
                        WeightTensor::name, t -> new float[(int) t.shape().elements()])));
    ModelMetadata metadata =
        new ModelMetadata(
            "Tiny",
            Head.IMAGENET,
            BatchNormFolding.NONE,
            precision,
            "tiny.h5",
            Optional.of("abc"),
            Preprocessing.TORCH,
            List.of("cat", "dog"));
    new SavedModelWriter().write(graph.lowered(), weights, metadata, file);
    SavedModel model = SavedModel.parseFrom(Files.readAllBytes(file.resolve("saved_model.pb")));
    assertEquals(1, model.getMetaGraphsCount());
    metaGraph = model.getMetaGraphs(0);
    nodes =
        metaGraph.getGraphDef().getNodeList().stream()
            .collect(Collectors.toMap(NodeDef::getName, Function.identity()));
  }

  @Test
  void servesImagesOfAnyNumber() {
    assertEquals(List.of("serve"), metaGraph.getMetaInfoDef().getTagsList());
    SignatureDef signature = metaGraph.getSignatureDefOrThrow("serving_default");
    TensorInfo images = signature.getInputsOrThrow("images");
    TensorInfo logits = signature.getOutputsOrThrow("logits");
    assertEquals("images:0", images.getName());
    assertEquals(DataType.DT_FLOAT, images.getDtype());
    assertEquals(List.of(-1L, 9L, 9L, 3L), dimensions(images.getTensorShape()));
    assertEquals("logits:0", logits.getName());
    assertEquals(List.of(-1L, 5L), dimensions(logits.getTensorShape()));
  }

  @Test
  void namesEveryOperationAfterItsLayer() {
    assertEquals("Pad", nodes.get("pad").getOp());
    assertEquals("Conv2D", nodes.get("conv").getOp());
    assertEquals("BiasAdd", nodes.get("depthwise").getOp());
    assertEquals("DepthwiseConv2dNative", nodes.get("depthwise/DepthwiseConv2dNative").getOp());
    assertEquals("FusedBatchNormV3", nodes.get("bn").getOp());
    assertEquals("Relu6", nodes.get("relu").getOp());
    assertEquals("AvgPool", nodes.get("pool").getOp());
    assertEquals("AddV2", nodes.get("scaled").getOp());
    assertEquals("ConcatV2", nodes.get("concat").getOp());
    assertEquals("Slice", nodes.get("crop").getOp());
    assertEquals("Mean", nodes.get("mean").getOp());
    assertEquals("MatMul", nodes.get("dense").getOp());
  }

  @Test
  void slidesWindowsAsKerasDoes() {
    NodeDef conv = nodes.get("conv");
    assertEquals(List.of("pad", "conv/kernel/Read/ReadVariableOp"), conv.getInputList());
    assertEquals(List.of(1L, 2L, 2L, 1L), conv.getAttrOrThrow("strides").getList().getIList());
    assertEquals("VALID", conv.getAttrOrThrow("padding").getS().toStringUtf8());
    NodeDef pool = nodes.get("pool");
    assertEquals(List.of(1L, 3L, 3L, 1L), pool.getAttrOrThrow("ksize").getList().getIList());
    assertEquals("SAME", pool.getAttrOrThrow("padding").getS().toStringUtf8());
  }

  @Test
  void padsTopBottomLeftRight() {
    assertEquals(
        List.of(0, 0, 0, 1, 2, 3, 0, 0),
        nodes.get("pad/paddings").getAttrOrThrow("value").getTensor().getIntValList());
  }

  @Test
  void normalisesByStoredStatistics() {
    NodeDef bn = nodes.get("bn");
    assertFalse(bn.getAttrOrThrow("is_training").getB());
    assertEquals(1e-3f, bn.getAttrOrThrow("epsilon").getF());
    assertEquals("bn/gamma", bn.getInput(1));
    assertEquals(
        List.of(1f), nodes.get("bn/gamma").getAttrOrThrow("value").getTensor().getFloatValList());
  }

  @Test
  void computesInBf16BetweenCasts() throws IOException {
    write(Precision.BF16);

    assertEquals(DataType.DT_FLOAT, type("images", "dtype"));
    assertEquals(List.of("images/Cast", "pad/paddings"), nodes.get("pad").getInputList());
    assertEquals(DataType.DT_BFLOAT16, type("images/Cast", "DstT"));
    assertEquals(DataType.DT_BFLOAT16, type("conv", "T"));
    assertEquals(DataType.DT_BFLOAT16, type("conv/kernel", "dtype"));
    assertEquals(DataType.DT_BFLOAT16, type("scaled/scaled/scale", "dtype"));
    assertEquals(DataType.DT_FLOAT, type("logits", "DstT"));
  }

  @Test
  void normalisesInFloat32WhateverThePrecision() throws IOException {
    write(Precision.FP16);

    assertEquals(DataType.DT_HALF, type("bn", "T"));
    assertEquals(DataType.DT_FLOAT, type("bn", "U"));
    assertEquals(DataType.DT_FLOAT, type("bn/gamma", "dtype"));
    assertEquals(DataType.DT_FLOAT, type("bn/moving_mean", "dtype"));
  }

  private DataType type(String node, String attribute) {
    return nodes.get(node).getAttrOrThrow(attribute).getType();
  }

  /** In fp16 TensorFlow's sums over a map of 264x264 overflow on processors. */
  @Test
  void averagesMapsOfFp16InFloat32() throws IOException {
    assertEquals(DataType.DT_FLOAT, type("mean", "T"));
    write(Precision.BF16);
    assertEquals("Mean", nodes.get("mean").getOp());
    assertEquals(DataType.DT_BFLOAT16, type("mean", "T"));
    write(Precision.FP16);
    assertEquals("Mean", nodes.get("mean/mean").getOp());
    assertEquals(DataType.DT_FLOAT, type("mean/mean", "T"));
    assertEquals("mean/float", nodes.get("mean/mean").getInput(0));
    assertEquals("Cast", nodes.get("mean").getOp());
    assertEquals(DataType.DT_HALF, type("mean", "DstT"));
  }

  @Test
  void readsOnlyWhatComesBefore() {
    Set<String> seen = new HashSet<>();
    for (NodeDef node : metaGraph.getGraphDef().getNodeList()) {
      for (String input : node.getInputList()) {
        String name = input.replaceFirst("^\\^", "").replaceFirst(":\\d+$", "");
        assertTrue(seen.contains(name), () -> node.getName() + " reads " + name);
      }
      assertTrue(seen.add(node.getName()), () -> "twice: " + node.getName());
    }
  }

  @Test
  void restoresEveryVariable() {
    NodeDef restore = nodes.get(metaGraph.getSaverDef().getRestoreOpName());
    assertEquals(7, restore.getInputCount());
    NodeDef names = nodes.get("save/names");
    assertEquals(
        Set.of(
            "conv/kernel",
            "depthwise/depthwise_kernel",
            "depthwise/bias",
            "bn/beta",
            "bn/moving_mean",
            "bn/moving_variance",
            "dense/kernel"),
        names.getAttrOrThrow("value").getTensor().getStringValList().stream()
            .map(name -> name.toStringUtf8())
            .collect(Collectors.toSet()));
    assertEquals("VarHandleOp", nodes.get("conv/kernel").getOp());
  }

  @Test
  void saysWhereItComesFrom() throws IOException {
    Path json = file.resolve("assets.extra").resolve("convbench.json");

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
            "tiny.h5",
            "weights_sha256",
            "abc",
            "class_names",
            "cat\ndog"),
        without(
            new ObjectMapper().readValue(json.toFile(), Map.class),
            "producer_version",
            "input",
            "preprocessing",
            "output"));
  }

  private static Map<?, ?> without(Map<?, ?> map, String... keys) {
    for (String key : keys) {
      assertNotNull(map.remove(key), key);
    }
    return map;
  }

  private static Graph tiny() {
    GraphBuilder builder = new GraphBuilder(Shape.of(9, 9, 3));
    Node x = builder.add("pad", new Layers.ZeroPadding2D(new Pads(0, 1, 2, 3)), builder.input());
    x = builder.add("conv", new Layers.Conv2D(4, Window.valid(3, 2), false), x);
    Node bn = builder.add("bn", new Layers.BatchNormalization(1e-3, false), x);
    x = builder.add("depthwise", new Layers.DepthwiseConv2D(Window.same(3), true), bn);
    x = builder.add("scaled", new Layers.ScaledAdd(0.2), bn, x);
    x = builder.add("relu", new Layers.Activation(ActivationFunction.RELU6), x);
    Node pool = builder.add("pool", new Layers.AveragePooling2D(Window.same(3)), x);
    x = builder.add("concat", new Layers.Concatenate(), pool, x);
    x = builder.add("crop", new Layers.Cropping2D(Pads.topLeft(1)), x);
    x = builder.add("mean", new Layers.GlobalAveragePooling2D(false), x);
    return builder.build(builder.add("dense", new Layers.Dense(5, false), x));
  }

  private static List<Long> dimensions(TensorShapeProto shape) {
    return shape.getDimList().stream().map(TensorShapeProto.Dim::getSize).toList();
  }
}
