package io.convbench.harness.process;

import io.convbench.harness.heartbeat.Heartbeat;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** What a child does that predicts with model after model of one engine. */
public final class PredictionsTask implements WorkerTask {

  /**
   * @param arguments the folder of the requests, in which logits are left, and the requests' names
   */
  @Override
  public void run(List<String> arguments, Heartbeat heartbeat) throws IOException {
    Path folder = Path.of(arguments.get(0));
    for (String name : arguments.subList(1, arguments.size())) {
      List<String> files =
          List.of(request(folder, name).toString(), logits(folder, name).toString());
      new PredictTask().run(files, heartbeat);
    }
  }

  static Path request(Path folder, String name) {
    return folder.resolve(name + ".request.json");
  }

  static Path logits(Path folder, String name) {
    return folder.resolve(name + ".logits.json");
  }
}
