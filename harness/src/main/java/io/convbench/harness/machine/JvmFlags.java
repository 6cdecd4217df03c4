package io.convbench.harness.machine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Options of a JVM as far as they say how it computes and hold no secret: {@code -X...}, and of
 * agents that there is one. System properties and paths are left out, as they may hold passwords
 * and names of users.
 */
public final class JvmFlags {

  /** By which every JVM takes options from the shell. */
  private static final List<String> VARIABLES =
      List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

  private static final Pattern SWITCH = Pattern.compile("-XX:[+-][A-Za-z0-9]{1,60}");
  private static final Pattern SIZE =
      Pattern.compile("-XX:[A-Za-z0-9]{1,60}=\\d{1,15}(\\.\\d{1,6})?[kKmMgGtT]?");
  private static final Pattern PLAIN =
      Pattern.compile("-X(int|comp|mixed|batch|rs|share:[a-z]+|(mx|ms|ss|mn)\\d{1,15}[kKmMgGtT]?)");
  private static final Pattern WITH_VALUE = Pattern.compile("(-XX:[A-Za-z0-9]{1,60}=).*");
  private static final Pattern AGENT = Pattern.compile("(-javaagent|-agentlib|-agentpath):.*");

  private JvmFlags() {}

  /**
   * What may be kept of the options of a JVM.
   *
   * @param given on its command line
   * @param environment variables that it is started with
   */
  public static List<String> of(List<String> given, Map<String, String> environment) {
    List<String> all = new ArrayList<>(given);
    VARIABLES.forEach(
        name -> all.addAll(List.of(environment.getOrDefault(name, "").strip().split("\\s+"))));
    List<String> kept = new ArrayList<>();
    all.forEach(option -> keep(option, kept));
    return List.copyOf(kept);
  }

  private static void keep(String option, List<String> kept) {
    if (SWITCH.matcher(option).matches()
        || SIZE.matcher(option).matches()
        || PLAIN.matcher(option).matches()) {
      kept.add(option);
    } else if (WITH_VALUE.matcher(option).matches()) {
      kept.add(WITH_VALUE.matcher(option).replaceFirst("$1") + TuningVariables.NOT_RECORDED);
    } else if (AGENT.matcher(option).matches()) {
      kept.add(AGENT.matcher(option).replaceFirst("$1:") + TuningVariables.NOT_RECORDED);
    }
  }
}
