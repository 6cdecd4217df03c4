package io.convbench.harness.modelfile.savedmodel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.convbench.harness.modelfile.Precision;
import io.convbench.suites.graph.Graph;
import io.convbench.suites.graph.GraphBuilder;
import io.convbench.suites.graph.Layers;
import io.convbench.suites.graph.Shape;
import io.convbench.suites.graph.Window;
import io.convbench.suites.weights.Weights;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.proto.BundleEntryProto;
import org.tensorflow.proto.BundleHeaderProto;

/**
 * Entries of the index are compared with those that TensorFlow 2.21.0 wrote for the same tensors:
 * {@code tf.raw_ops.SaveV2} of conv/bias (2) and conv/kernel (1, 1, 2, 2), read out of its index.
 */
class TensorBundleWriterTest {

  private static final String HEADER = "08011a020801";
  private static final String BIAS = "08011204120208022808353d33c8f4";
  private static final float[] BIAS_VALUES = {1.5f, -2};
  private static final float[] KERNEL_VALUES = {0.5f, 1, -1, 3};

  @TempDir private Path folder;

  @Test
  void describesTensorsAsTensorFlowDoes() throws IOException {
    Map<String, byte[]> index = writtenIndex();

    assertEquals(List.of("", "conv/bias", "conv/kernel"), List.copyOf(index.keySet()));
    assertEquals(
        BundleHeaderProto.parseFrom(HexFormat.of().parseHex(HEADER)),
        BundleHeaderProto.parseFrom(index.get("")));
    BundleEntryProto bias = BundleEntryProto.parseFrom(HexFormat.of().parseHex(BIAS));
    BundleEntryProto written = BundleEntryProto.parseFrom(index.get("conv/bias"));
    // Here tensors are in Keras's order, there in that of their names.
    assertEquals(16, written.getOffset());
    assertEquals(bias, written.toBuilder().setOffset(0).build());
    BundleEntryProto kernel = BundleEntryProto.parseFrom(index.get("conv/kernel"));
    assertEquals(0, kernel.getOffset());
    assertEquals(16, kernel.getSize());
    assertEquals(0xf750dd66, kernel.getCrc32C());
  }

  @Test
  void storesValuesOneTensorAfterTheOther() throws IOException {
    writtenIndex();

    byte[] data = Files.readAllBytes(folder.resolve("variables.data-00000-of-00001"));
    float[] values = new float[data.length / Float.BYTES];
    ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
    assertArrayEquals(new float[] {0.5f, 1, -1, 3, 1.5f, -2}, values);
  }

  private Map<String, byte[]> writtenIndex() throws IOException {
    GraphBuilder builder = new GraphBuilder(Shape.of(4, 4, 2));
    Graph graph =
        builder.build(
            builder.add("conv", new Layers.Conv2D(2, Window.valid(1), true), builder.input()));
    Weights weights =
        new ConstantWeights(Map.of("conv/kernel", KERNEL_VALUES, "conv/bias", BIAS_VALUES));
    TensorBundleWriter.write(graph.tensors(), new Storage(graph, Precision.FP32), weights, folder);
    return TableReader.read(Files.readAllBytes(folder.resolve("variables.index")));
  }
}
