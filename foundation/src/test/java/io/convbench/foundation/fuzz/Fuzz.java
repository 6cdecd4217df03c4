package io.convbench.foundation.fuzz;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.sun.management.ThreadMXBean;
import io.convbench.foundation.input.InvalidInputException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Gives a reader damaged files, 1,000 in {@code mvn verify} and 100,000 by {@code mvn -Pfuzz test}
 * ({@code -Dconvbench.fuzz.inputs}, {@code -Dconvbench.fuzz.seed} for others). Every one must be
 * read or refused: by {@link IOException}, {@link InvalidInputException} or what the reader is
 * documented to throw, in one line that can be read; before the deadline; and with no more memory
 * than bound. What fails is kept in {@code target/fuzz}.
 *
 * @param name of the reader, as {@code docs/reliability.md} lists it
 * @param seeds valid inputs, which the reader must not refuse
 * @param words that the format knows, beside those in the seeds
 * @param refusals what else the reader is documented to throw, and throws in one line
 * @param mostBytes what it may allocate for an input of no bytes
 * @param mostBytesPerByte what it may allocate for each byte of an input
 */
public record Fuzz(
    String name,
    List<byte[]> seeds,
    List<String> words,
    List<Class<? extends Exception>> refusals,
    long mostBytes,
    long mostBytesPerByte) {

  private static final int INPUTS = Integer.getInteger("convbench.fuzz.inputs", 1000);
  private static final long SEED = Long.getLong("convbench.fuzz.seed", 20261126);

  /** Generous: other builds may run on the same machine. */
  private static final Duration DEADLINE = Duration.ofMinutes(2);

  private static final Duration TICK = Duration.ofMillis(200);

  /** No message that people write is as long. */
  private static final int MOST_CHARACTERS = 2000;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  public Fuzz {
    seeds = List.copyOf(seeds);
    words = List.copyOf(words);
    refusals = List.copyOf(refusals);
  }

  /** A reader, which may throw what it wants: that is what is tested. */
  @FunctionalInterface
  public interface Reader {

    /** Reads one input. */
    void read(byte[] input) throws Exception;
  }

  /** Of a reader that may allocate 16 MiB and 200 bytes for each of its input's. */
  public static Fuzz of(String name, byte[]... seeds) {
    return new Fuzz(name, List.of(seeds), List.of(), List.of(), 16 << 20, 200);
  }

  /** The same of texts. */
  public static Fuzz ofTexts(String name, String... seeds) {
    return of(
        name,
        Arrays.stream(seeds)
            .map(seed -> seed.getBytes(StandardCharsets.UTF_8))
            .toArray(byte[][]::new));
  }

  /** The same with words of the format. */
  public Fuzz with(String... more) {
    return new Fuzz(name, seeds, List.of(more), refusals, mostBytes, mostBytesPerByte);
  }

  /** The same of a reader that is documented to refuse by another exception too. */
  public Fuzz refusing(Class<? extends Exception> refusal) {
    return new Fuzz(name, seeds, words, List.of(refusal), mostBytes, mostBytesPerByte);
  }

  /** The same with another bound on memory. */
  public Fuzz allocating(long bytes, long bytesPerByte) {
    return new Fuzz(name, seeds, words, refusals, bytes, bytesPerByte);
  }

  /** Runs all inputs through a reader of a file, which is written anew for each. */
  public void read(Path file, Reader reader) throws InterruptedException {
    run(input -> Files.write(file, input), reader);
  }

  /** Runs all inputs through a reader. */
  public void read(Reader reader) throws InterruptedException {
    run(input -> {}, reader);
  }

  private void run(Reader before, Reader reader) throws InterruptedException {
    Attempt attempt = new Attempt(before, reader);
    Thread thread = new Thread(attempt, "fuzz " + name);
    thread.setDaemon(true);
    thread.start();
    int number = -1;
    Duration waited = Duration.ZERO;
    while (thread.isAlive()) {
      thread.join(TICK.toMillis());
      // Waits are counted, and no clock is read: the process may have been stopped meanwhile.
      waited = number == attempt.number ? waited.plus(TICK) : Duration.ZERO;
      number = attempt.number;
      if (waited.compareTo(DEADLINE) > 0 && thread.isAlive()) {
        String stack = String.join("\n  at ", texts(thread.getStackTrace()));
        fail("%s did not end in %s:%n  at %s".formatted(attempt.told(), DEADLINE, stack));
      }
    }
    attempt.judge();
  }

  private static List<String> texts(StackTraceElement[] frames) {
    return Arrays.stream(frames).map(StackTraceElement::toString).toList();
  }

  /** The run of one reader over all inputs. */
  private final class Attempt implements Runnable {

    private final Reader before;
    private final Reader reader;
    private final Mutator mutator = new Mutator(seeds, words, SEED);
    private final Map<String, String> findings = new LinkedHashMap<>();
    private volatile int number;
    private boolean done;
    private int read;
    private int refused;
    private long mostAllocated;
    private final long start = System.nanoTime();

    Attempt(Reader before, Reader reader) {
      this.before = before;
      this.reader = reader;
    }

    @Override
    public void run() {
      // What is loaded once, such as classes, is not what an input costs.
      seeds.forEach(this::attempt);
      read = 0;
      refused = 0;
      mostAllocated = 0;
      findings.clear();
      for (int i = 0; i < INPUTS; i++) {
        number = i;
        attempt(mutator.input(i));
      }
      done = true;
    }

    private void attempt(byte[] input) {
      try {
        before.read(input.clone());
      } catch (Exception e) {
        throw new IllegalStateException("the input cannot be put into place", e);
      }
      long allocated = THREADS.getCurrentThreadAllocatedBytes();
      try {
        reader.read(input.clone());
        read++;
      } catch (Throwable e) {
        refused++;
        judge(input, e);
      }
      allocated = THREADS.getCurrentThreadAllocatedBytes() - allocated;
      mostAllocated = Math.max(mostAllocated, allocated);
      if (allocated > mostBytes + mostBytesPerByte * input.length) {
        add(
            "memory",
            input,
            new AssertionError(
                "%s bytes allocated for an input of %s".formatted(allocated, input.length)));
      }
    }

    private void judge(byte[] input, Throwable thrown) {
      Throwable refusal = thrown instanceof UncheckedIOException ? thrown.getCause() : thrown;
      boolean allowed =
          refusal instanceof IOException
              || refusal instanceof InvalidInputException
              || refusals.stream().anyMatch(one -> one.isInstance(refusal));
      if (!allowed) {
        add("type", input, thrown);
      } else if (number < seeds.size()) {
        add("seed", input, thrown);
      } else if (!isOneLine(refusal.getMessage())) {
        add("message", input, thrown);
      }
    }

    private static boolean isOneLine(String message) {
      return message != null
          && !message.isBlank()
          && message.length() <= MOST_CHARACTERS
          && message.lines().count() == 1;
    }

    /** One finding for each place in the code. */
    private void add(String kind, byte[] input, Throwable thrown) {
      StackTraceElement[] frames = thrown.getStackTrace();
      String place = frames.length == 0 ? "" : frames[0].toString();
      String key = "%s %s %s".formatted(kind, thrown.getClass().getName(), place);
      if (findings.containsKey(key) || findings.size() >= 20) {
        return;
      }
      StringWriter trace = new StringWriter();
      thrown.printStackTrace(new PrintWriter(trace));
      findings.put(
          key,
          "%s (%s), kept as %s:%n%s"
              .formatted(told(), kind, kept(input), trace.toString().lines().limit(25).toList()));
    }

    private String told() {
      return "%s, input %s of seed %s".formatted(name, number, SEED);
    }

    private Path kept(byte[] input) {
      try {
        Path folder = Files.createDirectories(Path.of("target", "fuzz"));
        return Files.write(
            folder.resolve("%s-%s".formatted(name.replaceAll("[^\\w.-]", "-"), number)), input);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private void judge() {
      assertTrue(done, () -> told() + " ended the thread");
      System.out.printf(
          "fuzz: %s: %s inputs, %s read, %s refused, %s findings, most allocated %s KiB, %s ms%n",
          name,
          number + 1,
          read,
          refused,
          findings.size(),
          mostAllocated >> 10,
          Duration.ofNanos(System.nanoTime() - start).toMillis());
      assertTrue(findings.isEmpty(), () -> String.join("\n", findings.values()));
      assertTrue(read >= Math.min(INPUTS, seeds.size()), "the seeds were not read");
    }
  }
}
