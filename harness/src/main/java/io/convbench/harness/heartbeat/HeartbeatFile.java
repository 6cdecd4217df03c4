package io.convbench.harness.heartbeat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** A file of four numbers that passes the last {@link Beat} from a child to its parent. */
public final class HeartbeatFile {

  /** System property by which a child, and a JVM that it forks, knows the file. */
  public static final String PROPERTY = "convbench.heartbeat";

  private static final int BYTES = 4 * Long.BYTES;

  private HeartbeatFile() {}

  /**
   * Makes the file, of its final size, so that a disk that fills up later does not hinder it.
   *
   * @throws IOException when it cannot be written
   */
  public static void create(Path file) throws IOException {
    Files.write(file, new byte[BYTES]);
  }

  /** The last sign; empty before the first one, and where a tidy person has deleted the file. */
  public static Optional<Beat> read(Path file) throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    ByteBuffer numbers = ByteBuffer.wrap(Files.readAllBytes(file));
    if (numbers.remaining() < BYTES) {
      return Optional.empty();
    }
    Beat beat =
        new Beat(
            numbers.getLong(),
            numbers.getLong(),
            numbers.getLong(),
            Duration.ofMillis(numbers.getLong()));
    return beat.number() == 0 ? Optional.empty() : Optional.of(beat);
  }

  /** Writes where the parent of this JVM looks; nowhere in a JVM that has no such parent. */
  public static Heartbeat ofThisJvm() {
    String file = System.getProperty(PROPERTY, "");
    return file.isEmpty() ? Heartbeat.NONE : to(Path.of(file));
  }

  /** Writes into a file that {@link #create} made. */
  public static Heartbeat to(Path file) {
    return new Writer(file);
  }

  /** Keeps the file open, so that a sign costs one write. */
  private static final class Writer implements Heartbeat {

    private final Path file;
    private RandomAccessFile open;
    private long number;

    private Writer(Path file) {
      this.file = file;
    }

    @Override
    public synchronized void at(long done, long total, Duration quiet) {
      try {
        if (open == null) {
          // Goes on from another JVM of the same child, which may have written before.
          number = read(file).map(Beat::number).orElse(0L);
          open = new RandomAccessFile(file.toFile(), "rw");
        }
        ByteBuffer numbers = ByteBuffer.allocate(BYTES);
        numbers.putLong(number + 1).putLong(done).putLong(total).putLong(quiet.toMillis());
        open.seek(0);
        open.write(numbers.array());
        number++;
      } catch (IOException e) {
        // The measurement goes on: a sign that is lost does no harm, unless all are.
        number++;
      }
    }
  }
}
