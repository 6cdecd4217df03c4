package io.convbench.harness.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class CommandTextTest {

  @Test
  void goesOnWithTheOptionsThatTheRunWasStartedWith() {
    assertEquals(
        "convbench run --arch=VGG16 --device cpu,gpu:0 --resume",
        CommandText.resuming(List.of("run", "--arch=VGG16", "--device", "cpu,gpu:0")));
    assertEquals(
        "convbench run --resume --quick",
        CommandText.resuming(List.of("run", "--resume", "--quick")));
  }

  @Test
  void beginsAsThePersonCalledIt() {
    System.setProperty("convbench.called", "../my clone/convbench");
    try {
      assertEquals("'../my clone/convbench' doctor", CommandText.of(List.of("doctor")));
    } finally {
      System.clearProperty("convbench.called");
    }
  }

  @Test
  void quotesWhatAShellWouldChange() {
    assertEquals(
        "convbench report '/my runs/it'\\''s $1'",
        CommandText.of(List.of("report", "/my runs/it's $1")));
    assertEquals("convbench run ''", CommandText.of(List.of("run", "")));
  }
}
