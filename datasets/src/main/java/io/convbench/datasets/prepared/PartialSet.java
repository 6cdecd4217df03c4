package io.convbench.datasets.prepared;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.convbench.datasets.labels.LabeledImage;
import io.convbench.foundation.file.DiskSpace;
import io.convbench.foundation.file.WholeFile;
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
 * A set that is being made. Images are added in the dataset's order, crops before their line in the
 * index, so that whatever a kill leaves is a whole beginning and at most one torn end.
 */
final class PartialSet implements AutoCloseable {

  private final PreparedFolder folder;
  private final CropShape shape;
  private final FileChannel crops;
  private final FileChannel index;
  private final List<PreparedImage> done;

  private PartialSet(
      PreparedFolder folder,
      CropShape shape,
      FileChannel crops,
      FileChannel index,
      List<PreparedImage> done) {
    this.folder = folder;
    this.shape = shape;
    this.crops = crops;
    this.index = index;
    this.done = done;
  }

  /** Starts, or continues after the images that are there as they were written. */
  static PartialSet open(PreparedFolder folder, CropShape shape, List<LabeledImage> images)
      throws IOException {
    Files.createDirectories(folder.path());
    FileChannel crops = open(folder.crops());
    FileChannel index = open(folder.index());
    List<PreparedImage> done = new ArrayList<>();
    ByteBuffer buffer = ByteBuffer.allocate(shape.imageBytes());
    long indexBytes = 0;
    for (String line : wholeLines(index)) {
      PreparedImage image = parse(line);
      if (image == null
          || done.size() == images.size()
          || !image.isOf(images.get(done.size()))
          || !image.failed() && !intact(crops, shape.position(done.size()), image, buffer)) {
        break;
      }
      done.add(image);
      indexBytes += line.getBytes(StandardCharsets.UTF_8).length + 1;
    }
    index.truncate(indexBytes).position(indexBytes);
    return new PartialSet(folder, shape, crops, index, done);
  }

  private static FileChannel open(Path file) throws IOException {
    return FileChannel.open(
        file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  /** All but the end that has no line feed. */
  private static List<String> wholeLines(FileChannel index) throws IOException {
    ByteBuffer content = ByteBuffer.allocate(Math.toIntExact(index.size()));
    while (content.hasRemaining() && index.read(content) >= 0) {}
    String text = new String(content.array(), StandardCharsets.UTF_8);
    return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
  }

  private static PreparedImage parse(String line) {
    try {
      return PreparedImage.parse(line);
    } catch (JsonProcessingException torn) {
      return null;
    }
  }

  private static boolean intact(
      FileChannel crops, long position, PreparedImage image, ByteBuffer buffer) throws IOException {
    buffer.clear();
    while (buffer.hasRemaining() && crops.read(buffer, position + buffer.position()) >= 0) {}
    return !buffer.hasRemaining() && PreparedImage.checksum(buffer.array()) == image.crc32c();
  }

  /** How many images are there. */
  int size() {
    return done.size();
  }

  /** Every image so far. */
  List<PreparedImage> images() {
    return done;
  }

  /**
   * Adds the next image.
   *
   * @param rgb its crops; ignored when it failed
   */
  void add(PreparedImage image, byte[] rgb) throws IOException {
    try {
      if (!image.failed()) {
        write(crops.position(shape.position(done.size())), rgb);
      }
      write(index, (image.line() + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw DiskSpace.named(folder.path(), e);
    }
    done.add(image);
  }

  private static void write(FileChannel channel, byte[] bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
  }

  /**
   * Gives the finished set its name. Nothing is forced to the disk: what a power failure takes is
   * found by the checksums and made again.
   */
  void publish(Manifest manifest, PreparedFolder target) throws IOException {
    // The last images may have failed; a map needs their places all the same.
    long bytes = shape.position(done.size());
    if (crops.size() < bytes) {
      crops.write(ByteBuffer.allocate(1), bytes - 1);
    }
    close();
    manifest.write(folder.manifest());
    WholeFile.place(folder.path(), target.path());
  }

  @Override
  public void close() throws IOException {
    crops.close();
    index.close();
  }
}
