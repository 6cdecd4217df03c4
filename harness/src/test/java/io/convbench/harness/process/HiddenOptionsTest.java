package io.convbench.harness.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HiddenOptionsTest {

  private static final HiddenOptions OPTIONS =
      new HiddenOptions(
          List.of(
              "-Xmx2g",
              "-Da=b",
              "-Da=b c",
              "-Dmy.password=hunter2",
              "-javaagent:/home/ada/agent.jar=token"));

  /** JMH's line and HotSpot's report of a crash name all options of a JVM. */
  @Test
  void hidesValuesWhereverTheyStand() {
    assertEquals(
        "# VM options: -Xmx2g -Dmy.password=(not recorded) -javaagent:(not recorded)"
            + " -Da=(not recorded)\nend",
        OPTIONS.hide(
            "# VM options: -Xmx2g -Dmy.password=hunter2 -javaagent:/home/ada/agent.jar=token"
                + " -Da=b c\nend"));
  }

  @Test
  void leavesOutWhatVariablesOfTheShellHold() {
    assertEquals(
        "first\nlast\n",
        OPTIONS.hide(
            "Picked up JAVA_TOOL_OPTIONS: -Dkey=\"s3cret value\"\nfirst\n"
                + "NOTE: Picked up JDK_JAVA_OPTIONS: @/home/ada/options\n"
                + "Picked up _JAVA_OPTIONS: -Dkey=s3cret\nlast\nJAVA_TOOL_OPTIONS=-Dkey=s3cret"));
  }

  @Test
  void changesNoLogWithoutThem(@TempDir Path folder) throws Exception {
    Path log = folder.resolve("child.log");
    Files.write(log, new byte[] {'a', (byte) 0xff, '\n'});
    OPTIONS.hideIn(log, 0, "a\ufffd\n");
    assertEquals(3, Files.size(log));
  }

  /** Of a large log the end alone is read. */
  @Test
  void hidesInTheEndOfALog(@TempDir Path folder) throws Exception {
    Path log = Files.writeString(folder.resolve("child.log"), "begin\n-Dmy.password=hunter2\n");
    String end = OPTIONS.hideIn(log, 6, "-Dmy.password=hunter2\n");
    assertEquals("-Dmy.password=(not recorded)\n", end);
    assertEquals("begin\n" + end, Files.readString(log));
  }
}
