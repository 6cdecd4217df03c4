package io.convbench.suites.weights;

import io.jhdf.HdfFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * The border to the HDF5 library: on damaged files it throws all kinds of runtime exceptions, or
 * asks for impossible amounts of memory; outside this package there are one-line IOExceptions only,
 * and what convbench itself does wrong.
 */
final class Hdf5Access {

  private Hdf5Access() {}

  /** Something that reads an HDF5 file. */
  interface Reading<T> {
    T read() throws IOException;
  }

  /**
   * Opens a file, mapped: its parts are then views, so that a damaged length fails at the file's
   * end. Of a channel the library allocates as many bytes as the file says, up to 2 GiB, before it
   * reads them; only files that are too large for a map are read so.
   */
  static HdfFile open(Path hdf5) throws IOException {
    try (FileChannel channel = FileChannel.open(hdf5)) {
      long bytes = channel.size();
      return bytes > Integer.MAX_VALUE
          ? new HdfFile(hdf5)
          : HdfFile.fromByteBuffer(channel.map(MapMode.READ_ONLY, 0, bytes));
    }
  }

  /**
   * Runs the reading.
   *
   * @throws IOException when the file cannot be read, for whatever reason; the message is one line
   *     that names the file
   */
  static <T> T reading(Path file, Reading<T> reading) throws IOException {
    return reading(file, "", reading);
  }

  /**
   * Runs the reading of a part of the file.
   *
   * @param part begins the reason, e.g. {@code "conv1/kernel:0: "}
   * @throws IOException when the file cannot be read, for whatever reason; the message is one line
   *     that names the file
   */
  static <T> T reading(Path file, String part, Reading<T> reading) throws IOException {
    try {
      return reading.read();
    } catch (RuntimeException | VirtualMachineError e) {
      if (e instanceof RuntimeException failure && isBug(failure)) {
        throw failure;
      }
      throw new IOException(
          "%s cannot be read as HDF5 (%s%s): fetch or copy it again, or save it again as float32"
              .formatted(file, part, reason(e)),
          e);
    }
  }

  /**
   * True of what convbench's own code brings about, but for what wrong numbers in a file do to
   * arithmetic, sizes and indices.
   */
  private static boolean isBug(RuntimeException failure) {
    return !(failure instanceof DamagedDataException
            || failure instanceof ArithmeticException
            || failure instanceof NegativeArraySizeException
            || failure instanceof IndexOutOfBoundsException)
        && Stream.of(failure.getStackTrace())
            .map(StackTraceElement::getClassName)
            .filter(name -> !name.startsWith("java.") && !name.startsWith("jdk."))
            .findFirst()
            .filter(name -> name.startsWith("io.convbench."))
            .isPresent();
  }

  /** Of the first cause: what it is wrapped in says only where that was met. */
  private static String reason(Throwable e) {
    if (e.getCause() != null && e.getCause() != e) {
      return reason(e.getCause());
    }
    String message = e.getMessage();
    return message == null || message.isBlank()
        ? e.getClass().getSimpleName()
        : message.lines().findFirst().orElseThrow();
  }
}
