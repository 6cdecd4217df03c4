package io.convbench.suites.weights;

import static io.convbench.suites.weights.TinyModel.vector;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.convbench.suites.SharedData;
import io.convbench.suites.architecture.Architecture;
import io.convbench.suites.architecture.Architectures;
import io.convbench.suites.graph.Graph;
import io.convbench.suites.graph.WeightTensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KerasHdf5WeightsTest {

  @TempDir Path folder;

  private static KerasHdf5Weights open(Path file, String architecture) throws IOException {
    Architecture wanted = Architectures.named(architecture);
    return KerasHdf5Weights.open(file, wanted, wanted.graph(), Optional.empty());
  }

  private static String refusal(Path file, String architecture) {
    return assertThrows(IOException.class, () -> open(file, architecture).close()).getMessage();
  }

  @ParameterizedTest
  @CsvSource({
    "xception_keras1.h5, Xception",
    "resnet50_keras2.h5, ResNet50",
    "densenet121_keras2.h5, DenseNet121",
    "inception_v3_keras2.h5, InceptionV3",
    "nasnet_mobile_tfkeras_vlen.h5, NASNetMobile",
    "efficientnetb0_tfkeras_vlen.h5, EfficientNetB0",
    "mobilenet_025_wholemodel_legacy.h5, MobileNet_0.25",
    "mobilenet_025_keras3.weights.h5, MobileNet_0.25",
    "mobilenet_025.keras, MobileNet_0.25"
  })
  void putsEveryTensorInItsPlace(String name, String architecture) throws IOException {
    Path file = SharedWeightFiles.unpack(name, folder);
    try (KerasHdf5Weights weights = open(file, architecture)) {
      for (WeightTensor tensor : Architectures.named(architecture).graph().tensors()) {
        float[] expected = vector((int) tensor.shape().elements(), tensor.index());
        assertEquals(-1, Arrays.mismatch(expected, weights.read(tensor)), tensor.name());
      }
    }
  }

  @Test
  void deletesWhatItUnpackedFromAnArchive() throws IOException {
    Path file = SharedWeightFiles.unpack("mobilenet_025.keras", folder);
    Path unpacked;
    try (KerasArchive archive = KerasArchive.open(file, Long.MAX_VALUE)) {
      unpacked = archive.hdf5();
      assertTrue(Files.exists(unpacked));
    }
    assertTrue(Files.notExists(unpacked));
    assertTrue(Files.exists(file));
  }

  @Test
  void namesTheFileAndItsHash() throws Exception {
    Path file = SharedWeightFiles.unpack("mobilenet_025.keras", folder);
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
    try (KerasHdf5Weights weights = open(file, "MobileNet_0.25")) {
      assertEquals("mobilenet_025.keras", weights.origin().label());
      assertEquals(HexFormat.of().formatHex(digest), weights.origin().sha256().orElseThrow());
    }
  }

  @Test
  void readsRealTrainedFiles() throws IOException {
    Map<String, String> files =
        Map.of(
            "mobilenet_v2_weights_tf_dim_ordering_tf_kernels_1.0_224.h5", "MobileNetV2",
            "mobilenet_v1_0.25_224.h5", "MobileNet_0.25");
    for (Map.Entry<String, String> entry : files.entrySet()) {
      Path file = SharedData.require("weights/" + entry.getKey());
      Graph graph = Architectures.named(entry.getValue()).graph();
      try (KerasHdf5Weights weights = open(file, entry.getValue())) {
        for (WeightTensor tensor : graph.tensors()) {
          float[] values = weights.read(tensor);
          // no trained variance is negative; a mean or beta in its place would be
          if (tensor.role().kerasName().equals("moving_variance")) {
            for (float value : values) {
              assertTrue(value >= 0, tensor.name());
            }
          }
        }
      }
    }
  }

  @Test
  void refusesAFileWithoutTop() throws IOException {
    Path file = SharedWeightFiles.unpack("vgg16_keras1_notop.h5", folder);
    assertEquals(
        file
            + " does not fit VGG16: it holds 13 of 16 weighted layers, without fc1, fc2,"
            + " predictions: pass the file with top",
        refusal(file, "VGG16"));
  }

  @Test
  void namesTheArchitectureThatAFileHolds() throws IOException {
    Path file = SharedWeightFiles.unpack("mobilenet_025_keras3.weights.h5", folder);
    assertEquals(
        file + " holds the weights of MobileNet_0.25, not of MobileNet",
        refusal(file, "MobileNet"));
    assertEquals(
        file + " holds the weights of MobileNet_0.25, not of ResNet50", refusal(file, "ResNet50"));
    Path later = SharedWeightFiles.unpack("efficientnetb0_tfkeras_vlen.h5", folder);
    assertEquals(
        later + " holds the weights of EfficientNetB0, not of EfficientNetB1",
        refusal(later, "EfficientNetB1"));
  }

  @Test
  void listsLayersWithAScalar() throws IOException {
    Path path = SharedWeightFiles.unpack("efficientnetb0_tfkeras_vlen.h5", folder);
    try (KerasFile file = KerasFile.open(path, Long.MAX_VALUE)) {
      // counts: Keras's own EfficientNetB0
      assertEquals(132, file.layers().size());
      assertEquals(314, file.layers().stream().mapToInt(l -> l.tensors().size()).sum());
      SavedLayer first = file.layers().get(0);
      assertEquals("normalization", first.name());
      assertEquals("mean,variance,count", variables(first));
      SavedTensor count = first.tensors().get(2);
      assertEquals("scalar", count.shape());
      assertEquals(2, count.read()[0]);
      SavedLayer last = file.layers().get(131);
      assertEquals("predictions", last.name());
      assertEquals("kernel,bias", variables(last));
      assertEquals("1280x1000", last.tensors().get(0).shape());
      int k = 0;
      for (SavedLayer layer : file.layers()) {
        for (SavedTensor tensor : layer.tensors()) {
          float[] values = tensor.read();
          assertEquals(k, values[0], tensor.name());
          assertEquals(k++, values[values.length - 1], tensor.name());
        }
      }
    }
  }

  private static String variables(SavedLayer layer) {
    return String.join(
        ",",
        Stream.of(layer).flatMap(l -> l.tensors().stream()).map(SavedTensor::variable).toList());
  }
}
