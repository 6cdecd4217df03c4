package io.convbench.results.trust;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PassTimesTest {

  @TempDir private Path folder;

  /** JMH's form: forks of iterations of values and their counts. */
  @Test
  void readsJmhsHistogram() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("cell-1.json"),
            """
            [{"mode": "sample", "primaryMetric": {"rawDataHistogram":
              [[[[2.5, 1], [3.5, 2]], [[1.5, 1]]]]}}]
            """);

    PassTimes passes = PassTimes.read(file);

    assertArrayEquals(new double[] {1.5, 2.5, 3.5, 3.5}, passes.ascending());
    assertEquals(2.75, passes.mean());
  }

  @Test
  void refusesAFileWithoutHistogram() throws IOException {
    Path file = Files.writeString(folder.resolve("cell-1.json"), "[]");
    assertEquals(
        file + " is not JMH's record of a latency cell (it has no times of passes)",
        assertThrows(IOException.class, () -> PassTimes.read(file)).getMessage());
  }

  @Test
  void refusesCountsThatNobodyTimed() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("cell-1.json"),
            "[{\"primaryMetric\": {\"rawDataHistogram\": [[[[2.5, 99999999999]]]]}}]");
    assertEquals(
        file + " is not JMH's record of a latency cell (it counts 99999999999 passes of 2.5 ms)",
        assertThrows(IOException.class, () -> PassTimes.read(file)).getMessage());
    Files.writeString(
        file,
        "[{\"primaryMetric\": {\"rawDataHistogram\":"
            + " [[[[2.5, 1], [2.5, 9223372036854775807]]]]}}]");
    assertEquals(
        file
            + " is not JMH's record of a latency cell (it counts 9223372036854775807 passes of 2.5"
            + " ms)",
        assertThrows(IOException.class, () -> PassTimes.read(file)).getMessage());
    Files.writeString(file, "[{");
    assertEquals(
        1,
        assertThrows(IOException.class, () -> PassTimes.read(file)).getMessage().lines().count());
  }

  /** JMH counts nanoseconds, and nobody waits for a pass longer than a day. */
  @ParameterizedTest
  @ValueSource(strings = {"0", "-2.5", "1e-7", "1e8", "1e999"})
  void refusesTimesThatNobodyTook(String millis) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("cell-1.json"),
            "[{\"primaryMetric\": {\"rawDataHistogram\": [[[[%s, 1]]]]}}]".formatted(millis));
    String message = assertThrows(IOException.class, () -> PassTimes.read(file)).getMessage();
    assertTrue(message.contains("it counts 1 passes of "), message);
  }

  /** Of 1 to 99 the rank of the p-th percentile is p (99 + 1) / 100 = p. */
  @Test
  void computesPercentilesAsJmhDoes() {
    PassTimes passes =
        PassTimes.of(
            List.of(
                PassTimes.of(IntStream.rangeClosed(51, 99).asDoubleStream().toArray()),
                PassTimes.of(IntStream.rangeClosed(1, 50).asDoubleStream().toArray())));

    assertEquals(99, passes.count());
    assertEquals(50, passes.percentile(0.5), 1e-9);
    assertEquals(90.5, passes.percentile(0.905), 1e-9);
    assertEquals(99, passes.percentile(1));
    assertEquals(1, passes.percentile(0));
    assertEquals(28.7228, passes.standardDeviation(), 1e-4);
  }
}
