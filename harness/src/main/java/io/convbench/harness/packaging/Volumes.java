package io.convbench.harness.packaging;

import io.convbench.foundation.input.InvalidInputException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The files that an archive is written to: one, or several of a largest size, in order. */
final class Volumes extends OutputStream {

  /** So many have names of three digits, which shells put in order. */
  private static final int MOST = 999;

  private final Path folder;
  private final String name;
  private final OptionalLong largestBytes;
  private final List<String> names = new ArrayList<>();

  private OutputStream current = OutputStream.nullOutputStream();
  private long roomBytes;

  /**
   * @param folder in which the files are made
   * @param name of the only one; of several, a dot and three digits follow
   * @param largestBytes of a file, at least 1; empty for one of any size
   */
  Volumes(Path folder, String name, OptionalLong largestBytes) {
    this.folder = folder;
    this.name = name;
    this.largestBytes = largestBytes;
  }

  /** Names of the files so far. */
  List<String> names() {
    return List.copyOf(names);
  }

  /** Names of all volumes that an archive may have. */
  static Stream<String> possible(String name) {
    return IntStream.rangeClosed(1, MOST).mapToObj(number -> volume(name, number));
  }

  /** The name of a volume, counted from 1. */
  private static String volume(String name, int number) {
    return String.format(Locale.ROOT, "%s.%03d", name, number);
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    int at = offset;
    int left = length;
    while (left > 0) {
      // Java's streams of files do not look.
      if (Thread.currentThread().isInterrupted()) {
        throw new InterruptedIOException("interrupted");
      }
      if (roomBytes == 0) {
        next();
      }
      int now = (int) Math.min(left, roomBytes);
      current.write(bytes, at, now);
      at += now;
      left -= now;
      roomBytes -= now;
    }
  }

  private void next() throws IOException {
    current.close();
    if (names.size() == MOST) {
      throw new InvalidInputException(
          "it takes more than %s volumes: pass a larger --volume-size".formatted(MOST));
    }
    String next = largestBytes.isEmpty() ? name : volume(name, names.size() + 1);
    current = Files.newOutputStream(folder.resolve(next));
    names.add(next);
    roomBytes = largestBytes.orElse(Long.MAX_VALUE);
  }

  @Override
  public void flush() throws IOException {
    current.flush();
  }

  @Override
  public void close() throws IOException {
    current.close();
  }
}
