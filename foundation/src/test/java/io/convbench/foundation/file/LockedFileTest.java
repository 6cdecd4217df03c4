package io.convbench.foundation.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.channels.FileLockInterruptionException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LockedFileTest {

  @TempDir Path folder;

  @Test
  void oneThreadHoldsItAtATime() throws Exception {
    Path file = folder.resolve("x.lock");
    AtomicInteger holders = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    ExecutorService threads = Executors.newFixedThreadPool(4);
    List<Future<?>> all = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      all.add(
          threads.submit(
              () -> {
                LockedFile lock = LockedFile.waitFor(file);
                most.accumulateAndGet(holders.incrementAndGet(), Math::max);
                Thread.sleep(5);
                holders.decrementAndGet();
                lock.close();
                return null;
              }));
    }
    for (Future<?> one : all) {
      one.get();
    }
    threads.shutdown();
    assertEquals(1, most.get());
    assertTrue(Files.exists(file), "the lock's file stays");
  }

  @Test
  void anotherProcessHasToWait() throws Exception {
    Path file = folder.resolve("x.lock");
    AtomicInteger told = new AtomicInteger();
    Process holder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Holder.class.getName(),
                file.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      assertEquals('h', holder.getInputStream().read());
      assertTrue(LockedFile.ifFree(file).isEmpty());
      Thread.currentThread().interrupt();
      assertThrows(
          FileLockInterruptionException.class,
          () -> LockedFile.waitFor(file, told::incrementAndGet));
      assertTrue(Thread.interrupted());
      assertEquals(1, told.get());
    } finally {
      holder.destroyForcibly().waitFor();
    }
    LockedFile.waitFor(file, told::incrementAndGet).close();
    assertEquals(1, told.get(), "nobody had it");
    LockedFile.ifFree(file).orElseThrow().close();
  }

  /** Holds the lock until it is killed. */
  static final class Holder {

    private Holder() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
      LockedFile lock = LockedFile.waitFor(Path.of(arguments[0]));
      System.out.print('h');
      System.out.flush();
      Thread.sleep(60_000);
      lock.close();
    }
  }

  @Test
  void asksForTheDiskOfAFolderThatIsNotThereYet() throws IOException {
    assertEquals(folder, DiskSpace.existing(folder.resolve("a").resolve("b")));
    long free = DiskSpace.usableBytes(folder.resolve("a").resolve("b"));
    assertTrue(free > 0, free + " bytes");
    assertFalse(Files.exists(folder.resolve("a")));
  }
}
