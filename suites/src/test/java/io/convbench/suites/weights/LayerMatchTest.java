package io.convbench.suites.weights;

import static io.convbench.suites.weights.TinyModel.conv;
import static io.convbench.suites.weights.TinyModel.dense;
import static io.convbench.suites.weights.TinyModel.variables;
import static io.convbench.suites.weights.TinyModel.vector;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.convbench.suites.graph.Graph;
import io.convbench.suites.graph.GraphBuilder;
import io.convbench.suites.graph.Layers;
import io.convbench.suites.graph.Node;
import io.convbench.suites.graph.Shape;
import io.convbench.suites.graph.WeightTensor;
import io.convbench.suites.graph.Window;
import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.WritableGroup;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What agrees between a file and a graph, and what is refused, on a model of five layers. */
class LayerMatchTest {

  @TempDir Path folder;
  private Path file;
  private final TinyModel model = new TinyModel();

  @BeforeEach
  void name() {
    file = folder.resolve("tiny.h5");
  }

  private KerasHdf5Weights open() throws IOException {
    return KerasHdf5Weights.open(
        file, TinyModel.architecture(), TinyModel.graph(), Optional.empty());
  }

  private void assertReadsEveryTensor() throws IOException {
    Graph graph = TinyModel.graph();
    try (KerasHdf5Weights weights = open()) {
      for (WeightTensor tensor : graph.tensors()) {
        float[] expected = vector((int) tensor.shape().elements(), tensor.index());
        assertArrayEquals(expected, weights.read(tensor), tensor.name());
      }
    }
  }

  private void assertRefused(String difference) {
    String message = assertThrows(IOException.class, () -> open().close()).getMessage();
    assertEquals(file + " does not fit MobileNet: it " + difference, message);
  }

  @Test
  void readsKeras2() throws IOException {
    model.writeLegacy(file);
    assertReadsEveryTensor();
  }

  @Test
  void readsNamesSplitOverSeveralAttributes() throws IOException {
    model.rootAttributes.put("layer_names0", new String[] {"conv1", "conv1_bn", "conv_dw"});
    model.rootAttributes.put("layer_names1", new String[] {"conv2d", "predictions"});
    model.writeLegacy(file);
    assertReadsEveryTensor();
  }

  @Test
  void readsKeras3WithoutLayerNames() throws IOException {
    model.writeKeras3(file, "layers");
    assertReadsEveryTensor();
  }

  @Test
  void readsTensorFlow213() throws IOException {
    model.writeKeras3(file, "_layer_checkpoint_dependencies");
    assertReadsEveryTensor();
  }

  @Test
  void readsDoublesAndIntegers() throws IOException {
    model.layers.put(
        "predictions",
        variables(
            "kernel:0", new double[][] {{8, 8, 8, 8}, {8, 8, 8, 8}, {8, 8, 8, 8}},
            "bias:0", new short[] {9, 9, 9, 9}));
    model.writeLegacy(file);
    assertReadsEveryTensor();
  }

  /** Made by h5py: half and double floats, big-endian, integers, chunks, filters, HDF5 1.10. */
  @Test
  void readsOtherNumbersAndStorage() throws IOException {
    try (InputStream in = getClass().getResourceAsStream("mixed_types.h5")) {
      Files.copy(in, file);
    }
    assertReadsEveryTensor();
  }

  @Test
  void takesOlderNamesOfTheClassifier() throws IOException {
    for (String alias : new String[] {"probs", "Logits", "fc1000"}) {
      file = folder.resolve(alias + ".h5");
      new TinyModel().rename("predictions", alias).writeLegacy(file);
      assertReadsEveryTensor();
    }
  }

  @Test
  void takesAutomaticNamesWhateverTheirNumber() throws IOException {
    model
        .rename("conv1", "conv2d_18")
        .rename("conv1_bn", "batchnormalization_1")
        .rename("conv2d", "convolution2d_7")
        .rename("predictions", "dense_2")
        .writeLegacy(file);
    assertReadsEveryTensor();
  }

  @Test
  void takesSlashesForUnderscores() throws IOException {
    model.rename("conv1_bn", "conv1/bn").rename("conv1", "conv2d_1").writeLegacy(file);
    assertReadsEveryTensor();
  }

  @Test
  void refusesAnotherExplicitName() {
    model.rename("conv1", "res2a_branch2a").writeLegacy(file);
    assertRefused(
        "holds res2a_branch2a (kernel 1x1x3x2) as weighted layer 1 of 5 where conv1 (kernel"
            + " 1x1x3x2) is expected");
  }

  @Test
  void refusesAnotherShape() {
    model.layers.put(
        "predictions", variables("kernel:0", dense(3, 10, 0), "bias:0", vector(10, 0)));
    model.writeLegacy(file);
    assertRefused(
        "holds predictions (kernel 3x10, bias 10) as weighted layer 5 of 5 where predictions"
            + " (kernel"
            + " 3x4, bias 4) is expected");
  }

  @Test
  void refusesSwappedVariables() {
    model.layers.put(
        "conv1_bn",
        variables(
            "beta:0", vector(2, 2),
            "gamma:0", vector(2, 1),
            "moving_mean:0", vector(2, 3),
            "moving_variance:0", vector(2, 4)));
    model.writeLegacy(file);
    assertRefused(
        "holds conv1_bn (beta 2, gamma 2, moving_mean 2, moving_variance 2) as weighted layer 2 of"
            + " 5 where conv1_bn (gamma 2, beta 2, moving_mean 2, moving_variance 2) is expected");
  }

  @Test
  void refusesAMissingVariable() {
    model.layers.put("conv2d", variables("kernel:0", conv(1, 1, 2, 3, 6)));
    model.writeLegacy(file);
    assertRefused(
        "holds conv2d (kernel 1x1x2x3) as weighted layer 4 of 5 where conv2d (kernel 1x1x2x3,"
            + " bias 3)"
            + " is expected");
  }

  @Test
  void refusesAFileWithoutTop() {
    model.layers.remove("predictions");
    model.writeLegacy(file);
    assertRefused("holds 4 of 5 weighted layers, without predictions: pass the file with top");
  }

  @Test
  void refusesAFileWithoutItsLastBlocks() {
    model.layers.remove("conv2d");
    model.layers.remove("predictions");
    model.writeLegacy(file);
    assertRefused("holds 3 of 5 weighted layers, without conv2d, predictions: pass the whole file");
  }

  @Test
  void tellsAShardFromAFileWithoutTop() {
    file = folder.resolve("tiny_00000.weights.h5");
    model.layers.remove("predictions");
    model.writeKeras3(file, "layers");
    assertEquals(
        file
            + " is one shard of sharded weights, with 4 of 5 weighted layers: load them all in"
            + " Keras by load_weights(\"tiny.weights.json\") and pass the file that"
            + " save_weights(\"tiny.weights.h5\") writes",
        assertThrows(IOException.class, () -> open().close()).getMessage());
  }

  @Test
  void tellsARenamedShardByItsLayers() {
    model.layers.remove("conv1");
    model.layers.remove("conv1_bn");
    model.writeKeras3(file, "layers");
    assertEquals(
        file
            + " looks like one shard of sharded weights, with 3 of 5 weighted layers: load them all"
            + " in Keras by load_weights(\"NAME.weights.json\") and pass the file that"
            + " save_weights(\"NAME.weights.h5\") writes",
        assertThrows(IOException.class, () -> open().close()).getMessage());
  }

  /** As Keras 3 saves {@code Sequential([base, Dense(4)])}. */
  @Test
  void takesNoNestedModelForAShard() {
    try (WritableHdfFile hdf5 = HdfFile.write(file)) {
      WritableGroup outer = hdf5.putGroup("layers");
      WritableGroup base = outer.putGroup("functional");
      base.putGroup("vars");
      WritableGroup inner = base.putGroup("layers").putGroup("conv2d").putGroup("vars");
      inner.putDataset("0", conv(1, 1, 3, 2, 0));
      WritableGroup dense = outer.putGroup("dense").putGroup("vars");
      dense.putDataset("0", dense(3, 4, 8));
      dense.putDataset("1", vector(4, 9));
    }
    assertEquals(
        file
            + " holds a model within a model (functional), which is not read: save the weights of"
            + " the inner one by its own save_weights",
        assertThrows(IOException.class, () -> open().close()).getMessage());
  }

  /** As Keras 3 saves ConvNeXt's stem: inner layers by class, which is not their order. */
  @Test
  void readsLayersThatAFileHasAsOne() throws IOException {
    GraphBuilder builder = new GraphBuilder(Shape.of(2, 2, 3));
    Layers.LayerNormalization norm = new Layers.LayerNormalization(1e-6);
    Layers.Conv2D conv = new Layers.Conv2D(2, Window.valid(1), true);
    Node x = builder.add("halving", new Layers.Sequential(List.of(norm, conv)), builder.input());
    Graph graph = builder.build(x);
    try (InputStream in = getClass().getResourceAsStream("sequential.weights.h5")) {
      Files.copy(in, file);
    }
    try (KerasHdf5Weights weights =
        KerasHdf5Weights.open(file, TinyModel.architecture(), graph, Optional.empty())) {
      assertEquals(
          List.of("halving/gamma", "halving/beta", "halving/kernel", "halving/bias"),
          graph.tensors().stream().map(WeightTensor::name).toList());
      for (WeightTensor tensor : graph.tensors()) {
        float[] expected = vector((int) tensor.shape().elements(), tensor.index());
        assertArrayEquals(expected, weights.read(tensor), tensor.name());
      }
    }
  }

  @Test
  void takesNamesOfMobileNetV3sFiles() {
    Layers.BatchNormalization norm = new Layers.BatchNormalization(1e-3, true);
    GraphBuilder builder = new GraphBuilder(Shape.of(2, 2, 3));
    Node today = builder.add("expanded_conv_1_project_bn", norm, builder.input());
    assertTrue(LayerNames.agree("expanded_conv_1/project/BatchNorm", today));
    assertFalse(LayerNames.agree("expanded_conv_2/project/BatchNorm", today));
  }

  @Test
  void takesNoOtherModelForAShard() {
    model.layers.clear();
    model.layers.put("conv1", variables("kernel:0", conv(3, 3, 3, 2, 0)));
    model.writeKeras3(file, "layers");
    assertRefused(
        "holds 1 weighted layers (conv2d) where 5 are expected (conv1, conv1_bn, conv_dw, conv2d,"
            + " predictions)");
  }

  @Test
  void readsAWholeFileThatIsNamedAsAShard() throws IOException {
    file = folder.resolve("tiny_00000.weights.h5");
    model.writeKeras3(file, "layers");
    assertReadsEveryTensor();
  }

  @Test
  void refusesNumbersThatAreNoWeights() throws IOException {
    for (float none : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
      file = folder.resolve(none + ".h5");
      float[] bias = vector(3, 7);
      bias[2] = none;
      model.layers.get("conv2d").put("bias:0", bias);
      model.writeLegacy(file);
      assertNoWeights(
          "conv2d/w/bias:0 (the graph's conv2d/bias) holds %s, which is not a trained weight"
              .formatted(none));
    }
  }

  @Test
  void namesTheTensorOfTheFileThatHoldsNoWeights() {
    model.layers.put(
        "predictions", variables("kernel:0", dense(3, 4, Float.NaN), "bias:0", vector(4, 9)));
    model.writeKeras3(file, "layers");
    assertNoWeights(
        "layers/dense/vars/0 (the graph's predictions/kernel) holds NaN, which is not a trained"
            + " weight");
  }

  @Test
  void namesATensorOnceThatIsCalledAlikeInFileAndGraph() {
    Graph graph = TinyModel.graph();
    float[] values = {Float.NaN};
    assertEquals(
        "tiny.h5: conv2d/conv2d/bias:0 holds NaN, which is not a trained weight: fetch or train it"
            + " again",
        assertThrows(
                IOException.class,
                () ->
                    TrainedValues.require(
                        values,
                        graph.tensors().get(7),
                        graph,
                        Path.of("tiny.h5"),
                        "conv2d/conv2d/bias:0"))
            .getMessage());
  }

  /** Keras 3 itself looks for the group of a layer's class and number. */
  @Test
  void namesTheGroupThatIsMisspelt() {
    model.groups.put("conv2d", "conv2d-1");
    model.writeKeras3(file, "layers");
    assertRefused("lacks conv2d_1 and holds unknown conv2d-1 (nearest: conv2d_1)");
  }

  @Test
  void namesTheVariableThatIsMisspelt() {
    model.layers.put("conv2d", variables("kernel:0", conv(1, 1, 2, 3, 6), "vars/1a", vector(3, 7)));
    model.writeKeras3(file, "layers");
    assertEquals(
        file
            + " holds layers/conv2d_1/vars/1a where layers/conv2d_1/vars/1 is expected: the file is"
            + " damaged; fetch or copy it again",
        assertThrows(IOException.class, () -> open().close()).getMessage());
  }

  /** The network takes the root of variance + epsilon, here 0.001. */
  @Test
  void refusesVariancesWithoutARoot() throws IOException {
    model.layers.get("conv1_bn").put("moving_variance:0", new float[] {4, -0.25f});
    model.writeLegacy(file);
    assertNoWeights(
        "conv1_bn/w/moving_variance:0 (the graph's conv1_bn/moving_variance) holds -0.25, which is"
            + " not a trained variance");
    file = folder.resolve("rounding.h5");
    model.layers.get("conv1_bn").put("moving_variance:0", new float[] {4, -0.0005f});
    model.layers.get("conv1_bn").put("beta:0", new float[] {-1, -1});
    model.writeLegacy(file);
    try (KerasHdf5Weights weights = open()) {
      assertArrayEquals(
          new float[] {4, -0.0005f}, weights.read(TinyModel.graph().tensors().get(4)));
    }
  }

  private void assertNoWeights(String what) {
    WeightsSource source = WeightsSource.parse(file.toString(), folder);
    assertEquals(
        "%s: %s: fetch or train it again".formatted(file, what),
        assertThrows(
                IOException.class, () -> source.verify(TinyModel.architecture(), TinyModel.graph()))
            .getMessage());
  }

  @Test
  void showsNamesOfTheFileInOneLine() {
    model.rootAttributes.put("layer_names", new String[] {"conv1\n" + "x".repeat(100)});
    model.writeLegacy(file);
    assertEquals(
        "%s names conv1?%s... but has no such group: the file is damaged; fetch or copy it again"
            .formatted(file, "x".repeat(74)),
        assertThrows(IOException.class, () -> open().close()).getMessage());
  }

  @Test
  void refusesAFileWithoutWeights() {
    model.layers.clear();
    model.rootAttributes.put("layer_names", new String[] {"predictions"});
    model.layers.put("predictions", variables());
    model.writeLegacy(file);
    assertRefused("holds no weighted layer where 5 are expected");
  }

  @Test
  void refusesAMissingGroup() {
    model.rootAttributes.put("layer_names", new String[] {"conv1", "gone"});
    model.writeLegacy(file);
    assertEquals(
        file + " names gone but has no such group: the file is damaged; fetch or copy it again",
        assertThrows(IOException.class, () -> open().close()).getMessage());
  }

  @Test
  void refusesTextWhereNumbersAreExpected() throws IOException {
    model.layers.put(
        "predictions",
        variables("kernel:0", dense(3, 4, 8), "bias:0", new String[] {"a", "b", "c", "d"}));
    model.writeLegacy(file);
    try (KerasHdf5Weights weights = open()) {
      WeightTensor bias = TinyModel.graph().tensors().get(9);
      assertEquals(
          file + " holds predictions/w/bias:0 as text: save the weights again as float32",
          assertThrows(IOException.class, () -> weights.read(bias)).getMessage());
    }
  }
}
