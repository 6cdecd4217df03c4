package io.convbench.harness.heartbeat;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeartbeatFileTest {

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void makesTheFile() throws Exception {
    file = folder.resolve("heartbeat");
    HeartbeatFile.create(file);
  }

  @Test
  void passesTheLastSignOn() throws Exception {
    assertEquals(Optional.empty(), HeartbeatFile.read(file), "none was given");
    Heartbeat heartbeat = HeartbeatFile.to(file);

    heartbeat.at(8, 650);
    assertEquals(Optional.of(new Beat(1, 8, 650, Duration.ZERO)), HeartbeatFile.read(file));
    heartbeat.at(16, 650, Duration.ofSeconds(2));
    assertEquals(
        Optional.of(new Beat(2, 16, 650, Duration.ofSeconds(2))), HeartbeatFile.read(file));
    assertEquals(32, Files.size(file), "it does not grow");
  }

  /** JMH's fork gives signs after the JVM that started it. */
  @Test
  void goesOnCountingInAnotherJvmOfTheSameChild() throws Exception {
    HeartbeatFile.to(file).at(1, 3);
    HeartbeatFile.to(file).at(1, 3);

    assertEquals(2, HeartbeatFile.read(file).orElseThrow().number());
  }

  @Test
  void doesNotDisturbWorkWhoseSignsCannotBeWritten() {
    HeartbeatFile.to(folder.resolve("no such folder/heartbeat")).at(1, 2);
  }

  @Test
  void isSilentWithoutAParent() {
    assertEquals(Heartbeat.NONE, HeartbeatFile.ofThisJvm());
  }

  @Test
  void sharesTheWorkOut() {
    assertEquals(0.25, new Beat(1, 1, 4, Duration.ZERO).fraction());
    assertEquals(0, new Beat(1, 1, 0, Duration.ZERO).fraction(), "of an unknown total");
    assertEquals(1, new Beat(1, 5, 4, Duration.ZERO).fraction());
  }
}
