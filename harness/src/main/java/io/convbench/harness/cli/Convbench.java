package io.convbench.harness.cli;

import io.convbench.harness.temporary.TemporaryFolder;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
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
    versionProvider = BuildVersion.class,
    subcommands = {
      ListCommand.class,
      RunCommand.class,
      ReportCommand.class,
      PredictCommand.class,
      ScoreCommand.class,
      DatasetCommand.class,
      ExportCommand.class,
      WeightsCommand.class,
      DoctorCommand.class
    },
    footer = {
      "",
      "Exit codes: 0 done; 1 a measurement or download failed; 2 bad usage or input; 3 this machine cannot."
    })
public final class Convbench implements Runnable {

  @Spec private CommandSpec spec;

  /** Runs the command line and ends the JVM with its exit code. */
  public static void main(String[] arguments) {
    int exitCode = withTemporaryFolder(arguments);
    OutputStream output = new FileOutputStream(FileDescriptor.out);
    System.exit(Failures.ofOutput(exitCode, System.out, output, System.err));
  }

  private static int withTemporaryFolder(String... arguments) {
    Optional<TemporaryFolder> folder = TemporaryFolder.create(System.getenv());
    try {
      return execute(arguments);
    } finally {
      folder.ifPresent(TemporaryFolder::close);
    }
  }

  private static int execute(String... arguments) {
    try {
      return commandLine().execute(arguments);
    } catch (OutOfMemoryError e) {
      return Failures.ofHeap(System.err);
    } catch (Error e) {
      if (Failures.isOfMachine(e)) {
        return Failures.ofMachine(e, System.err);
      }
      throw e;
    }
  }

  static CommandLine commandLine() {
    return new CommandLine(new Convbench())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .registerConverter(Path.class, Arguments::path)
        .registerConverter(URI.class, Arguments::address)
        .setExecutionStrategy(Convbench::execute)
        .setParameterExceptionHandler(Failures::usage)
        .setExecutionExceptionHandler(Failures::execution);
  }

  private static int execute(ParseResult parsed) {
    Arguments.requireWholeLists(parsed);
    return new RunLast().execute(parsed);
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "no command given: try 'convbench run'");
  }
}
