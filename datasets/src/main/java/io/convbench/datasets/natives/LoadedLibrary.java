package io.convbench.datasets.natives;

import com.sun.jna.NativeLibrary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalLong;

/** A library that this JVM has loaded, asked by a function of its C interface. */
public final class LoadedLibrary {

  private LoadedLibrary() {}

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
