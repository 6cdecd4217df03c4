package io.convbench.harness.process;

import io.convbench.datasets.image.ImageDecoder;
import io.convbench.datasets.prepared.Preparation;
import io.convbench.harness.heartbeat.Heartbeat;
import io.convbench.harness.measurement.RequestJson;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Decodes a dataset; there is no engine on the class path. */
final class PrepareTask implements WorkerTask {

  private static final int FOLLOW_MILLIS = 500;

  /**
   * @param arguments the request's file
   */
  @Override
  public void run(List<String> arguments, Heartbeat heartbeat)
      throws IOException, InterruptedException {
    PrepareRequest request = RequestJson.read(Path.of(arguments.get(0)), PrepareRequest.class);
    Preparation preparation = request.preparation();
    Thread follower = new Thread(() -> follow(preparation, heartbeat), "preparation");
    follower.setDaemon(true);
    follower.start();
    try {
      Preparation.Outcome outcome = preparation.run(request.threads(), done -> {});
      System.out.printf(
          "%d images decoded now (JPEGs by %s), %d in %s%n",
          outcome.decoded(),
          ImageDecoder.jpegLibrary(),
          outcome.crops().images().size(),
          outcome.crops().path());
    } finally {
      follower.interrupt();
      follower.join();
    }
  }

  /** Another process may be at work on the same set, for whose end this one waits. */
  private static void follow(Preparation preparation, Heartbeat heartbeat) {
    int before = 0;
    try {
      while (true) {
        int written = preparation.written();
        if (written != before) {
          heartbeat.at(written, preparation.total());
        }
        before = written;
        Thread.sleep(FOLLOW_MILLIS);
      }
    } catch (InterruptedException done) {
      Thread.currentThread().interrupt();
    }
  }
}
