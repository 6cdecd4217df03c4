package io.convbench.harness.engine;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.engine.EngineException;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.NoopTranslator;
import ai.djl.translate.TranslateException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Path;

/**
 * A model file loaded by its engine, ready to run. Passes are for one thread, as the engine's own
 * thread settings are per thread; another one may put images into the engine's memory meanwhile.
 */
public final class Session implements AutoCloseable {

  /**
   * Passes in which PyTorch profiles a TorchScript graph and then compiles its fused kernels for
   * the GPU; its builds cannot compile for processors.
   */
  private static final int SETTLING_PASSES = 3;

  private final Model model;
  private final boolean settles;
  private final Predictor<NDList, NDList> predictor;
  private final NDManager inputs;
  private final Placement placement;

  private Session(Model model, boolean settles, Placement placement) {
    this.model = model;
    this.settles = settles;
    this.placement = placement;
    this.predictor = model.newPredictor(new NoopTranslator());
    this.inputs = model.getNDManager().newSubManager();
  }

  /** As {@link #open(Execution, Path, BetweenPasses)}, for passes alone. */
  public static Session open(Execution execution, Path modelFile) throws IOException {
    return open(execution, modelFile, BetweenPasses.NOTHING);
  }

  /**
   * Loads a model file.
   *
   * @param execution how it is run; the JVM must have been started for its engine, device and
   *     threads
   * @param between what goes on between the passes
   * @throws IOException when the engine refuses the file
   */
  public static Session open(Execution execution, Path modelFile, BetweenPasses between)
      throws IOException {
    Engine engine = execution.engine();
    ComputeDevice device = execution.device();
    Placement placement = Placement.before(engine, device, modelFile);
    Model model = Model.newInstance("convbench", device.djl(), engine.djlName());
    try {
      model.load(
          modelFile.getParent(),
          modelFile.getFileName().toString(),
          engine.loadOptions(device, execution.threads(), between));
      return new Session(model, device.isGpu(), placement);
    } catch (MalformedModelException e) {
      model.close();
      throw new IOException(engine.id() + " cannot load " + modelFile.getFileName(), e);
    } catch (IOException | RuntimeException e) {
      model.close();
      throw e;
    }
  }

  /** A batch of images in the engine's memory. */
  public final class Batch implements AutoCloseable {
    private final NDArray images;

    private Batch(NDArray images) {
      this.images = images;
    }

    @Override
    public void close() {
      images.close();
    }
  }

  /**
   * Puts images into the engine's memory, so that a timed pass does not include it.
   *
   * @param images float32 (count, side, side, 3), row-major
   * @param count images in the batch
   * @param side rows and columns in pixels
   */
  public Batch batch(float[] images, int count, int side) {
    if (images.length != count * side * side * 3) {
      throw new IllegalArgumentException(
          "%s values are not %s images of %sx%sx3".formatted(images.length, count, side, side));
    }
    return new Batch(inputs.create(FloatBuffer.wrap(images), shape(count, side)));
  }

  /**
   * The same of memory outside Java's heap, which an engine may use without a copy: it must stay as
   * it is until the batch is closed.
   *
   * @param images direct, in native order; float32 (count, side, side, 3), row-major
   * @param count images in the batch
   * @param side rows and columns in pixels
   */
  public Batch batch(ByteBuffer images, int count, int side) {
    if (!images.isDirect() || images.remaining() != Float.BYTES * count * side * side * 3) {
      throw new IllegalArgumentException(
          "%s is not direct memory of %s images of %sx%sx3".formatted(images, count, side, side));
    }
    return new Batch(inputs.create(images, shape(count, side), DataType.FLOAT32));
  }

  private static Shape shape(int count, int side) {
    return new Shape(count, side, side, 3);
  }

  /**
   * Runs one forward pass and reads its result, which waits for the device.
   *
   * @return the model's output, row-major (count, ...): logits (count, classes), or features
   * @throws EngineException when the pass fails, or the first one was not computed on the device
   *     asked for
   */
  public float[] forward(Batch batch) {
    try (NDList logits = predictor.predict(new NDList(batch.images))) {
      float[] values = logits.singletonOrThrow().toFloatArray();
      placement.check(logits.singletonOrThrow());
      return values;
    } catch (TranslateException e) {
      throw new EngineException("the forward pass failed: " + e.getMessage(), e);
    }
  }

  /**
   * On a GPU, runs the first passes, in which an engine still changes what it computes by, so that
   * what is compared and timed afterwards is what all later passes do.
   */
  public void settle(Batch batch) {
    for (int pass = 0; settles && pass < SETTLING_PASSES; pass++) {
      forward(batch);
    }
  }

  @Override
  public void close() {
    inputs.close();
    predictor.close();
    model.close();
  }
}
