package io.convbench.harness.cli;

import io.convbench.harness.process.VisibleOutput;
import io.convbench.harness.temporary.TemporaryFolder;
import io.convbench.suites.catalogue.WebAddress;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.Spec;

/** The command {@code convbench}. */
@Command(
    name = "convbench",
    description = "The harness with which people choose an image-classification CNN.",
    mixinStandardHelpOptions = true,
    subcommands = {
      ListCommand.class,
      RunCommand.class,
      TransferCommand.class,
      ReportCommand.class,
      CompareCommand.class,
      NightlyCommand.class,
      SelectCommand.class,
      PredictCommand.class,
      ScoreCommand.class,
      DatasetCommand.class,
      ExportCommand.class,
      WeightsCommand.class,
      ExperimentCommand.class,
      DoctorCommand.class,
      PackageCommand.class,
      DeviceCheckCommand.class,
      CompletionCommand.class,
      ManualCommand.class,
      HelpCommand.class
    },
    footer = {
      "",
      "Exit codes: 0 done; 1 a measurement or download failed, or convbench has a bug; 2 bad usage"
          + " or input; 3 this machine cannot do it."
    })
public final class Convbench implements Runnable {

  @Spec private CommandSpec spec;

  /** Runs the command line and ends the JVM with its exit code. */
  public static void main(String[] arguments) {
    Optional<String> obstacle =
        new Surroundings(System.getenv(), System.getProperties()).settle(List.of(arguments));
    if (obstacle.isPresent()) {
      System.err.println("convbench: " + obstacle.get());
      System.exit(Failures.UNAVAILABLE);
    }
    int exitCode = withTemporaryFolder(BugReports.ofUser(System.getenv()), arguments);
    OutputStream output = new FileOutputStream(FileDescriptor.out);
    System.exit(Failures.ofOutput(exitCode, System.out, output, System.err));
  }

  private static int withTemporaryFolder(BugReports bugs, String... arguments) {
    AtomicInteger ofThreads = new AtomicInteger();
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, failure) -> ofThreads.compareAndSet(0, exitCode(failure, bugs)));
    Optional<TemporaryFolder> folder = TemporaryFolder.create(System.getenv());
    try {
      int exitCode = execute(bugs, arguments);
      return exitCode == 0 ? ofThreads.get() : exitCode;
    } finally {
      folder.ifPresent(TemporaryFolder::close);
    }
  }

  private static int execute(BugReports bugs, String... arguments) {
    try {
      return commandLine(bugs).execute(arguments);
    } catch (Error | RuntimeException e) {
      return exitCode(e, bugs);
    }
  }

  /** Tells of what no command has handled. */
  private static int exitCode(Throwable thrown, BugReports bugs) {
    Throwable failure = unwrapped(thrown);
    if (failure instanceof OutOfMemoryError) {
      return Failures.ofHeap(System.err);
    }
    if (failure instanceof Error ofJvm && Failures.isOfMachine(ofJvm)) {
      return Failures.ofMachine(ofJvm, System.err);
    }
    bugs.tell(failure, new PrintWriter(System.err, true));
    return Failures.FAILED;
  }

  /** An error that a class met which picocli made; picocli wraps it. */
  private static Throwable unwrapped(Throwable failure) {
    return failure instanceof CommandLine.InitializationException
            && failure.getCause() instanceof InvocationTargetException made
            && made.getCause() instanceof Error error
        ? error
        : failure;
  }

  static CommandLine commandLine() {
    return commandLine(BugReports.ofUser(System.getenv()));
  }

  static CommandLine commandLine(BugReports bugs) {
    CommandLine line = new CommandLine(new Convbench());
    giveVersion(line);
    return line.setCaseInsensitiveEnumValuesAllowed(true)
        .registerConverter(Path.class, Arguments::path)
        .registerConverter(WebAddress.class, Arguments::address)
        .setExecutionStrategy(Convbench::execute)
        .setParameterExceptionHandler((failure, given) -> Failures.usage(failure, bugs))
        .setExecutionExceptionHandler(
            (failure, command, parsed) -> Failures.execution(failure, command, bugs));
  }

  /** Every command has --version; all say the same. */
  private static void giveVersion(CommandLine line) {
    line.getCommandSpec().versionProvider(new BuildVersion());
    line.getSubcommands().values().forEach(Convbench::giveVersion);
  }

  private static int execute(ParseResult parsed) {
    Arguments.requireWholeLists(parsed);
    Integer helpShown = CommandLine.executeHelpRequest(parsed);
    if (helpShown != null) {
      return helpShown;
    }
    // Help alone may be in bold.
    CommandLine command = parsed.commandSpec().commandLine();
    command.setOut(VisibleOutput.on(command.getOut())).setErr(VisibleOutput.on(command.getErr()));
    return new RunLast().execute(parsed);
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "no command given: try 'convbench run'");
  }
}
