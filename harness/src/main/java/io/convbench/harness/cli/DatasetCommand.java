package io.convbench.harness.cli;

import io.convbench.datasets.labels.ClassIndex;
import io.convbench.datasets.labels.FolderMatch;
import io.convbench.datasets.labels.ImageFolder;
import io.convbench.datasets.labels.NameLikeness;
import io.convbench.datasets.labels.SkippedFile;
import io.convbench.datasets.verification.DatasetFindings;
import io.convbench.foundation.text.VisibleText;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.IntSummaryStatistics;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code convbench dataset}: folders and tars of labelled images. */
@Command(
    name = "dataset",
    description = "Verifies and prepares folders and tars of labelled images.",
    mixinStandardHelpOptions = true,
    subcommands = {DatasetPrepareCommand.class, DatasetPreparedCommand.class})
final class DatasetCommand implements Runnable {

  /** So many names of a kind are printed. */
  private static final int NAMED = 20;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "no command given: try 'convbench dataset verify DIR'");
  }

  @Command(
      name = "verify",
      description = {
        "Counts, hashes and decodes every image; finds duplicates, missing and unreadable files.",
        "Files that are not images and folders that operating systems make are skipped and named.",
        "An image that is decoded with a warning, such as extraneous bytes, is named but counts"
            + " as readable.",
        "Exit code 2 when an image is missing, not labelled or unreadable."
      },
      mixinStandardHelpOptions = true)
  int verify(
      @Parameters(paramLabel = "DIR", description = "Labelled images: a folder, or a tar of them.")
          Path folder,
      @Option(
              names = "--labels",
              paramLabel = "FILE",
              description = "Label file (default: one folder per class).")
          Path labels)
      throws IOException {
    FolderMatch match =
        labels == null
            ? new FolderMatch(
                ImageFolder.byClassFolder(folder, ClassIndex.imagenet()), List.of(), List.of())
            : ImageFolder.match(folder, labels);
    DatasetFindings findings = DatasetFindings.of(match);
    print(findings, spec.commandLine().getOut());
    return findings.isWhole() ? 0 : Failures.BAD_INPUT;
  }

  private static void print(DatasetFindings findings, PrintWriter out) {
    IntSummaryStatistics sizes =
        findings.imagesOfClass().values().stream().mapToInt(Integer::intValue).summaryStatistics();
    out.printf(
        "%s: %s images of %s classes",
        findings.images().name(), sizes.getSum(), findings.imagesOfClass().size());
    if (sizes.getSum() > 0) {
      out.printf(", %s to %s a class", sizes.getMin(), sizes.getMax());
    }
    out.println();
    print("missing", findings.missing(), out);
    print("not labelled", findings.unlabeled(), out);
    NameLikeness.hint(findings.missing(), findings.unlabeled())
        .ifPresent(hint -> out.printf("  of the missing, %s%n", hint));
    print("unreadable", findings.unreadable(), out);
    List<String> equal =
        findings.duplicates().stream().map(files -> String.join(" = ", files)).toList();
    print("equal content", equal, out);
    print("skipped", findings.images().skipped().stream().map(SkippedFile::toText).toList(), out);
    print("decoded with a warning", findings.warnings(), out);
    out.printf("  sha256 %s%n", findings.sha256().orElse("- (a file cannot be read)"));
    out.flush();
  }

  private static void print(String kind, List<String> found, PrintWriter out) {
    out.printf("  %s: %s%n", kind, found.size());
    found.stream().limit(NAMED).forEach(line -> out.printf("    %s%n", VisibleText.ofLine(line)));
    if (found.size() > NAMED) {
      out.printf("    and %s more%n", found.size() - NAMED);
    }
  }
}
