package io.convbench.datasets.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.convbench.datasets.Md5;
import io.convbench.datasets.SharedData;
import io.convbench.datasets.image.SampleImages;
import io.convbench.datasets.labels.ImageFolder;
import io.convbench.datasets.labels.LabeledImage;
import io.convbench.datasets.labels.LabeledImages;
import io.convbench.datasets.labels.Unlabeled;
import io.convbench.datasets.protocol.Protocols;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CropReadersTest {

  @TempDir Path folder;

  /** The hash is Pillow 12.3's over all crops [1:225, 1:225], in the label file's order. */
  @Test
  void cropsTheRealImagesAsPillowDoes() throws IOException {
    LabeledImages dataset =
        ImageFolder.withLabels(
            SharedData.require("imagenet/val650"),
            SharedData.require("imagenet/val650.csv"),
            Unlabeled.REFUSED);
    Md5 md5 = new Md5();
    List<LabeledImage> seen = new ArrayList<>();
    new CropReaders(Protocols.parse("center224"), 224, 2)
        .read(
            dataset.images(),
            result -> {
              md5.add(assertInstanceOf(Crop.class, result).rgb());
              seen.add(result.image());
            });
    assertEquals(dataset.images(), seen);
    assertEquals("384d326b26a6554e257bd3429c4686e0", md5.hex());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void keepsTheOrderAndReportsFailuresByName(int threads) throws IOException {
    List<LabeledImage> images = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      images.add(image(i + ".png", i, SampleImages.encode("png", 8 + i, 9)));
    }
    images.add(5, image("broken.jpg", 1, new byte[0]));
    images.add(6, image("small.png", 2, SampleImages.encode("png", 3, 9)));
    images.add(7, new LabeledImage(folder.resolve("gone.png"), "gone.png", 3));

    List<String> failures = new ArrayList<>();
    List<LabeledImage> seen = new ArrayList<>();
    new CropReaders(Protocols.parse("center"), 8, threads)
        .read(
            images,
            result -> {
              seen.add(result.image());
              if (result instanceof FailedImage failed) {
                failures.add(failed.message());
              }
            });
    assertEquals(images, seen);
    assertEquals(
        List.of(
            "broken.jpg: the file is empty: fetch it again",
            "small.png: the image is 3 x 9 pixels, smaller than the crop of 8 x 8:"
                + " use --protocol keras",
            "gone.png: there is no such file"),
        failures);
  }

  @Test
  void endsItsThreadsWhenNoMoreCanBeTaken() throws Exception {
    CropReaders readers = new CropReaders(Protocols.parse("keras"), 224, 2);
    List<LabeledImage> images = images(50);
    AtomicInteger taken = new AtomicInteger();
    CropReaders.Sink full =
        result -> {
          if (taken.incrementAndGet() == 3) {
            throw new IOException("no space left");
          }
        };
    IOException failure = assertThrows(IOException.class, () -> readers.read(images, full));
    assertEquals("no space left", failure.getMessage());
    assertEquals(3, taken.get());
    assertThreadsEnd();
  }

  @Test
  void endsItsThreadsWhenOneHasABug() throws Exception {
    CropReaders readers = new CropReaders(Protocols.parse("keras"), 224, 2);
    List<LabeledImage> images = images(50);
    CropReaders.Sink bug =
        result -> {
          throw new IllegalStateException("a bug");
        };
    assertThrows(IllegalStateException.class, () -> readers.read(images, bug));
    assertThreadsEnd();
  }

  @Test
  void endsItsThreadsWhenInterrupted() throws Exception {
    CropReaders readers = new CropReaders(Protocols.parse("keras"), 224, 2);
    List<LabeledImage> images = images(50);
    CountDownLatch begun = new CountDownLatch(1);
    CropReaders.Sink endless =
        result -> {
          begun.countDown();
          assertThrows(InterruptedException.class, () -> Thread.sleep(60_000));
          throw new ClosedByInterruptException();
        };
    AtomicReference<Throwable> end = new AtomicReference<>();
    Thread reading =
        new Thread(
            () -> end.set(assertThrows(Throwable.class, () -> readers.read(images, endless))));
    reading.start();
    begun.await();
    reading.interrupt();
    reading.join(10_000);
    assertInstanceOf(CancellationException.class, end.get());
    assertThreadsEnd();
  }

  @Test
  void refusesNoThreads() {
    assertThrows(
        IllegalArgumentException.class, () -> new CropReaders(Protocols.parse("keras"), 224, 0));
  }

  private List<LabeledImage> images(int count) throws IOException {
    List<LabeledImage> images = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      images.add(image(i + ".png", i, SampleImages.encode("png", 200, 200)));
    }
    return images;
  }

  private static void assertThreadsEnd() throws InterruptedException {
    for (Thread thread : readers()) {
      thread.join(10_000);
    }
    assertEquals(List.of(), readers());
  }

  private LabeledImage image(String name, int classIndex, byte[] content) throws IOException {
    return new LabeledImage(Files.write(folder.resolve(name), content), name, classIndex);
  }

  private static List<Thread> readers() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("crop-reader"))
        .toList();
  }
}
