package io.convbench.datasets.image;

import com.sun.jna.Memory;
import com.sun.jna.NativeLibrary;
import com.sun.jna.NativeLong;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;
import io.convbench.datasets.natives.NativeCache;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.opencv.core.Mat;

/**
 * What OpenCV's copies of libjpeg and libpng write on the error stream, their only way to say it.
 * While one of them decodes, C's {@code stderr} is a stream into memory; the GNU C library's manual
 * calls it a "normal variable which you can set". Java's own error stream does not use it.
 *
 * <p>Decoders share the stream. So one during whose work something was written works once more,
 * alone, by which the words are known to be its own.
 */
final class DecoderMessages {

  /** A picture, empty where it could not be decoded, and what was said of it in one line. */
  record Answer(Mat picture, Optional<String> messages) {}

  private final ReadWriteLock alone = new ReentrantReadWriteLock();
  private final NativeLibrary c;
  private final Pointer variable;
  private final Pointer original;
  private final Pointer stream;

  /** Where the stream keeps the address of its bytes, and then how many they are. */
  private final Memory written;

  private int decoders;

  private DecoderMessages(NativeLibrary c) {
    this.c = c;
    this.variable = c.getGlobalVariableAddress("stderr");
    this.original = variable.getPointer(0);
    this.written = new Memory(2L * Long.BYTES);
    this.stream =
        c.getFunction("open_memstream")
            .invokePointer(new Object[] {written, written.share(Long.BYTES)});
  }

  /**
   * The messages of this process's decoders; none are caught where the C library is another one or
   * JNA does not load. OpenCV's own log, of which nothing but failures comes here, is turned off.
   */
  static Optional<DecoderMessages> caught() {
    if (!Platform.isLinux() || !Platform.is64Bit()) {
      return Optional.empty();
    }
    try {
      NativeCache.requireJna();
      NativeLibrary c = NativeLibrary.getProcess();
      int keepTheUsers = 0;
      c.getFunction("setenv").invokeInt(new Object[] {"OPENCV_LOG_LEVEL", "SILENT", keepTheUsers});
      return Optional.of(new DecoderMessages(c));
    } catch (IOException | LinkageError absent) {
      return Optional.empty();
    }
  }

  /** Decodes, on any number of threads. */
  Answer during(Supplier<Mat> decode) {
    alone.readLock().lock();
    try {
      long before = position();
      Mat picture = quietly(decode);
      if (position() == before) {
        return new Answer(picture, Optional.empty());
      }
      picture.release();
    } finally {
      alone.readLock().unlock();
    }
    alone.writeLock().lock();
    try {
      rewind();
      Mat picture = quietly(decode);
      return new Answer(picture, text());
    } finally {
      rewind();
      alone.writeLock().unlock();
    }
  }

  private Mat quietly(Supplier<Mat> decode) {
    begin();
    try {
      return decode.get();
    } finally {
      end();
    }
  }

  private synchronized void begin() {
    if (decoders == 0) {
      variable.setPointer(0, stream);
    }
    decoders++;
  }

  private synchronized void end() {
    decoders--;
    if (decoders == 0) {
      variable.setPointer(0, original);
    }
  }

  private long position() {
    return c.getFunction("ftell").invokeLong(new Object[] {stream});
  }

  private void rewind() {
    c.getFunction("fseek").invokeInt(new Object[] {stream, new NativeLong(0), 0});
  }

  private Optional<String> text() {
    c.getFunction("fflush").invokeInt(new Object[] {stream});
    int length = Math.toIntExact(written.getLong(Long.BYTES));
    byte[] bytes = written.getPointer(0).getByteArray(0, length);
    String text =
        new String(bytes, StandardCharsets.UTF_8)
            .lines()
            .map(String::strip)
            .filter(line -> !line.isEmpty())
            .distinct()
            .collect(Collectors.joining("; "));
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }
}
