package io.convbench.suites.download;

import io.convbench.foundation.file.LockedFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/**
 * One process or thread at a time fetches a file. The lock file stays: were it deleted, another
 * process might hold the lock of a file that no longer has a name.
 */
final class FetchLock implements Closeable {

  private static final Duration POLL = Duration.ofMillis(200);

  private final FileChannel channel;

  private FetchLock(FileChannel channel) {
    this.channel = channel;
  }

  /** Waits for the lock, and says once that it does. */
  static FetchLock acquire(Path target, Sleeper sleeper, FetchProgress progress)
      throws IOException, InterruptedException {
    Path file = target.resolveSibling("." + target.getFileName() + ".lock");
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      boolean told = false;
      while (!LockedFile.tryLock(channel)) {
        if (!told) {
          progress.says("another convbench is fetching %s: waiting".formatted(target));
          told = true;
        }
        sleeper.sleep(POLL);
      }
      return new FetchLock(channel);
    } catch (IOException | InterruptedException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
