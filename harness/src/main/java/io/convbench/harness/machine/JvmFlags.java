package io.convbench.harness.machine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
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
  private static final Pattern PLAIN =
      Pattern.compile(
          "-X(int|comp|mixed|batch|rs|share:(auto|on|off|dump)|(mx|ms|ss|mn)\\d{1,15}[kKmMgGtT]?)");
  private static final Pattern WITH_VALUE = Pattern.compile("(-XX:[A-Za-z0-9]{1,60}=)(.*)");

  /** Sizes in bytes have more digits than other numbers; the JVM knows the option they are of. */
  private static final Vocabulary VALUES = Vocabulary.of("", "^\\d{1,15}[kmgt]?$");

  private static final Pattern AGENT = Pattern.compile("(-javaagent|-agentlib|-agentpath):.*");

  /** In place of a value that may hold a secret. */
  public static final String NOT_RECORDED = Vocabulary.NOT_RECORDED;

  private JvmFlags() {}

  /** True of an option that may be kept as it is. */
  public static boolean isKept(String option) {
    return of(List.of(option), Map.of()).equals(List.of(option));
  }

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
    Matcher withValue = WITH_VALUE.matcher(option);
    Matcher agent = AGENT.matcher(option);
    if (SWITCH.matcher(option).matches() || PLAIN.matcher(option).matches()) {
      kept.add(option);
    } else if (withValue.matches()) {
      kept.add(withValue.group(1) + VALUES.recorded(withValue.group(2)));
    } else if (agent.matches()) {
      kept.add(agent.group(1) + ":" + Vocabulary.NOT_RECORDED);
    }
  }
}
