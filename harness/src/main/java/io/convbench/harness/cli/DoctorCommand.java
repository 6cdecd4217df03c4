package io.convbench.harness.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.convbench.harness.doctor.Doctor;
import io.convbench.harness.doctor.Finding;
import io.convbench.harness.engine.Engine;
import io.convbench.harness.engine.Engines;
import io.convbench.harness.process.Installation;
import io.convbench.harness.process.Interruption;
import io.convbench.harness.process.WorkerLauncher;
import io.convbench.harness.run.Caches;
import io.convbench.results.JsonDocument;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code convbench doctor}: whether this machine can measure, and what to fix. */
@Command(
    name = "doctor",
    description = "Checks machine, engines and caches, and says how to fix each problem.",
    mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {

  private static final int VERSION = 1;

  private static final Duration LIMIT = Duration.ofMinutes(2);

  @Mixin private LibraryOptions libraries;

  @Mixin private FormatOption format;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    return Interruption.during(this::examine);
  }

  private int examine() throws IOException, InterruptedException {
    List<Engine> engines = libraries.applied(Engines.all(), System.getenv());
    Caches caches = Caches.ofUser(System.getenv());
    WorkerLauncher jvm = new WorkerLauncher(Installation.current(), caches.engines(), LIMIT);
    PrintWriter out = spec.commandLine().getOut();
    List<Finding> findings = new ArrayList<>();
    new Doctor(jvm, engines, caches, Workspace.current().runs(), Clock.systemUTC())
        .examine(
            finding -> {
              findings.add(finding);
              if (!format.isJson()) {
                print(finding, out);
              }
            });
    long problems = findings.stream().filter(one -> one.fix().isPresent()).count();
    if (format.isJson()) {
      out.print(json(findings));
    } else {
      out.println(
          problems == 0 ? "No problems found." : "Problems: %s, see above.".formatted(problems));
    }
    out.flush();
    return findings.stream().anyMatch(Finding::blocking) ? Failures.UNAVAILABLE : 0;
  }

  static JsonDocument json(List<Finding> findings) {
    JsonDocument document = new JsonDocument("doctor", VERSION);
    ArrayNode all = document.content().putArray("findings");
    for (Finding one : findings) {
      all.addObject()
          .put("subject", one.subject())
          .put("value", one.value())
          .put("fix", one.fix().orElse(null))
          .put("blocking", one.blocking());
    }
    return document;
  }

  private static void print(Finding finding, PrintWriter out) {
    String mark = finding.fix().isPresent() ? "!" : " ";
    out.printf("%s %-22s %s%n", mark, finding.subject(), finding.value());
    finding.fix().ifPresent(fix -> out.printf("  %-22s -> %s%n", "", fix));
    out.flush();
  }
}
