package io.convbench.harness.process;

import ai.djl.engine.EngineException;
import com.sun.management.HotSpotDiagnosticMXBean;
import io.convbench.harness.heartbeat.Heartbeat;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A child that ends in the way its argument says. */
final class Misbehaving implements WorkerTask {

  @Override
  public void run(List<String> arguments, Heartbeat heartbeat)
      throws IOException, InterruptedException {
    switch (arguments.get(0)) {
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
      case "compiler" -> {
        System.err.println(
            ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                .getVMOption("Tier4InvocationThreshold")
                .getValue());
        System.exit(7);
      }
      case "leave" ->
          Files.writeString(Path.of(arguments.get(1)), Files.createTempFile("left", "").toString());
      case "throw" -> throw new EngineException("the engine\nis tired");
      case "bug" -> throw new IllegalStateException("no\nsuch state");
      case "bug-in-thread" -> inThread(() -> System.out.println(unknown().length()));
      case "assertion" -> throw new AssertionError("never");
      case "assertion-in-thread" ->
          inThread(
              () -> {
                throw new AssertionError("never");
              });
      case "linkage" -> throw new NoSuchMethodError("x()");
      case "library-in-thread" ->
          inThread(
              () -> {
                throw new UnsatisfiedLinkError("no x");
              });
      case "space" -> throw new NotEnough();
      case "leaves" -> Runtime.getRuntime().halt(0);
      case "hang" -> Thread.sleep(600_000);
      case "beat" -> beat(heartbeat, Duration.ZERO);
      case "quiet" -> beat(heartbeat, Duration.ofSeconds(60));
      case "kill" -> signalItself("-KILL");
      case "crash" -> signalItself("-SEGV");
      case "heap" -> fillHeap();
      default -> System.out.println("well");
    }
  }

  /** In one that nobody waits for. */
  private static void inThread(Runnable failing) throws InterruptedException {
    new Thread(failing, "lost").start();
    Thread.sleep(600_000);
  }

  private static String unknown() {
    return null;
  }

  /** As Java reports it where Linux has no more. */
  private static final class NotEnough extends IOException {
    private static final long serialVersionUID = 1;

    private NotEnough() {
      super("reworded", new IOException("No space left on device"));
    }
  }

  /** At work for 6 seconds; silent for 4 of them where it says that it will be. */
  private static void beat(Heartbeat heartbeat, Duration quiet) throws InterruptedException {
    for (int second = 1; second <= 2; second++) {
      heartbeat.at(second, 6, quiet);
      Thread.sleep(1000);
    }
    for (int second = 3; second <= 6; second++) {
      if (quiet.isZero()) {
        heartbeat.at(second, 6);
      }
      Thread.sleep(1000);
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
