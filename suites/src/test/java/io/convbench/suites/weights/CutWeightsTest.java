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

import io.convbench.suites.architecture.Architecture;
import io.convbench.suites.architecture.Architectures;
import io.convbench.suites.architecture.Head;
import io.convbench.suites.architecture.Pooling;
import io.convbench.suites.graph.Graph;
import io.convbench.suites.graph.WeightTensor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files with top, without it and of cut models, for graphs with other heads. */
class CutWeightsTest {

  private static final Head TINY_HEAD = new Head.Own(4);

  @TempDir Path folder;
  private Path file;
  private final TinyModel model = new TinyModel();

  @BeforeEach
  void name() {
    file = folder.resolve("tiny.h5");
  }

  private static Head.Features features(String layer) {
    return new Head.Features(Optional.of(layer), Pooling.NONE);
  }

  private static Graph graph(Head head, String architecture) {
    Architecture named = Architectures.named(architecture);
    return head.graph(named, named.inputSize());
  }

  private static void assertFilledWithIndices(Path file, Architecture architecture, Graph graph)
      throws IOException {
    try (Weights weights = KerasHdf5Weights.open(file, architecture, graph, Optional.empty())) {
      for (WeightTensor tensor : graph.tensors()) {
        float[] expected = vector((int) tensor.shape().elements(), tensor.index());
        assertEquals(-1, Arrays.mismatch(expected, weights.read(tensor)), tensor.name());
      }
    }
  }

  private void assertTinyReads(Head head) throws IOException {
    Architecture tiny = TinyModel.architecture();
    assertFilledWithIndices(file, tiny, head.graph(tiny, 4));
  }

  private String tinyRefusal(Head head) {
    Architecture tiny = TinyModel.architecture();
    return assertThrows(
            IOException.class,
            () -> KerasHdf5Weights.open(file, tiny, head.graph(tiny, 4), Optional.empty()).close())
        .getMessage();
  }

  /** In these files the whole network's tensor k is filled with k. */
  @ParameterizedTest
  @CsvSource({
    "vgg16_keras1_notop.h5, VGG16, block5_pool",
    "vgg16_keras1_notop.h5, VGG16, block3_conv2",
    "xception_keras1.h5, Xception, add_3",
    "resnet50_keras2.h5, ResNet50, conv4_block6_out",
    "resnet50_keras2.h5, ResNet50, avg_pool",
    "densenet121_keras2.h5, DenseNet121, pool3_conv",
    "inception_v3_keras2.h5, InceptionV3, mixed9_0",
    "inception_v3_keras2.h5, InceptionV3, conv2d_9",
    "nasnet_mobile_tfkeras_vlen.h5, NASNetMobile, normal_concat_12",
    "nasnet_mobile_tfkeras_vlen.h5, NASNetMobile, reduction_add_2_stem_1",
    "mobilenet_025_wholemodel_legacy.h5, MobileNet_0.25, conv_pw_6_relu",
    "mobilenet_025_keras3.weights.h5, MobileNet_0.25, conv_dw_3",
    "mobilenet_025.keras, MobileNet_0.25, conv_pw_13_relu",
  })
  void filesOfTheWholeAndWithoutTopHoldEveryPart(String name, String architecture, String layer)
      throws IOException {
    Path whole = SharedWeightFiles.unpack(name, folder);
    assertFilledWithIndices(
        whole, Architectures.named(architecture), graph(features(layer), architecture));
  }

  /** NASNet's first cell: Keras numbers its layers in another order when they are cut off. */
  @Test
  void aFileOfTheCutModelIsInItsOwnOrder() throws IOException {
    try (InputStream in =
        new GZIPInputStream(getClass().getResourceAsStream("nasnet_mobile_cut.h5.gz"))) {
      Files.copy(in, file);
    }
    Graph graph = graph(features("reduction_add_2_stem_1"), "NASNetMobile");
    try (Weights weights =
        KerasHdf5Weights.open(file, Architectures.named("NASNetMobile"), graph, Optional.empty())) {
      for (int k = 0; k < graph.tensors().size(); k++) {
        WeightTensor tensor = graph.tensors().get(k);
        float[] expected = vector((int) tensor.shape().elements(), k);
        assertEquals(-1, Arrays.mismatch(expected, weights.read(tensor)), tensor.name());
      }
    }
  }

  @Test
  void aFileWithoutTopIsTold() throws IOException {
    model.writeLegacy(file);
    assertFalse(KerasHdf5Weights.isWithoutTop(file, TinyModel.architecture()));
    model.layers.remove("predictions");
    file = folder.resolve("notop.h5");
    model.writeLegacy(file);
    assertTrue(KerasHdf5Weights.isWithoutTop(file, TinyModel.architecture()));
    assertTinyReads(Head.NO_TOP);
    assertEquals(
        file
            + " does not fit MobileNet: it holds 4 of 5 weighted layers, without predictions: pass"
            + " the file with top",
        tinyRefusal(TINY_HEAD));
  }

  @Test
  void keras3FilesWithoutTopAreReadToo() throws IOException {
    model.layers.remove("predictions");
    model.writeKeras3(file, "layers");
    assertTinyReads(Head.NO_TOP);
    assertTinyReads(features("conv_dw"));
  }

  /** Somebody's own network on the backbone: of other classes, and with a hidden layer. */
  @Test
  void anotherClassifierIsNotRead() throws IOException {
    model.layers.put("hidden", variables("kernel:0", dense(4, 2, 0), "bias:0", vector(2, 0)));
    model.writeLegacy(file);
    assertTinyReads(Head.NO_TOP);
    file = folder.resolve("keras3.h5");
    model.layers.remove("hidden");
    model.layers.put("predictions", variables("kernel:0", dense(3, 9, 0), "bias:0", vector(9, 0)));
    model.writeKeras3(file, "layers");
    assertTinyReads(Head.NO_TOP);
  }

  private boolean hasOtherClassifier() throws IOException {
    return KerasHdf5Weights.hasOtherClassifier(file, TinyModel.architecture());
  }

  @Test
  void anotherClassifierIsTold() throws IOException {
    model.layers.put(
        "predictions", variables("kernel:0", dense(3, 1000, 0), "bias:0", vector(1000, 0)));
    model.writeLegacy(file);
    assertFalse(hasOtherClassifier(), "the architecture's own");
    file = folder.resolve("two.h5");
    model.layers.remove("predictions");
    model.layers.put("dense_1", variables("kernel:0", dense(3, 2, 0), "bias:0", vector(2, 0)));
    model.writeLegacy(file);
    assertTrue(hasOtherClassifier());
    file = folder.resolve("notop.h5");
    model.layers.remove("dense_1");
    model.writeLegacy(file);
    assertFalse(hasOtherClassifier(), "none");
    file = folder.resolve("part.h5");
    model.layers.remove("conv2d");
    model.writeLegacy(file);
    assertFalse(hasOtherClassifier(), "the backbone is not whole");
  }

  /** The architecture's own: refused by name, not taken for another's. */
  @ParameterizedTest
  @CsvSource({
    "predictoins, kernel:0, bias:0",
    "predictions, bias:0, kernel:0",
    "predictions, gamma:0, bias:0",
    "predictions, kernel:0,",
  })
  void aDamagedClassifierIsNotAnothers(String layer, String first, String second)
      throws IOException {
    model.layers.remove("predictions");
    Map<String, Object> variables = variables(first, dense(3, 1000, 0));
    if (second != null) {
      variables.put(second, vector(1000, 0));
    }
    model.layers.put(layer, variables);
    model.writeLegacy(file);
    assertFalse(hasOtherClassifier());
    Architecture tiny = TinyModel.architecture();
    String message =
        assertThrows(
                IOException.class,
                () -> KerasHdf5Weights.open(file, tiny, tiny.graph(), Optional.empty()).close())
            .getMessage();
    assertTrue(
        message.startsWith("%s does not fit MobileNet: it holds %s (".formatted(file, layer)),
        message);
    assertTrue(
        message.endsWith(
            "as weighted layer 5 of 5 where predictions (kernel 3x1000, bias 1000) is expected"),
        message);
  }

  @Test
  void aMisspeltGroupIsNoOtherClassifier() throws IOException {
    model.layers.put(
        "predictions", variables("kernel:0", dense(3, 1000, 0), "bias:0", vector(1000, 0)));
    model.groups.put("predictions", "dens");
    model.writeKeras3(file, "layers");
    assertFalse(hasOtherClassifier());
    Architecture tiny = TinyModel.architecture();
    assertEquals(
        file + " does not fit MobileNet: it lacks dense and holds unknown dens (nearest: dense)",
        assertThrows(
                IOException.class,
                () -> KerasHdf5Weights.open(file, tiny, tiny.graph(), Optional.empty()).close())
            .getMessage());
  }

  /** The architecture's own network whole, and something behind it. */
  private void writeWholeAnd(String layer, Object kernel, boolean keras3) {
    model.layers.put(
        "predictions", variables("kernel:0", dense(3, 1000, 0), "bias:0", vector(1000, 0)));
    model.layers.put(layer, variables("kernel:0", kernel));
    model.groups.put(layer, layer);
    if (keras3) {
      model.writeKeras3(file, "layers");
    } else {
      model.writeLegacy(file);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whatAWholeNetworkHasBesidesIsNoOtherClassifier(boolean keras3) throws IOException {
    writeWholeAnd("alien", dense(3, 3, 0), keras3);
    assertFalse(hasOtherClassifier());
    for (Head head : new Head[] {Head.IMAGENET, Head.NO_TOP}) {
      assertEquals(
          file + " does not fit MobileNet: it holds alien besides its 5 weighted layers",
          tinyRefusal(head));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aClassifierStackedOnTheArchitecturesOwnIsAnother(boolean keras3) throws IOException {
    writeWholeAnd("stacked", dense(1000, 2, 0), keras3);
    assertTrue(hasOtherClassifier());
    Architecture tiny = TinyModel.architecture();
    Graph backbone = Head.NO_TOP.graph(tiny, 4);
    KerasHdf5Weights.open(file, tiny, backbone, Optional.empty()).close();
  }

  @Test
  void aTransposedClassifierIsNoOther() throws IOException {
    model.layers.put(
        "predictions", variables("kernel:0", dense(1000, 3, 0), "bias:0", vector(1000, 0)));
    model.writeLegacy(file);
    assertFalse(hasOtherClassifier());
    for (Head head : new Head[] {Head.IMAGENET, Head.NO_TOP}) {
      assertEquals(
          file
              + " does not fit MobileNet: it holds predictions (kernel 1000x3, bias 1000) as"
              + " weighted layer 5 of 5 where predictions (kernel 3x1000, bias 1000) is expected",
          tinyRefusal(head));
    }
  }

  @ParameterizedTest
  @CsvSource({"predictions, 7", "predictoins, 7", "head, 1000"})
  void aClassifierOfOtherClassesOrNameIsAnothers(String layer, int classes) throws IOException {
    model.layers.remove("predictions");
    model.layers.put(
        layer, variables("kernel:0", dense(3, classes, 0), "bias:0", vector(classes, 0)));
    model.writeLegacy(file);
    assertTrue(hasOtherClassifier());
  }

  @Test
  void everyLayerThatIsReadIsChecked() {
    model.layers.put("conv_dw", variables("depthwise_kernel:0", conv(3, 3, 2, 1, 5)));
    model.layers.remove("predictions");
    model.writeLegacy(file);
    assertEquals(
        file
            + " does not fit MobileNet: it holds conv_dw (depthwise_kernel 3x3x2x1) as weighted"
            + " layer 3 of 4 where conv_dw (depthwise_kernel 1x1x2x1) is expected",
        tinyRefusal(Head.NO_TOP));
  }

  @Test
  void aNewClassifierIsReadFromItsOwnFileOnly() throws IOException {
    Head linear = new Head.Linear(new Head.Features(Optional.empty(), Pooling.AVG), 4);
    model.layers.remove("predictions");
    model.writeLegacy(file);
    assertEquals(
        file
            + " does not fit MobileNet: it holds 4 of 5 weighted layers, without head: pass the"
            + " whole file",
        tinyRefusal(linear));
    file = folder.resolve("own.h5");
    model.layers.put("dense_3", variables("kernel:0", dense(3, 4, 8), "bias:0", vector(4, 9)));
    model.writeLegacy(file);
    assertTinyReads(linear);
  }

  @Test
  void namesTheArchitectureOfAFileWithoutTop() throws IOException {
    Path vgg = SharedWeightFiles.unpack("vgg16_keras1_notop.h5", folder);
    assertEquals(
        vgg + " holds the weights of VGG16 without top, not of VGG19",
        assertThrows(
                IOException.class,
                () ->
                    KerasHdf5Weights.open(
                            vgg,
                            Architectures.named("VGG19"),
                            graph(Head.NO_TOP, "VGG19"),
                            Optional.empty())
                        .close())
            .getMessage());
  }

  @Test
  void aFolderGivesThePreferredFile() throws IOException {
    Architecture tiny = TinyModel.architecture();
    Path withTop = folder.resolve("mobilenet_1_0_224_tf.h5");
    model.writeLegacy(withTop);
    WeightsSource source = WeightsSource.parse(folder.toString(), folder);
    Graph withoutTop = Head.NO_TOP.graph(tiny, 4);
    assertEquals("mobilenet_1_0_224_tf.h5", source.verify(tiny, withoutTop).label());
    Files.delete(withTop);
    model.layers.remove("predictions");
    model.writeLegacy(folder.resolve("mobilenet_1_0_224_tf_no_top.h5"));
    Architecture mobileNet = Architectures.named("MobileNet");
    assertEquals(
        folder
            + " holds weights of MobileNet without top only (mobilenet_1_0_224_tf_no_top.h5): put"
            + " mobilenet_1_0_224_tf.h5 or mobilenet_v1_1.0_224.h5 there, or pass the file by"
            + " --weights",
        assertThrows(IOException.class, () -> source.open(mobileNet, mobileNet.graph()))
            .getMessage());
  }

  @Test
  void theCacheGivesFilesWithoutTop() throws IOException {
    Path vgg = SharedWeightFiles.unpack("vgg16_keras1_notop.h5", folder);
    String name = "vgg16_weights_tf_dim_ordering_tf_kernels_notop.h5";
    Files.move(vgg, folder.resolve(name));
    Architecture vgg16 = Architectures.named("VGG16");
    WeightsSource cache = WeightsSource.parse("keras", folder);
    assertEquals(name, cache.verify(vgg16, graph(Head.NO_TOP, "VGG16")).label());
    assertEquals(
        folder
            + " holds weights of VGG16 without top only ("
            + name
            + "): get them by \"convbench weights fetch VGG16\", or pass the file by --weights",
        assertThrows(IOException.class, () -> cache.open(vgg16, vgg16.graph())).getMessage());
  }

  /** The seeded rule numbers the whole, so that every layer computes what it does there. */
  @Test
  void seededWeightsOfAPartAreThoseOfTheWhole() {
    Architecture nasNet = Architectures.named("NASNetMobile");
    Graph whole = nasNet.graph();
    Graph part = whole.upTo("reduction_add_2_stem_1");
    try (SeededWeights weights = SeededWeights.of(nasNet)) {
      for (WeightTensor tensor : part.tensors()) {
        WeightTensor same = whole.tensor(whole.node(tensor.layer()), tensor.role());
        assertArrayEquals(weights.read(same), weights.read(tensor), tensor.name());
      }
    }
  }
}
