package io.convbench.foundation.file;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLockInterruptionException;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * A file that one process, and one thread of it, holds locked at a time. Linux lets go of it
 * however the process ends. The file stays: were it deleted, another process might hold the lock of
 * a file that no longer has a name.
 */
public final class LockedFile implements Closeable {

  private static final int POLL_MILLIS = 50;

  private final FileChannel channel;

  private LockedFile(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Waits for the lock.
   *
   * @param file made where it is missing; its folder exists
   * @throws FileLockInterruptionException when this thread is interrupted meanwhile
   * @throws IOException when the file cannot be opened or locked
   */
  public static LockedFile waitFor(Path file) throws IOException {
    return waitFor(file, () -> {});
  }

  /**
   * Waits for the lock.
   *
   * @param file made where it is missing; its folder exists
   * @param waiting run once, before waiting, where another has the lock
   * @throws FileLockInterruptionException when this thread is interrupted meanwhile
   * @throws IOException when the file cannot be opened or locked
   */
  public static LockedFile waitFor(Path file, Runnable waiting) throws IOException {
    FileChannel channel = open(file);
    try {
      if (!tryLock(channel)) {
        waiting.run();
        while (!waitedForProcesses(channel)) {
          Thread.sleep(POLL_MILLIS);
        }
      }
      return new LockedFile(channel);
    } catch (InterruptedException e) {
      channel.close();
      Thread.currentThread().interrupt();
      throw new FileLockInterruptionException();
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** False when another thread of this process has the lock, for which Java does not wait. */
  private static boolean waitedForProcesses(FileChannel channel) throws IOException {
    try {
      channel.lock();
      return true;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  /**
   * The lock; empty when another process has it. Not to be asked for what a thread of this process
   * has locked: to close a file a second time lets go of its lock.
   *
   * @param file made where it is missing; its folder exists
   * @throws IOException when the file cannot be opened or locked
   */
  public static Optional<LockedFile> ifFree(Path file) throws IOException {
    FileChannel channel = open(file);
    try {
      if (tryLock(channel)) {
        return Optional.of(new LockedFile(channel));
      }
      channel.close();
      return Optional.empty();
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /**
   * Locks an open file until its channel is closed.
   *
   * @return false when another process or thread has the lock
   * @throws IOException when the file system has no locks
   */
  public static boolean tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  private static FileChannel open(Path file) throws IOException {
    return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
