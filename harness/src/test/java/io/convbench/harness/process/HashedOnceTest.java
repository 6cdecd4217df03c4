package io.convbench.harness.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.convbench.foundation.hash.HashedFile;
import io.convbench.harness.cell.LatencySettings;
import io.convbench.harness.engine.Engine;
import io.convbench.harness.engine.Engines;
import io.convbench.harness.heartbeat.Heartbeat;
import io.convbench.harness.measurement.RequestJson;
import io.convbench.harness.modelfile.BatchNormFolding;
import io.convbench.harness.modelfile.Precision;
import io.convbench.harness.run.Repeats;
import io.convbench.harness.run.RunSettings;
import io.convbench.harness.run.WeightsCheck;
import io.convbench.suites.SharedData;
import io.convbench.suites.architecture.Architecture;
import io.convbench.suites.architecture.Architectures;
import io.convbench.suites.architecture.Head;
import io.convbench.suites.weights.Weights;
import io.convbench.suites.weights.WeightsSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.MessageDigestSpi;
import java.security.NoSuchAlgorithmException;
import java.security.NoSuchProviderException;
import java.security.Provider;
import java.security.Security;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Counts the bytes that this JVM hashes, by a provider of SHA-256 that stands before Java's. */
class HashedOnceTest {

  private static final AtomicLong HASHED_BYTES = new AtomicLong();

  @TempDir private Path folder;

  /** Java's own SHA-256, counted. */
  public static final class Counted extends MessageDigestSpi {

    private final MessageDigest digest;

    public Counted() throws NoSuchAlgorithmException, NoSuchProviderException {
      digest = MessageDigest.getInstance("SHA-256", "SUN");
    }

    @Override
    protected void engineUpdate(byte input) {
      HASHED_BYTES.incrementAndGet();
      digest.update(input);
    }

    @Override
    protected void engineUpdate(byte[] input, int offset, int length) {
      HASHED_BYTES.addAndGet(length);
      digest.update(input, offset, length);
    }

    @Override
    protected byte[] engineDigest() {
      return digest.digest();
    }

    @Override
    protected int engineDigest(byte[] to, int offset, int length) throws DigestException {
      return digest.digest(to, offset, length);
    }

    @Override
    protected int engineGetDigestLength() {
      return digest.getDigestLength();
    }

    @Override
    protected void engineReset() {
      digest.reset();
    }
  }

  /** Gives {@link Counted}. */
  private static final class Counting extends Provider {

    private static final long serialVersionUID = 1;
    private static final String NAME = "counting";

    private Counting() {
      super(NAME, "1", "counts the bytes that are hashed");
      putService(
          new Service(this, "MessageDigest", "SHA-256", Counted.class.getName(), null, null));
    }
  }

  @BeforeEach
  void count() {
    Security.insertProviderAt(new Counting(), 1);
    HASHED_BYTES.set(0);
  }

  @AfterEach
  void countNoMore() {
    Security.removeProvider(Counting.NAME);
  }

  @Test
  void aRunHashesAWeightFileOnce() throws Exception {
    Path weights = copied();
    long bytes = Files.size(weights);
    RunSettings settings = WeightsCheck.require(settings(weights));
    assertEquals(bytes, HASHED_BYTES.get(), "before the first cell");

    Architecture architecture = settings.architectures().get(0);
    try (Weights opened = settings.weights().open(architecture, architecture.graph())) {
      assertEquals(
          settings.weights().known(weights).map(HashedFile::sha256), opened.origin().sha256());
    }
    for (Engine engine : Engines.all()) {
      Path model = folder.resolve("model" + engine.writer().extension());
      write(engine, settings.weights().known(weights).orElseThrow(), model);
      assertTrue(Files.exists(model), model.toString());
    }
    assertEquals(bytes, HASHED_BYTES.get(), "after every engine's model file");
  }

  @Test
  void refusesAWeightFileThatHasChangedSince() throws Exception {
    Path weights = copied();
    RunSettings settings = WeightsCheck.require(settings(weights));
    HashedFile hashed = settings.weights().known(weights).orElseThrow();
    Files.setLastModifiedTime(weights, FileTime.fromMillis(hashed.modifiedMillis() + 1000));

    Engine engine = Engines.all().get(0);
    Path model = folder.resolve("model" + engine.writer().extension());
    assertEquals(
        "%s has changed since it was read (SHA-256 then %s): start again"
            .formatted(weights, hashed.sha256()),
        assertThrows(IOException.class, () -> write(engine, hashed, model)).getMessage());
  }

  private Path copied() throws IOException {
    return Files.copy(
        SharedData.require("weights/mobilenet_v1_0.25_224.h5"), folder.resolve("weights.h5"));
  }

  private static RunSettings settings(Path weights) {
    return new RunSettings(
        "test",
        List.of(Architectures.named("MobileNet_0.25")),
        Engines.all(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        WeightsSource.parse(weights.toString(), Path.of("none")),
        BatchNormFolding.FOLDED,
        new LatencySettings(1, 1, 1),
        Repeats.ofShare(0.25),
        Optional.empty(),
        List.of(),
        Optional.empty());
  }

  /** As a child does it. */
  private void write(Engine engine, HashedFile hashed, Path model) throws IOException {
    ModelFileRequest request =
        new ModelFileRequest(
            Architectures.named("MobileNet_0.25"),
            Head.IMAGENET,
            engine,
            BatchNormFolding.FOLDED,
            Precision.FP32,
            224,
            hashed.file().toString(),
            Optional.of(hashed),
            model);
    Path file = folder.resolve("request.json");
    RequestJson.write(request, file);
    new ModelFileTask().run(List.of(file.toString()), Heartbeat.NONE);
  }
}
