package io.convbench.datasets.natives;

import java.io.IOException;
import java.nio.file.Path;

/** A process that wants natives: unpacks them and prints their folder. */
final class NativesMain {

  private NativesMain() {}

  public static void main(String[] arguments) throws IOException {
    System.out.println(
        Natives.ofOnlyJar(Path.of(arguments[0]).getParent(), Path.of(arguments[1])).unpacked());
  }
}
