package io.convbench.datasets.transfer;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Folds of nearly equal size that hold nearly the same share of every class. */
public final class StratifiedFolds {

  private StratifiedFolds() {}

  /**
   * Deals the members of each class, shuffled, among the folds in turn; each class goes on where
   * the one before it ended.
   *
   * @param classes of the members
   * @param folds how many, at least 1
   * @param seed of the shuffling; the same gives the same folds
   * @return the fold of each member, from 0
   */
  public static int[] deal(int[] classes, int folds, long seed) {
    int[] fold = new int[classes.length];
    Random random = new Random(seed);
    int next = 0;
    for (List<Integer> members : byClass(classes).values()) {
      Collections.shuffle(members, random);
      for (int member : members) {
        fold[member] = next++ % folds;
      }
    }
    return fold;
  }

  /** Members of each class, in their order. */
  static Map<Integer, List<Integer>> byClass(int[] classes) {
    Map<Integer, List<Integer>> members = new TreeMap<>();
    for (int i = 0; i < classes.length; i++) {
      members.computeIfAbsent(classes[i], key -> new ArrayList<>()).add(i);
    }
    return members;
  }
}
