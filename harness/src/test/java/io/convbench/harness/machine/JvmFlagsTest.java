package io.convbench.harness.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JvmFlagsTest {

  @Test
  void keepsFlagsOfTheCommandLineAndOfEveryVariable() {
    assertEquals(
        List.of("-XX:+UseSerialGC", "-XX:MaxRAM=419430400", "-Xmx2g", "-Xint", "-XX:-UseAVX512"),
        JvmFlags.of(
            List.of("-XX:+UseSerialGC", "-XX:MaxRAM=419430400"),
            Map.of(
                "JAVA_TOOL_OPTIONS", "-Xmx2g ",
                "JDK_JAVA_OPTIONS", "-Xint",
                "_JAVA_OPTIONS", "-XX:-UseAVX512")));
  }

  @Test
  void keepsNoPathNoPropertyAndNoAgentsArguments() {
    assertEquals(
        List.of(
            "-XX:HeapDumpPath=(not recorded)",
            "-XX:OnError=(not recorded)",
            "-javaagent:(not recorded)",
            "-agentlib:(not recorded)"),
        JvmFlags.of(
            List.of(),
            Map.of(
                "JAVA_TOOL_OPTIONS",
                "-XX:HeapDumpPath=/home/ada -XX:OnError=mail -Dhttps.proxyPassword=hunter2"
                    + " -javaagent:/home/ada/agent.jar=token -agentlib:jdwp=address=10.0.0.1"
                    + " -Xlog:gc:/home/ada/gc.log @/home/ada/arguments hunter2")));
  }

  @Test
  void keepsNothingOfNothing() {
    assertEquals(List.of(), JvmFlags.of(List.of(), Map.of()));
  }
}
