package io.convbench.datasets.prepared;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.convbench.foundation.text.VisibleText;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * A finished set, read through memory maps: nothing but the pages in use is held. Every read is
 * compared with its checksum. For any number of threads.
 */
public final class PreparedCrops {

  private final PreparedFolder folder;
  private final Manifest manifest;
  private final List<PreparedImage> images;
  private final List<ByteBuffer> maps;

  private PreparedCrops(
      PreparedFolder folder, Manifest manifest, List<PreparedImage> images, List<ByteBuffer> maps) {
    this.folder = folder;
    this.manifest = manifest;
    this.images = List.copyOf(images);
    this.maps = maps;
  }

  /**
   * Opens a set.
   *
   * @param path the set's folder
   * @throws DamagedCropsException when its files are not as they were written
   * @throws IOException when they cannot be read
   */
  public static PreparedCrops open(Path path) throws IOException {
    PreparedFolder folder = new PreparedFolder(path);
    for (Path file : List.of(folder.manifest(), folder.index(), folder.crops())) {
      if (!Files.isRegularFile(file)) {
        throw new DamagedCropsException(path, "it has no " + file.getFileName());
      }
    }
    Manifest manifest = manifest(folder);
    return of(folder, manifest, images(folder, manifest));
  }

  /** Maps the crops of a set whose manifest and index are known. */
  static PreparedCrops of(PreparedFolder folder, Manifest manifest, List<PreparedImage> images)
      throws IOException {
    long bytes = manifest.shape().position(images.size());
    if (Files.size(folder.crops()) != bytes) {
      throw new DamagedCropsException(
          folder.path(),
          "its crops have %s bytes, not %s".formatted(Files.size(folder.crops()), bytes));
    }
    return new PreparedCrops(folder, manifest, images, maps(folder, manifest));
  }

  private static Manifest manifest(PreparedFolder folder) throws IOException {
    try {
      return Manifest.read(folder.manifest());
    } catch (JsonProcessingException damage) {
      throw new DamagedCropsException(folder.path(), "its manifest is not valid");
    }
  }

  private static List<PreparedImage> images(PreparedFolder folder, Manifest manifest)
      throws IOException {
    byte[] index = Files.readAllBytes(folder.index());
    if (PreparedImage.checksum(index) != manifest.indexCrc32c()) {
      throw new DamagedCropsException(folder.path(), "its index has another checksum");
    }
    List<PreparedImage> images = new ArrayList<>();
    for (String line : new String(index, StandardCharsets.UTF_8).lines().toList()) {
      images.add(image(folder, line));
    }
    if (images.size() != manifest.images()) {
      throw new DamagedCropsException(
          folder.path(),
          "its index has %s images, its manifest %s".formatted(images.size(), manifest.images()));
    }
    return images;
  }

  private static PreparedImage image(PreparedFolder folder, String line)
      throws DamagedCropsException {
    try {
      return PreparedImage.parse(line);
    } catch (JsonProcessingException damage) {
      throw new DamagedCropsException(
          folder.path(), "its index has the line '%s'".formatted(VisibleText.shortened(line)));
    }
  }

  /** One map would end at 2 GiB. */
  private static List<ByteBuffer> maps(PreparedFolder folder, Manifest manifest)
      throws IOException {
    CropShape shape = manifest.shape();
    List<ByteBuffer> maps = new ArrayList<>();
    try (FileChannel file = FileChannel.open(folder.crops(), StandardOpenOption.READ)) {
      for (int first = 0; first < manifest.images(); first += shape.imagesPerMap()) {
        int end = Math.min(manifest.images(), first + shape.imagesPerMap());
        long from = shape.position(first);
        maps.add(file.map(FileChannel.MapMode.READ_ONLY, from, shape.position(end) - from));
      }
    }
    return maps;
  }

  /** In the dataset's order, those without crops included. */
  public List<PreparedImage> images() {
    return images;
  }

  /** The crops of one image. */
  public CropShape shape() {
    return manifest.shape();
  }

  /** Bytes of all crops. */
  public long bytes() {
    return shape().position(images.size());
  }

  /** Hash over labels, file names and contents, of the bytes that were decoded. */
  public String datasetSha256() {
    return manifest.datasetSha256();
  }

  /** Where it is. */
  public Path path() {
    return folder.path();
  }

  /**
   * The crops of an image.
   *
   * @param image its place in {@link #images}
   * @param rgb receives uint8, crops x rows x columns x (R, G, B)
   * @throws DamagedCropsException when they are not as they were written
   * @throws IllegalArgumentException when the image has none
   */
  public void read(int image, byte[] rgb) throws DamagedCropsException {
    PreparedImage wanted = images.get(image);
    if (wanted.failed()) {
      throw new IllegalArgumentException(wanted.message());
    }
    int perMap = shape().imagesPerMap();
    maps.get(image / perMap).get(image % perMap * shape().imageBytes(), rgb);
    if (PreparedImage.checksum(rgb) != wanted.crc32c()) {
      throw new DamagedCropsException(
          folder.path(),
          "the crops of %s have another checksum".formatted(VisibleText.shortened(wanted.file())));
    }
  }

  /**
   * Reads everything.
   *
   * @throws DamagedCropsException when crops are not as they were written
   */
  void verify() throws DamagedCropsException {
    byte[] rgb = new byte[shape().imageBytes()];
    for (int image = 0; image < images.size(); image++) {
      if (!images.get(image).failed()) {
        read(image, rgb);
      }
    }
  }
}
