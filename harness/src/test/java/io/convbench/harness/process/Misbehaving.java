package io.convbench.harness.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A child that ends in the way its argument says. */
final class Misbehaving {

  private Misbehaving() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    switch (arguments[0]) {
      case "fail" -> {
        System.err.println("the disk is full");
        System.exit(7);
      }
      case "variable" -> {
        System.err.println(System.getenv("CONVBENCH_TEST"));
        System.exit(7);
      }
      case "gpus" -> {
        System.err.println(
            System.getenv("CUDA_VISIBLE_DEVICES") + " by " + System.getenv("CUDA_DEVICE_ORDER"));
        System.exit(7);
      }
      case "leave" ->
          Files.writeString(Path.of(arguments[1]), Files.createTempFile("left", "").toString());
      case "hang" -> Thread.sleep(600_000);
      case "kill" -> signalItself("-KILL");
      case "crash" -> signalItself("-SEGV");
      case "heap" -> fillHeap();
      default -> System.out.println("well");
    }
  }

  private static void signalItself(String signal) throws IOException, InterruptedException {
    new ProcessBuilder("kill", signal, String.valueOf(ProcessHandle.current().pid())).start();
    Thread.sleep(600_000);
  }

  private static void fillHeap() {
    List<long[]> all = new ArrayList<>();
    while (true) {
      all.add(new long[1 << 27]);
    }
  }
}
