package io.convbench.harness.process;

import io.convbench.harness.heartbeat.Heartbeat;
import java.util.List;

/** What a child does; made by its constructor without arguments, in the child. */
public interface WorkerTask {

  /**
   * Does it.
   *
   * @param arguments as the parent gave them
   * @param heartbeat takes signs of progress, without which a child is stopped
   * @throws Exception when it fails, which the parent is told
   */
  void run(List<String> arguments, Heartbeat heartbeat) throws Exception;
}
