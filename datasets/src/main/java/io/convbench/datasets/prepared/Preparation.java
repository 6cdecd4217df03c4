package io.convbench.datasets.prepared;

import io.convbench.datasets.labels.LabeledImage;
import io.convbench.datasets.labels.LabeledImages;
import io.convbench.datasets.pipeline.Crop;
import io.convbench.datasets.pipeline.CropReaders;
import io.convbench.datasets.pipeline.CropResult;
import io.convbench.datasets.protocol.Protocol;
import io.convbench.foundation.file.DiskSpace;
import io.convbench.foundation.file.LockedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntConsumer;

/**
 * Makes a prepared set, or finds it made: every image is read and decoded once, hashed in the same
 * reading, and its crops written. A killed preparation continues where it stopped. One process at a
 * time makes a set; others wait for it.
 */
public final class Preparation {

  private static final double MEBIBYTE = 1 << 20;

  /**
   * What was done.
   *
   * @param crops the set
   * @param decoded images decoded now; 0 when the set was there
   */
  public record Outcome(PreparedCrops crops, int decoded) {}

  private final LabeledImages images;
  private final Protocol protocol;
  private final int inputSide;
  private final Path cache;
  private final CropShape shape;
  private final PreparedFolder target;

  /**
   * Looks at every file's size and time, reads none.
   *
   * @param images what to decode
   * @param protocol how a picture becomes crops
   * @param inputSide side of the architecture's input in pixels; ignored by protocols with a side
   *     of their own
   * @param cache folder of all prepared sets
   */
  public Preparation(LabeledImages images, Protocol protocol, int inputSide, Path cache) {
    this.images = images;
    this.protocol = protocol;
    this.inputSide = inputSide;
    this.cache = cache;
    this.shape = new CropShape(protocol.side(inputSide), protocol.cropCount());
    this.target = PreparedFolder.of(cache, images, protocol.id(inputSide));
  }

  /** Where the set will be; a changed dataset has another place. */
  public Path folder() {
    return target.path();
  }

  /** How many images the set has. */
  public int total() {
    return images.images().size();
  }

  /**
   * How many images a preparation at work, here or elsewhere, has written; 0 when there is none.
   */
  public int written() {
    try {
      return (int) (Files.size(target.part().crops()) / shape.imageBytes());
    } catch (IOException notStarted) {
      return 0;
    }
  }

  /**
   * Makes the set unless it is there, whole and of these very images.
   *
   * @param threads images decoded at once
   * @param progress told the images done, after each, on changing threads
   * @throws IOException when the folder cannot be written or has too little free space
   */
  public Outcome run(int threads, IntConsumer progress) throws IOException {
    if (!Files.isDirectory(cache)) {
      Files.createDirectories(cache);
    }
    LockedFile lock = LockedFile.waitFor(target.lock());
    try {
      return runAlone(threads, progress);
    } finally {
      lock.close();
    }
  }

  private Outcome runAlone(int threads, IntConsumer progress) throws IOException {
    if (Files.exists(folder())) {
      try {
        PreparedCrops crops = PreparedCrops.open(folder());
        crops.verify();
        requireDataset(crops);
        target.touch();
        return new Outcome(crops, 0);
      } catch (DamagedCropsException damage) {
        System.err.println(damage.getMessage() + ", as this one does");
        target.delete();
      }
    }
    return make(threads, progress);
  }

  private Outcome make(int threads, IntConsumer progress) throws IOException {
    requireSpace(written());
    try (PartialSet part = PartialSet.open(target.part(), shape, images.images())) {
      int before = part.size();
      List<LabeledImage> rest = images.images().subList(before, images.images().size());
      new CropReaders(protocol, inputSide, threads)
          .read(
              rest,
              result -> {
                add(result, part);
                progress.accept(part.size());
              });
      Manifest manifest = manifest(part);
      part.publish(manifest, target);
      PreparedCrops crops = PreparedCrops.of(target, manifest, part.images());
      return new Outcome(crops, part.size() - before);
    }
  }

  private static void add(CropResult result, PartialSet part) throws IOException {
    part.add(PreparedImage.of(result), result instanceof Crop crop ? crop.rgb() : new byte[0]);
  }

  private Manifest manifest(PartialSet part) throws IOException {
    byte[] index = Files.readAllBytes(target.part().index());
    return new Manifest(
        Manifest.FORMAT,
        images.name(),
        datasetSha256(part.images()),
        protocol.id(inputSide),
        shape,
        part.size(),
        PreparedImage.checksum(index));
  }

  private String datasetSha256(List<PreparedImage> prepared) {
    Map<String, String> contents = new HashMap<>();
    prepared.forEach(image -> contents.put(image.file(), image.sha256()));
    return images.sha256(contents);
  }

  /** The manifest has no checksum, and its hash is what result rows say of the images. */
  private void requireDataset(PreparedCrops crops) throws DamagedCropsException {
    if (!crops.shape().equals(shape)
        || !crops.datasetSha256().equals(datasetSha256(crops.images()))) {
      throw new DamagedCropsException(folder(), "its manifest is of other images");
    }
  }

  private void requireSpace(int there) throws IOException {
    long needed = shape.position(images.images().size()) - shape.position(there);
    long free = DiskSpace.usableBytes(cache);
    if (needed > free) {
      throw new DiskFullException(
          String.format(
              Locale.ROOT,
              "the crops need %.1f MiB, %s has %.1f MiB free: free disk space or name another folder",
              needed / MEBIBYTE,
              cache,
              free / MEBIBYTE));
    }
  }
}
