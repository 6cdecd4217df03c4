package io.convbench.reports.evidence;

import io.convbench.foundation.text.Sentence;
import io.convbench.results.CellId;
import io.convbench.results.ClassList;
import io.convbench.results.Column;
import io.convbench.results.ImagePredictions;
import io.convbench.results.Logits;
import io.convbench.results.RecordedRun;
import io.convbench.results.Row;
import io.convbench.results.RunFolder;
import io.convbench.results.SearchedRates;
import io.convbench.results.history.Observation;
import io.convbench.results.trust.PassTimes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/** The files that runs kept, and why some cannot be had. A report is made without them. */
final class RunArtifacts {

  private static final Optional<String> TIMED = Optional.of("latency");

  private interface Reader<T> {
    T read(Path file) throws IOException;
  }

  /** Files of one kind that could not be had. */
  private static final class Gaps {
    private final List<String> unreadable = new ArrayList<>();
    private int absent;

    List<String> sentences(String what, String whose) {
      List<String> sentences = new ArrayList<>(unreadable);
      if (absent > 0) {
        sentences.add(
            "The %s of %s %s are missing: the run's folder has no file of them."
                .formatted(what, absent, whose));
      }
      return sentences;
    }
  }

  private final Map<List<String>, List<String>> names = new HashMap<>();
  private final Gaps logits = new Gaps();
  private final Gaps predictions = new Gaps();
  private final Gaps rates = new Gaps();
  private final Gaps times = new Gaps();

  Optional<Logits> logits(Observation one) {
    boolean expected = one.row().number(Column.CONFORMANCE_ERROR).isPresent();
    return read(one, RunFolder::logits, Logits::read, logits, expected);
  }

  Optional<ImagePredictions> predictions(Observation one) {
    return read(one, RunFolder::predictions, file -> predictions(file, one), predictions, true);
  }

  /** Names of a dataset's own classes; empty where the predictions are of ImageNet's. */
  Optional<ClassNames> classNames(Observation one) {
    return one.row().text(Column.LAYER).isEmpty()
        ? Optional.empty()
        : read(
            one,
            (folder, cell) -> folder.classes(),
            file -> new ClassNames(ClassList.read(file).names()),
            predictions,
            true);
  }

  Optional<SearchedRates> rates(Observation one) {
    return read(one, RunFolder::rates, SearchedRates::read, rates, true);
  }

  List<String> ratesGaps() {
    return rates.sentences("trials", "cell(s)");
  }

  List<String> logitsGaps() {
    return logits.sentences("logits", "cell(s)");
  }

  List<String> predictionsGaps() {
    return predictions.sentences("predictions", "cell(s)");
  }

  List<String> timesGaps() {
    return times.sentences("times", "process(es)");
  }

  /** Looks at the times of a run's processes, which its rows are made of and no report shows. */
  void lookAtTimes(RecordedRun run) {
    List<Row> attempts;
    try {
      attempts = run.attempts();
    } catch (IOException damaged) {
      // The run says so itself.
      return;
    }
    for (Row row : attempts) {
      long attempt = row.integer(Column.ATTEMPT).orElse(0);
      if (row.ok() && attempt > 0 && row.text(Column.MEASUREMENT).equals(TIMED)) {
        read(run.folder().latency(CellId.of(row), attempt), PassTimes::read, times, true);
      }
    }
  }

  /**
   * Cells over the same images share one list of their names: there may be 50,000 in each of 54.
   */
  private ImagePredictions predictions(Path file, Observation one) throws IOException {
    ImagePredictions read = ImagePredictions.read(file, one.row());
    return read.sharing(names.computeIfAbsent(read.files(), list -> list));
  }

  private <T> Optional<T> read(
      Observation one,
      BiFunction<RunFolder, String, Path> place,
      Reader<T> reader,
      Gaps gaps,
      boolean expected) {
    return read(place.apply(one.run().folder(), CellId.of(one.row())), reader, gaps, expected);
  }

  private static <T> Optional<T> read(Path file, Reader<T> reader, Gaps gaps, boolean expected) {
    if (!Files.exists(file)) {
      gaps.absent += expected ? 1 : 0;
      return Optional.empty();
    }
    try {
      return Optional.of(reader.read(file));
    } catch (IOException e) {
      gaps.unreadable.add(Sentence.of(e.getMessage()));
      return Optional.empty();
    }
  }
}
