package io.convbench.datasets.transfer;

import io.convbench.datasets.labels.LabeledImage;
import io.convbench.foundation.input.InvalidInputException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;

/**
 * Which images of class folders are held out: by their own folders, a fraction of every class, or
 * each once in folds.
 *
 * @param testFraction of every class, where a fraction is held out
 * @param folds how many, where every image is held out once
 * @param seed of what is drawn by chance
 */
public record SplitRule(OptionalDouble testFraction, OptionalInt folds, long seed) {

  private static final double USUAL_FRACTION = 0.25;
  private static final double VALIDATION_FRACTION = 0.2;

  /** Of a class: one is learned from while settings are chosen by the other. */
  private static final int FEWEST_LEARNED = 2;

  /**
   * @throws InvalidInputException when both are given or one is out of its range
   */
  public SplitRule {
    if (testFraction.isPresent() && folds.isPresent()) {
      throw new InvalidInputException(
          "--test-fraction %s and --folds %s: use one of them"
              .formatted(testFraction.getAsDouble(), folds.getAsInt()));
    }
    if (!(testFraction.orElse(USUAL_FRACTION) > 0 && testFraction.orElse(USUAL_FRACTION) < 1)) {
      throw new InvalidInputException(
          "--test-fraction %s: use a fraction above 0 and below 1"
              .formatted(testFraction.getAsDouble()));
    }
    if (folds.orElse(2) < 2) {
      throw new InvalidInputException("--folds %s: use 2 or more".formatted(folds.getAsInt()));
    }
  }

  /**
   * Divides a dataset; the same rule divides the same dataset in the same way.
   *
   * @return one division, or one for each fold
   * @throws InvalidInputException when the dataset has parts of its own and another rule is asked
   *     for, or a class has too few images: fewer than folds, or fewer than two to learn from (one
   *     where a validation part chooses settings)
   */
  public List<Split> of(ClassFolders dataset) {
    List<Split> splits = splits(dataset);
    splits.forEach(split -> requireLearnable(split, dataset));
    return splits;
  }

  private List<Split> splits(ClassFolders dataset) {
    Set<Part> parts = dataset.parts();
    if (!parts.isEmpty()) {
      requireNoOtherRule(dataset);
      return List.of(byParts(dataset, parts));
    }
    return folds.isPresent() ? byFolds(dataset, folds.getAsInt()) : List.of(byFraction(dataset));
  }

  private static void requireLearnable(Split split, ClassFolders dataset) {
    int fewest = split.validation().isEmpty() ? FEWEST_LEARNED : 1;
    int[] learned = new int[dataset.classes().size()];
    split.train().forEach(image -> learned[image.classIndex()]++);
    for (int k = 0; k < learned.length; k++) {
      if (learned[k] < fewest) {
        throw new InvalidInputException(
            "class %s has %s image%s to learn from, fewer than %s: add images"
                .formatted(
                    dataset.classes().get(k), learned[k], learned[k] == 1 ? "" : "s", fewest));
      }
    }
  }

  private void requireNoOtherRule(ClassFolders dataset) {
    if (testFraction.isPresent() || folds.isPresent()) {
      throw new InvalidInputException(
          "%s has train and held-out folders of its own: leave out %s"
              .formatted(
                  dataset.images().name(), folds.isPresent() ? "--folds" : "--test-fraction"));
    }
  }

  /** Without test, what is called validation is held out. */
  private static Split byParts(ClassFolders dataset, Set<Part> parts) {
    List<LabeledImage> validation = dataset.of(Part.VALIDATION);
    return parts.contains(Part.TEST)
        ? new Split(dataset.of(Part.TRAIN), validation, dataset.of(Part.TEST))
        : new Split(dataset.of(Part.TRAIN), List.of(), validation);
  }

  private Split byFraction(ClassFolders dataset) {
    return split(
        dataset,
        fraction(
            membersByClass(dataset, FEWEST_LEARNED + 1, ""), testFraction.orElse(USUAL_FRACTION)));
  }

  /** The part of every class, one image at least, that leaves two at least. */
  private Set<Integer> fraction(Map<Integer, List<Integer>> membersByClass, double fraction) {
    Random random = new Random(seed);
    Set<Integer> held = new HashSet<>();
    for (List<Integer> members : membersByClass.values()) {
      Collections.shuffle(members, random);
      long count = Math.round(fraction * members.size());
      long most = members.size() - FEWEST_LEARNED;
      held.addAll(members.subList(0, (int) Math.min(Math.max(1, count), most)));
    }
    return held;
  }

  /**
   * The same division with a validation part: its own where it has one, else a fifth of the images
   * to learn from, of every class.
   *
   * @param classes their names
   * @throws InvalidInputException when that leaves fewer than two images of a class to learn from
   */
  public Split withValidation(Split split, List<String> classes) {
    boolean hasOwn = !split.validation().isEmpty();
    int fewest = hasOwn ? FEWEST_LEARNED : FEWEST_LEARNED + 1;
    List<LabeledImage> all = split.train();
    Map<Integer, List<Integer>> members =
        StratifiedFolds.byClass(all.stream().mapToInt(LabeledImage::classIndex).toArray());
    members.forEach(
        (classIndex, images) -> {
          if (images.size() < fewest) {
            throw new InvalidInputException(
                "class %s has %s image%s to learn from, fewer than the %s of fine tuning%s: add images"
                    .formatted(
                        classes.get(classIndex),
                        images.size(),
                        images.size() == 1 ? "" : "s",
                        fewest,
                        hasOwn ? "" : ", which holds one out for validation"));
          }
        });
    if (hasOwn) {
      return split;
    }
    Set<Integer> held = fraction(members, VALIDATION_FRACTION);
    List<LabeledImage> train = new ArrayList<>();
    List<LabeledImage> validation = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      (held.contains(i) ? validation : train).add(all.get(i));
    }
    return new Split(train, validation, split.test());
  }

  private List<Split> byFolds(ClassFolders dataset, int count) {
    membersByClass(dataset, count, " or use fewer --folds");
    int[] fold = StratifiedFolds.deal(classes(dataset), count, seed);
    List<Split> splits = new ArrayList<>();
    for (int one = 0; one < count; one++) {
      Set<Integer> held = new HashSet<>();
      for (int i = 0; i < fold.length; i++) {
        if (fold[i] == one) {
          held.add(i);
        }
      }
      splits.add(split(dataset, held));
    }
    return splits;
  }

  private static Map<Integer, List<Integer>> membersByClass(
      ClassFolders dataset, int fewest, String otherMend) {
    Map<Integer, List<Integer>> members = StratifiedFolds.byClass(classes(dataset));
    members.forEach(
        (classIndex, images) -> {
          if (images.size() < fewest) {
            throw new InvalidInputException(
                "class %s has %s image%s, fewer than the %s that are needed to learn from it and hold"
                        .formatted(
                            dataset.classes().get(classIndex),
                            images.size(),
                            images.size() == 1 ? "" : "s",
                            fewest)
                    + " it out: add images"
                    + otherMend);
          }
        });
    return members;
  }

  private static int[] classes(ClassFolders dataset) {
    return dataset.images().images().stream().mapToInt(LabeledImage::classIndex).toArray();
  }

  private static Split split(ClassFolders dataset, Set<Integer> held) {
    List<LabeledImage> train = new ArrayList<>();
    List<LabeledImage> test = new ArrayList<>();
    List<LabeledImage> all = dataset.images().images();
    for (int i = 0; i < all.size(); i++) {
      (held.contains(i) ? test : train).add(all.get(i));
    }
    return new Split(train, List.of(), test);
  }

  /** In the words of the command line, with what is usual where nothing was asked for. */
  public String asked() {
    String held =
        folds.isPresent()
            ? "--folds " + folds.getAsInt()
            : "--test-fraction " + testFraction.orElse(USUAL_FRACTION);
    return held + " --seed " + seed;
  }
}
