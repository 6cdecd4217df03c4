package io.convbench.harness.process;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.convbench.datasets.protocol.Protocols;
import io.convbench.harness.engine.ComputeDevice;
import io.convbench.harness.engine.Engine;
import io.convbench.harness.engine.Engines;
import io.convbench.harness.engine.Execution;
import io.convbench.harness.gpu.VisibleGpus;
import io.convbench.harness.measurement.RequestJson;
import io.convbench.harness.modelfile.BatchNormFolding;
import io.convbench.harness.modelfile.ModelMetadata;
import io.convbench.harness.modelfile.Precision;
import io.convbench.suites.architecture.Architecture;
import io.convbench.suites.architecture.Architectures;
import io.convbench.suites.architecture.Head;
import io.convbench.suites.graph.ActivationFunction;
import io.convbench.suites.graph.Graph;
import io.convbench.suites.graph.GraphBuilder;
import io.convbench.suites.graph.Layers;
import io.convbench.suites.graph.Node;
import io.convbench.suites.graph.Pads;
import io.convbench.suites.graph.Shape;
import io.convbench.suites.graph.TensorRole;
import io.convbench.suites.graph.Window;
import io.convbench.suites.weights.SeededWeights;
import io.convbench.suites.weights.Weights;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What no architecture of the table has: networks of a few layers, computed here by definition. */
class SmallGraphIT {

  private static final int SIDE = 6;
  private static final int CHANNELS = 3;

  /** Only preprocessing (x / 127.5 - 1) and the seeded rule are this architecture's. */
  private static final Architecture ARCHITECTURE = Architectures.named("MobileNet");

  @TempDir private Path temp;

  /**
   * @param expected the output, computed here
   */
  private record Network(Graph graph, byte[] pixels, float[] expected) {}

  private static Map<String, Network> networks() {
    Map<String, Network> networks = new LinkedHashMap<>();
    networks.put(
        "zerosAroundNegativeValuesCountInAMaximum", zerosAroundNegativeValuesCountInAMaximum());
    networks.put("groupsSeeTheirOwnChannels", groupsSeeTheirOwnChannels());
    networks.put(
        "responsesAreNormalisedByTheirNeighbours", responsesAreNormalisedByTheirNeighbours());
    networks.put(
        "explicitCellsAreZerosOfAConvolutionAndIgnoredInAMaximum",
        explicitCellsAreZerosOfAConvolutionAndIgnoredInAMaximum());
    networks.put("explicitCellsNeverWinAMaximum", explicitCellsNeverWinAMaximum());
    networks.put("activationsAreWhatTheirDefinitionsSay", activationsAreWhatTheirDefinitionsSay());
    networks.put("gatesMultiplyAllPlacesOfTheirChannel", gatesMultiplyAllPlacesOfTheirChannel());
    networks.put("layersOverChannelsWorkAtEachPlace", layersOverChannelsWorkAtEachPlace());
    return networks;
  }

  /** All in one child of each engine, as most of a child's time goes into its start. */
  @TestFactory
  Stream<DynamicTest> everyEngineComputes() throws Exception {
    Map<String, Network> networks = networks();
    List<DynamicTest> tests = new ArrayList<>();
    for (Engine engine : Engines.all()) {
      Path folder = Files.createDirectory(temp.resolve(engine.id()));
      Outcome outcome = compute(engine, networks, folder);
      networks.forEach(
          (name, network) ->
              tests.add(
                  dynamicTest(
                      engine.id() + " " + name,
                      () -> {
                        assertEquals(Optional.empty(), outcome.failure());
                        assertArrayEquals(
                            network.expected(),
                            PredictRequest.readLogits(PredictionsTask.logits(folder, name)).get(0),
                            1e-5f);
                      })));
    }
    return tests.stream();
  }

  private static Outcome compute(Engine engine, Map<String, Network> networks, Path folder)
      throws Exception {
    for (Map.Entry<String, Network> named : networks.entrySet()) {
      String name = named.getKey();
      Path model = folder.resolve(name + engine.writer().extension());
      try (Weights weights = SeededWeights.of(ARCHITECTURE)) {
        engine.writer().write(named.getValue().graph().lowered(), weights, metadata(), model);
      }
      PredictRequest request =
          new PredictRequest(
              ARCHITECTURE,
              new Execution(engine, ComputeDevice.CPU, 1, Precision.FP32, 1),
              SIDE,
              Protocols.parse("center"),
              model,
              List.of(image(named.getValue(), folder.resolve(name + ".png"))));
      RequestJson.write(request, PredictionsTask.request(folder, name));
    }
    return new WorkerLauncher(
            ConformanceChild.installation(folder, PredictionsTask.class),
            TestCaches.engines(),
            Duration.ofMinutes(5))
        .unmeasured()
        .run(
            engine,
            VisibleGpus.NONE,
            1,
            PredictionsTask.class,
            Stream.concat(Stream.of(folder.toString()), networks.keySet().stream()).toList(),
            folder.resolve("log"));
  }

  /** A pool reads the zeros around it, which a swish may be below. */
  private static Network zerosAroundNegativeValuesCountInAMaximum() {
    GraphBuilder builder = new GraphBuilder(Shape.of(SIDE, SIDE, CHANNELS));
    Node x = builder.add(new Layers.Activation(ActivationFunction.SWISH), builder.input());
    x = builder.add(new Layers.ZeroPadding2D(Pads.all(1)), x);
    x = builder.add(new Layers.MaxPooling2D(Window.valid(3, 3)), x);
    x = builder.add(new Layers.GlobalAveragePooling2D(false), x);
    Graph graph = builder.build(builder.add("classifier", new Layers.Dense(2, false), x));
    // All values below zero, so that the zeros win in the windows that hold one.
    byte[] pixels = pixels(100);
    float[] kernel =
        SeededWeights.of(ARCHITECTURE)
            .read(graph.tensor(graph.node("classifier"), TensorRole.KERNEL));
    float[] means = new float[CHANNELS];
    float[] expected = new float[2];
    for (int c = 0; c < CHANNELS; c++) {
      for (int row = -1; row + 3 <= SIDE + 1; row += 3) {
        for (int column = -1; column + 3 <= SIDE + 1; column += 3) {
          means[c] += (float) maximum(pixels, row, column, c) / 4;
        }
      }
      expected[0] += means[c] * kernel[2 * c];
      expected[1] += means[c] * kernel[2 * c + 1];
    }
    // Without the zeros every maximum would be below zero.
    assertTrue(means[0] <= 0);

    return new Network(graph, pixels, expected);
  }

  /** Krizhevsky et al. 2012: each half of the filters sees its half of the channels. */
  private static Network groupsSeeTheirOwnChannels() {
    GraphBuilder builder = new GraphBuilder(Shape.of(SIDE, SIDE, CHANNELS));
    Node x =
        builder.add("grouped", new Layers.Conv2D(6, Window.valid(1), 3, false), builder.input());
    x = builder.add(new Layers.Rescaling(-0.5), x);
    Graph graph = builder.build(builder.add(new Layers.GlobalAveragePooling2D(false), x));
    byte[] pixels = pixels(255);
    float[] kernel =
        SeededWeights.of(ARCHITECTURE).read(graph.tensor(graph.node("grouped"), TensorRole.KERNEL));
    float[] expected = new float[6];
    for (int filter = 0; filter < 6; filter++) {
      for (int i = 0; i < SIDE * SIDE; i++) {
        // Two filters a group, one channel a group: the kernel is (1, 1, 1, 6).
        double value = input(pixels, i, filter / 2) * kernel[filter];
        expected[filter] += (float) (-0.5 * value / (SIDE * SIDE));
      }
    }

    return new Network(graph, pixels, expected);
  }

  /** Krizhevsky et al. 2012, section 3.3, with Caffe's division of alpha by the five channels. */
  private static Network responsesAreNormalisedByTheirNeighbours() {
    double[] factors = {1, -2, 0.5, 3};
    Layers.LocalResponseNormalization layer = new Layers.LocalResponseNormalization(5, 4, 0.75, 2);
    GraphBuilder builder = new GraphBuilder(Shape.of(SIDE, SIDE, CHANNELS));
    Node[] scaled = new Node[factors.length];
    for (int i = 0; i < factors.length; i++) {
      scaled[i] = builder.add(new Layers.Rescaling(factors[i]), builder.input());
    }
    Node x = builder.add(layer, builder.add(new Layers.Concatenate(), scaled));
    Graph graph = builder.build(builder.add(new Layers.GlobalAveragePooling2D(false), x));
    byte[] pixels = pixels(256);
    int channels = factors.length * CHANNELS;
    float[] expected = new float[channels];
    for (int i = 0; i < SIDE * SIDE; i++) {
      double[] values = new double[channels];
      for (int c = 0; c < channels; c++) {
        values[c] = factors[c / CHANNELS] * input(pixels, i, c % CHANNELS);
      }
      for (int c = 0; c < channels; c++) {
        double squares = 0;
        for (int near = Math.max(0, c - 2); near <= Math.min(channels - 1, c + 2); near++) {
          squares += values[near] * values[near];
        }
        expected[c] += (float) (values[c] / Math.pow(2 + 4 * squares / 5, 0.75) / (SIDE * SIDE));
      }
    }

    return new Network(graph, pixels, expected);
  }

  /** PyTorch's border: as many cells on every side, which no maximum counts. */
  private static Network explicitCellsAreZerosOfAConvolutionAndIgnoredInAMaximum() {
    Window window = Window.padded(3, 2, 1);
    GraphBuilder builder = new GraphBuilder(Shape.of(SIDE, SIDE, CHANNELS));
    Node maxima = builder.add(new Layers.MaxPooling2D(window), builder.input());
    Node sums = builder.add("sums", new Layers.Conv2D(2, window, false), builder.input());
    Node x = builder.add(new Layers.Concatenate(), maxima, sums);
    // The last of three rows and columns, so that a border at other sides gives other values.
    x = builder.add(new Layers.Cropping2D(Pads.topLeft(2)), x);
    Graph graph = builder.build(builder.add(new Layers.GlobalAveragePooling2D(false), x));
    byte[] pixels = pixels(100);
    float[] kernel =
        SeededWeights.of(ARCHITECTURE).read(graph.tensor(graph.node("sums"), TensorRole.KERNEL));
    float[] expected = new float[CHANNELS + 2];
    for (int c = 0; c < CHANNELS; c++) {
      expected[c] = Float.NEGATIVE_INFINITY;
      // Rows and columns 3 to 5: with one cell at every side the last window ends inside.
      for (int tap = 0; tap < 9; tap++) {
        int place = (3 + tap / 3) * SIDE + 3 + tap % 3;
        double value = input(pixels, place, c);
        expected[c] = (float) Math.max(expected[c], value);
        for (int filter = 0; filter < 2; filter++) {
          expected[CHANNELS + filter] +=
              (float) (value * kernel[(tap * CHANNELS + c) * 2 + filter]);
        }
      }
    }

    return new Network(graph, pixels, expected);
  }

  /** A border that no maximum counts is not one of zeros. */
  private static Network explicitCellsNeverWinAMaximum() {
    GraphBuilder builder = new GraphBuilder(Shape.of(SIDE, SIDE, CHANNELS));
    Node x = builder.add(new Layers.MaxPooling2D(Window.padded(3, 2, 1)), builder.input());
    x = builder.add(new Layers.Cropping2D(Pads.bottomRight(2)), x);
    Graph graph = builder.build(builder.add(new Layers.GlobalAveragePooling2D(false), x));
    // All values below zero.
    byte[] pixels = pixels(100);
    float[] expected = new float[CHANNELS];
    for (int c = 0; c < CHANNELS; c++) {
      expected[c] = Float.NEGATIVE_INFINITY;
      for (int place : new int[] {0, 1, SIDE, SIDE + 1}) {
        expected[c] = (float) Math.max(expected[c], input(pixels, place, c));
      }
    }

    return new Network(graph, pixels, expected);
  }

  /** Ramachandran et al. 2017 for swish; Howard et al. 2017 for the limit of 6. */
  private static Network activationsAreWhatTheirDefinitionsSay() {
    ActivationFunction[] functions = ActivationFunction.values();
    GraphBuilder builder = new GraphBuilder(Shape.of(SIDE, SIDE, CHANNELS));
    // From -8 to 8, which passes the limit of every function.
    Node scaled = builder.add(new Layers.Rescaling(8), builder.input());
    Node[] activated =
        Stream.of(functions)
            .map(function -> builder.add(new Layers.Activation(function), scaled))
            .toArray(Node[]::new);
    Node x = builder.add(new Layers.Concatenate(), activated);
    Graph graph = builder.build(builder.add(new Layers.GlobalAveragePooling2D(false), x));
    byte[] pixels = pixels(256);
    float[] expected = new float[functions.length * CHANNELS];
    for (int output = 0; output < expected.length; output++) {
      for (int i = 0; i < SIDE * SIDE; i++) {
        double value =
            defined(functions[output / CHANNELS], 8 * input(pixels, i, output % CHANNELS));
        expected[output] += (float) (value / (SIDE * SIDE));
      }
    }

    return new Network(graph, pixels, expected);
  }

  /** Hu et al. 2017: a map times a number for each channel, which here is a sigmoid of its mean. */
  private static Network gatesMultiplyAllPlacesOfTheirChannel() {
    GraphBuilder builder = new GraphBuilder(Shape.of(SIDE, SIDE, CHANNELS));
    Node x =
        builder.add(
            new Layers.Rescaling(List.of(2.0, -3.0, 0.5), List.of(0.0, 0.5, -1.0)),
            builder.input());
    Node gate = builder.add(new Layers.GlobalAveragePooling2D(false), x);
    gate = builder.add(new Layers.Reshape(), gate);
    gate = builder.add(new Layers.Activation(ActivationFunction.SIGMOID), gate);
    x = builder.add(new Layers.Multiply(), x, gate);
    Graph graph = builder.build(builder.add(new Layers.Flatten(), x));
    byte[] pixels = pixels(256);
    double[] scale = {2, -3, 0.5};
    double[] offset = {0, 0.5, -1};
    double[] mean = new double[CHANNELS];
    for (int i = 0; i < SIDE * SIDE; i++) {
      for (int c = 0; c < CHANNELS; c++) {
        mean[c] += (scale[c] * input(pixels, i, c) + offset[c]) / (SIDE * SIDE);
      }
    }
    float[] expected = new float[SIDE * SIDE * CHANNELS];
    for (int i = 0; i < expected.length; i++) {
      int c = i % CHANNELS;
      double value = scale[c] * input(pixels, i / CHANNELS, c) + offset[c];
      expected[i] = (float) (value * defined(ActivationFunction.SIGMOID, mean[c]));
    }

    return new Network(graph, pixels, expected);
  }

  /** Ba et al. 2016, arXiv:1607.06450, over the channels of each place, and what ConvNeXt adds. */
  private static Network layersOverChannelsWorkAtEachPlace() {
    GraphBuilder builder = new GraphBuilder(Shape.of(SIDE, SIDE, CHANNELS));
    Node x = builder.add(new Layers.Normalization(), builder.input());
    Node shortcut =
        builder.add(
            new Layers.FixedNormalization(List.of(0.1, 0.2, 0.3), List.of(4.0, 1.0, 0.25)), x);
    x = builder.add(new Layers.LayerNormalization(0.01), shortcut);
    x = builder.add("dense", new Layers.Dense(CHANNELS, true), x);
    x = builder.add(new Layers.Activation(ActivationFunction.GELU), x);
    x = builder.add(new Layers.LayerScale(), x);
    x = builder.add(new Layers.Activation(ActivationFunction.LINEAR), x);
    x = builder.add("sum", new Layers.Operator(new Layers.Add()), shortcut, x);
    Graph graph = builder.build(builder.add(new Layers.Flatten(), x));
    byte[] pixels = pixels(256);
    float[] expected = new float[SIDE * SIDE * CHANNELS];
    for (int i = 0; i < SIDE * SIDE; i++) {
      double[] shortcuts = new double[CHANNELS];
      for (int c = 0; c < CHANNELS; c++) {
        double seeded = (input(pixels, i, c) - MEAN[c]) / Math.sqrt(VARIANCE[c]);
        shortcuts[c] = (seeded - 0.1 * (c + 1)) * new double[] {0.5, 1, 2}[c];
      }
      double[] sums = place(graph, shortcuts);
      for (int c = 0; c < CHANNELS; c++) {
        expected[i * CHANNELS + c] = (float) (shortcuts[c] + sums[c]);
      }
    }

    return new Network(graph, pixels, expected);
  }

  /** Of the seeded rule. */
  private static final double[] MEAN = {0.485, 0.456, 0.406};

  private static final double[] VARIANCE = {0.229, 0.224, 0.225};

  /** Layer normalisation, dense layer, GELU and layer scale of one place's channels. */
  private static double[] place(Graph graph, double[] x) {
    double mean = Arrays.stream(x).average().orElseThrow();
    double variance = Arrays.stream(x).map(v -> (v - mean) * (v - mean)).average().orElseThrow();
    float[] gamma = seeded(graph, "layer_normalization", TensorRole.GAMMA);
    float[] beta = seeded(graph, "layer_normalization", TensorRole.BETA);
    float[] kernel = seeded(graph, "dense", TensorRole.KERNEL);
    float[] bias = seeded(graph, "dense", TensorRole.BIAS);
    float[] scale = seeded(graph, "layer_scale", TensorRole.LAYER_SCALE);
    double[] y = new double[CHANNELS];
    for (int out = 0; out < CHANNELS; out++) {
      double sum = bias[out];
      for (int in = 0; in < CHANNELS; in++) {
        double normal = gamma[in] * (x[in] - mean) / Math.sqrt(variance + 0.01) + beta[in];
        sum += normal * kernel[in * CHANNELS + out];
      }
      y[out] = scale[out] * defined(ActivationFunction.GELU, sum);
    }
    return y;
  }

  private static float[] seeded(Graph graph, String layer, TensorRole role) {
    return SeededWeights.of(ARCHITECTURE).read(graph.tensor(graph.node(layer), role));
  }

  private static double defined(ActivationFunction function, double x) {
    return switch (function) {
      case RELU -> Math.max(x, 0);
      case RELU6 -> Math.min(Math.max(x, 0), 6);
      case SWISH -> x / (1 + Math.exp(-x));
      case HARD_SWISH -> x * Math.min(Math.max(x + 3, 0), 6) / 6;
      case SIGMOID -> 1 / (1 + Math.exp(-x));
      case GELU -> x * normalDistribution(x);
      case LINEAR -> x;
    };
  }

  /** Marsaglia 2004, Evaluating the Normal Distribution: 1/2 + density (x + x^3/3 + x^5/15 ...). */
  private static double normalDistribution(double x) {
    double sum = x;
    double term = x;
    for (int i = 3; i < 200; i += 2) {
      term *= x * x / i;
      sum += term;
    }
    return 0.5 + sum * Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
  }

  private static double maximum(byte[] pixels, int top, int left, int channel) {
    double maximum = Double.NEGATIVE_INFINITY;
    for (int row = top; row < top + 3; row++) {
      for (int column = left; column < left + 3; column++) {
        boolean inside = row >= 0 && row < SIDE && column >= 0 && column < SIDE;
        double x = inside ? input(pixels, row * SIDE + column, channel) : 0;
        maximum = Math.max(maximum, defined(ActivationFunction.SWISH, x));
      }
    }
    return maximum;
  }

  private static double input(byte[] pixels, int place, int channel) {
    return (pixels[place * CHANNELS + channel] & 0xff) / 127.5 - 1;
  }

  private static byte[] pixels(int below) {
    byte[] pixels = new byte[SIDE * SIDE * CHANNELS];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (i * 37 % below);
    }
    return pixels;
  }

  private static Path image(Network network, Path file) throws IOException {
    byte[] pixels = network.pixels();
    BufferedImage picture = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < SIDE * SIDE; i++) {
      int rgb =
          (pixels[3 * i] & 0xff) << 16 | (pixels[3 * i + 1] & 0xff) << 8 | pixels[3 * i + 2] & 0xff;
      picture.setRGB(i % SIDE, i / SIDE, rgb);
    }
    ImageIO.write(picture, "png", file.toFile());
    return file;
  }

  private static ModelMetadata metadata() {
    return new ModelMetadata(
        "Small",
        Head.IMAGENET,
        BatchNormFolding.NONE,
        Precision.FP32,
        "seeded",
        Optional.empty(),
        ARCHITECTURE.preprocessing(),
        List.of());
  }
}
