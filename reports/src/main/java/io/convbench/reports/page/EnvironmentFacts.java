package io.convbench.reports.page;

import io.convbench.reports.chart.Rounding;
import io.convbench.results.Environment;
import io.convbench.results.Limits;
import io.convbench.results.Platform;
import io.convbench.results.history.MeasuredOn;
import java.util.ArrayList;
import java.util.List;

/** A machine and its software, as words. */
final class EnvironmentFacts {

  private static final long MEBIBYTE = 1024 * 1024;
  private static final double GIBIBYTE = 1024.0 * 1024 * 1024;

  private EnvironmentFacts() {}

  /** Of a part of a run: by its environment where that was kept, else by what its rows say. */
  static List<Fact> of(MeasuredOn place) {
    List<Fact> facts =
        new ArrayList<>(
            place.environment().map(EnvironmentFacts::of).orElseGet(() -> ofRows(place)));
    place.engines().forEach((id, version) -> facts.add(2, new Fact(id, version)));
    place.gpus().forEach(gpu -> facts.add(new Fact("GPU", gpu)));
    return facts;
  }

  private static List<Fact> ofRows(MeasuredOn place) {
    return List.of(
        new Fact("Environment file", "the run's folder has none of this machine and commit"),
        new Fact("convbench", "commit " + (place.commit().isEmpty() ? "unknown" : place.commit())),
        new Fact("Processor", place.machine().label()));
  }

  private static List<Fact> of(Environment environment) {
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact("Started", environment.time()));
    facts.add(
        new Fact("convbench", environment.convbenchVersion() + ", commit " + environment.commit()));
    facts.add(
        new Fact(
            "Processor",
            "%s, %s logical and %s physical cores%s"
                .formatted(
                    environment.cpuModel(),
                    environment.logicalCores(),
                    environment.physicalCores(),
                    environment.cpuFlags().isEmpty()
                        ? ""
                        : " (" + String.join(", ", environment.cpuFlags()) + ")")));
    facts.add(new Fact("Memory", Rounding.fixed(environment.memoryBytes() / GIBIBYTE, 1) + " GiB"));
    add(facts, "Of this the run could use", limits(environment));
    add(facts, "Machine", environment.machineModel());
    add(facts, "Frequency governor", environment.governor());
    facts.add(new Fact("Operating system", environment.operatingSystem()));
    facts.add(new Fact("Java", environment.jvm()));
    facts.addAll(of(environment.platform()));
    if (environment.loadAverage() >= 0) {
      facts.add(
          new Fact(
              "Load before the run", Rounding.fixed(environment.loadAverage(), 2) + " processes"));
    }
    return facts;
  }

  private static List<Fact> of(Platform platform) {
    List<Fact> facts = new ArrayList<>();
    add(facts, "Kernel", platform.kernel());
    add(facts, "C library", platform.cLibrary());
    add(facts, "Microcode", platform.microcode());
    add(facts, "Container", platform.container());
    if (platform.numaNodes().size() > 1) {
      add(facts, "NUMA nodes", Platform.text(platform.numaNodes()));
    }
    add(facts, "Flags of measuring JVMs", String.join(" ", platform.jvmFlags()));
    add(facts, "Environment variables", Platform.text(platform.variables()));
    platform
        .nativeLibraries()
        .forEach(
            (engine, files) ->
                add(
                    facts,
                    engine + " libraries",
                    files.size() + " files, their SHA-256 is in the run's environment file"));
    return facts;
  }

  private static void add(List<Fact> facts, String name, String value) {
    if (!value.isEmpty()) {
      facts.add(new Fact(name, value));
    }
  }

  /** What the run had less than the machine; nothing where it had all. */
  private static String limits(Environment environment) {
    Limits limits = environment.limits();
    List<String> words = new ArrayList<>();
    if (limits.affinityCores() < environment.logicalCores()) {
      words.add("%s of %s cores".formatted(limits.affinityCores(), environment.logicalCores()));
    }
    if (limits.hasQuota()) {
      words.add("the time of %s cores".formatted(Rounding.fixed(limits.quotaCores(), 2)));
    }
    if (environment.usableMemoryBytes() < environment.memoryBytes()) {
      words.add(environment.usableMemoryBytes() / MEBIBYTE + " MiB of memory");
    }
    return String.join(", ", words);
  }
}
