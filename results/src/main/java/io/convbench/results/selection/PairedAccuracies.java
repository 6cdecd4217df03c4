package io.convbench.results.selection;

import io.convbench.results.history.Candidate;
import io.convbench.results.statistics.McNemar;
import java.util.Optional;

/** Compares the accuracies of two candidates image by image. */
public interface PairedAccuracies {

  /** Where no predictions were kept. */
  PairedAccuracies NONE = (one, other) -> Optional.empty();

  /** The test with the first one first; empty unless both predicted the same images. */
  Optional<McNemar> test(Candidate one, Candidate other);
}
