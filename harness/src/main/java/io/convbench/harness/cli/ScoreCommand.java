package io.convbench.harness.cli;

import io.convbench.datasets.labels.ClassIndex;
import io.convbench.datasets.labels.LabelFile;
import io.convbench.datasets.labels.RealLabels;
import io.convbench.datasets.predictions.PredictionFile;
import io.convbench.datasets.predictions.Predictions;
import io.convbench.foundation.input.InvalidInputException;
import io.convbench.results.JsonDocument;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code convbench score}: the accuracy of predictions made elsewhere. */
@Command(
    name = "score",
    description = {
      "Scores predictions made elsewhere against the truth.",
      "With --merge the files are parts of one evaluation, as predictions/<cell>.csv of runs with"
          + " --images 1-25000 and --images 25001-50000: the figures are those of all images at once,"
          + " to the last digit."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class ScoreCommand implements Callable<Integer> {

  @Parameters(
      arity = "1..*",
      paramLabel = "PREDICTIONS",
      description = "CSV files, gzipped or not: file,top1[,...,top5], class indices or synsets.")
  private List<Path> predictions;

  @Option(
      names = "--truth",
      required = true,
      paramLabel = "FILE",
      description = "Label file: CSV with header file,class_index, Caffe, Kaggle or ILSVRC kit.")
  private Path truth;

  @Option(
      names = "--real",
      paramLabel = "FILE",
      description =
          "ReaL labels (real.json) of ILSVRC2012's validation images; adds their accuracy"
              + " (default: none).")
  private Path real;

  @Option(
      names = "--merge",
      description = "Scores all files as one: parts of different images (default: each apart).")
  private boolean merge;

  @Option(
      names = "--confused",
      paramLabel = "N",
      description = "Adds the N weakest classes and the N most frequent mistakes (default: none).")
  private int confused;

  @Option(names = "--csv", description = "Prints the accuracies as CSV, one line per file.")
  private boolean csv;

  @Mixin private FormatOption format;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (confused < 0) {
      throw new InvalidInputException("--confused %s: use 0 or more".formatted(confused));
    }
    if (format.isJson() && (csv || confused > 0)) {
      throw new InvalidInputException(
          "--format json and %s: choose one".formatted(csv ? "--csv" : "--confused"));
    }
    ClassIndex index = ClassIndex.imagenet();
    Map<String, Integer> labels = LabelFile.read(truth, "--truth");
    Optional<RealLabels> realLabels =
        real == null ? Optional.empty() : Optional.of(RealLabels.read(real, "--real"));
    List<ScoredPredictions> scored = score(labels, index);
    List<Score> scores = scored.stream().map(images -> Score.of(images, realLabels)).toList();
    PrintWriter out = spec.commandLine().getOut();
    if (format.isJson()) {
      JsonDocument document = Score.toJson(scores);
      PairedTests.toJson(scored, document.content().putArray("paired_tests"));
      out.print(document);
    } else if (csv) {
      out.print(Score.toCsv(scores));
    } else {
      scores.forEach(score -> out.print(score.toText()));
      if (confused > 0) {
        scored.forEach(images -> out.print(ConfusionText.of(images, confused, index)));
      }
      if (scored.size() > 1) {
        out.print(PairedTests.toText(scored));
      }
    }
    out.flush();
    return 0;
  }

  private List<ScoredPredictions> score(Map<String, Integer> labels, ClassIndex index)
      throws IOException {
    List<Predictions> read = new ArrayList<>();
    for (Path path : predictions) {
      read.add(PredictionFile.read(path, index));
    }
    if (merge) {
      return List.of(ScoredPredictions.of(read, labels, truth));
    }
    refuseParts(read);
    List<ScoredPredictions> scored = new ArrayList<>();
    for (Predictions one : read) {
      scored.add(ScoredPredictions.of(List.of(one), labels, truth));
    }
    long names = scored.stream().map(ScoredPredictions::name).distinct().count();
    // Files of one name, as in the folders of two runs, are told apart by their paths.
    for (int i = 0; names < scored.size() && i < scored.size(); i++) {
      scored.set(i, scored.get(i).named(predictions.get(i).toString()));
    }
    return scored;
  }

  /** Files that are scored each apart are compared in pairs, over the same images. */
  private static void refuseParts(List<Predictions> files) throws IOException {
    Predictions first = files.get(0);
    for (Predictions other : files) {
      Set<String> images = other.images().keySet();
      boolean accuracyRun = first.ofAccuracyRun() || other.ofAccuracyRun();
      if (!images.equals(first.images().keySet())
          && (accuracyRun || Collections.disjoint(images, first.images().keySet()))) {
        throw new IOException(
            "%s and %s predict different images: score parts of one evaluation with --merge, other"
                    .formatted(first.path(), other.path())
                + " files one by one.");
      }
    }
  }
}
