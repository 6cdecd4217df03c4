package io.convbench.datasets.natives;

import com.sun.jna.NativeLibrary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** A library that this JVM has loaded, asked by a function of its C interface. */
public final class LoadedLibrary {

  /** Linux's table of what a process has mapped; a path is the sixth field (proc(5)). */
  private static final Path MAPS = Path.of("/proc/self/maps");

  private static final int FIELDS = 6;

  private LoadedLibrary() {}

  /**
   * The file of a library that this JVM has loaded; empty when it has none of this name, or nothing
   * tells.
   *
   * @throws IOException when the table cannot be read
   */
  public static Optional<Path> named(String name) throws IOException {
    return Files.isReadable(MAPS) ? named(name, Files.readAllLines(MAPS)) : Optional.empty();
  }

  /** The same by the lines of the table. */
  static Optional<Path> named(String name, List<String> maps) {
    return maps.stream()
        .map(line -> line.split("\\s+", FIELDS))
        .filter(fields -> fields.length == FIELDS && fields[FIELDS - 1].endsWith("/" + name))
        .map(fields -> Path.of(fields[FIELDS - 1]))
        .findFirst();
  }

  /**
   * What a function without arguments returns.
   *
   * @param file of the library
   * @param function that returns 64 bits
   * @return empty when the library has no such function
   * @throws IOException when the library cannot be asked
   */
  public static OptionalLong ask(Path file, String function) throws IOException {
    NativeCache.requireJna();
    try {
      return OptionalLong.of(
          NativeLibrary.getInstance(file.toString())
              .getFunction(function)
              .invokeLong(new Object[0]));
    } catch (UnsatisfiedLinkError missing) {
      return OptionalLong.empty();
    }
  }
}
