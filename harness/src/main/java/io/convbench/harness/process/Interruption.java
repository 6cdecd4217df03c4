package io.convbench.harness.process;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets work tidy up after itself when Ctrl-C or a signal ends the JVM, which by itself would stop
 * every thread where it is: the thread at work is interrupted and waited for.
 */
public final class Interruption {

  /** More than killing a child and deleting files takes. */
  private static final int GRACE_SECONDS = 5;

  private Interruption() {}

  /**
   * Does the work on this thread.
   *
   * @throws InterruptedException when the JVM ends, as the work lets it through
   * @throws Exception the work's
   */
  public static <T> T during(Callable<T> work) throws Exception {
    Thread worker = Thread.currentThread();
    CountDownLatch tidy = new CountDownLatch(1);
    Thread hook = new Thread(() -> interrupt(worker, tidy), "interruption");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      return work.call();
    } finally {
      tidy.countDown();
      remove(hook);
    }
  }

  private static void interrupt(Thread worker, CountDownLatch tidy) {
    worker.interrupt();
    try {
      tidy.await(GRACE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void remove(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException ending) {
      // It is at work and has not to be removed.
    }
  }
}
