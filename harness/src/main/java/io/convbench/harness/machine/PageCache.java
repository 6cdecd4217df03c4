package io.convbench.harness.machine;

import com.sun.jna.LastErrorException;
import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import io.convbench.datasets.natives.NativeCache;
import io.convbench.foundation.file.FailureReason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Linux's cache of file contents: takes a file out of it, or reads it in, so that a load can be
 * timed with and without it. Needs no permission but to read and write the file.
 */
public final class PageCache {

  /** POSIX_FADV_DONTNEED of all systems but Linux on s390. */
  private static final int DONT_NEED = 4;

  private static final int READ_ONLY = 0;
  private static final int PAGE_BYTES = 4096;

  /** One page of a file may be read ahead by another process; what is left takes no time. */
  private static final double NOTHING = 0.01;

  /** The C library's functions, as Linux of 64 bits has them. */
  private interface C extends Library {
    int open(String path, int flags) throws LastErrorException;

    int close(int file) throws LastErrorException;

    /** Returns the error's number and does not set it. */
    int posix_fadvise(int file, long offset, long length, int advice);

    int mincore(Pointer address, NativeLong length, byte[] pages) throws LastErrorException;
  }

  private PageCache() {}

  /**
   * Writes what is not yet on the disk and takes a file, or all files of a folder, out of the
   * cache.
   *
   * @return why they are still in it; empty when they are not
   */
  public static Optional<String> drop(Path file) {
    try {
      C library = library();
      for (Path one : files(file)) {
        drop(one, library);
      }
      double left = residentFraction(file, library);
      return left <= NOTHING
          ? Optional.empty()
          : Optional.of(
              String.format(
                  Locale.ROOT,
                  "Linux keeps %.0f %% of the model file in memory, as where it is on tmpfs",
                  100 * left));
    } catch (IOException failure) {
      return Optional.of(
          "the model file cannot be taken out of Linux's cache (%s)"
              .formatted(FailureReason.of(failure)));
    } catch (LastErrorException | LinkageError failure) {
      return Optional.of(
          "the model file cannot be taken out of this system's cache (%s)"
              .formatted(failure.getMessage()));
    }
  }

  /**
   * Reads a file, or all files of a folder, so that they are in the cache.
   *
   * @throws IOException when one cannot be read
   */
  public static void fill(Path file) throws IOException {
    byte[] chunk = new byte[1 << 16];
    for (Path one : files(file)) {
      try (InputStream in = Files.newInputStream(one)) {
        int read = in.read(chunk);
        while (read >= 0) {
          read = in.read(chunk);
        }
      }
    }
  }

  /**
   * How much of a file, or of all files of a folder, is in the cache, from 0 to 1.
   *
   * @throws IOException when this system does not tell
   */
  static double residentFraction(Path file) throws IOException {
    return residentFraction(file, library());
  }

  private static C library() throws IOException {
    NativeCache.requireJna();
    return Native.load("c", C.class);
  }

  private static List<Path> files(Path file) throws IOException {
    try (Stream<Path> all = Files.walk(file)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }

  private static void drop(Path file, C library) throws IOException {
    try (FileChannel written = FileChannel.open(file, StandardOpenOption.WRITE)) {
      // What is only in memory cannot be taken out of it.
      written.force(false);
    }
    int open = library.open(file.toString(), READ_ONLY);
    try {
      int error = library.posix_fadvise(open, 0, 0, DONT_NEED);
      if (error != 0) {
        throw new IOException("posix_fadvise returns error " + error);
      }
    } finally {
      library.close(open);
    }
  }

  private static double residentFraction(Path file, C library) throws IOException {
    long resident = 0;
    long all = 0;
    for (Path one : files(file)) {
      byte[] pages = pages(one, library);
      for (byte page : pages) {
        resident += page & 1;
      }
      all += pages.length;
    }
    return all == 0 ? 0 : (double) resident / all;
  }

  private static byte[] pages(Path file, C library) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      long bytes = channel.size();
      byte[] pages = new byte[Math.toIntExact((bytes + PAGE_BYTES - 1) / PAGE_BYTES)];
      if (bytes > 0) {
        // Of the file's whole pages at most 2 GiB, beyond any model file.
        MappedByteBuffer map =
            channel.map(FileChannel.MapMode.READ_ONLY, 0, Math.min(bytes, Integer.MAX_VALUE));
        library.mincore(Native.getDirectBufferPointer(map), new NativeLong(map.capacity()), pages);
      }
      return pages;
    }
  }
}
