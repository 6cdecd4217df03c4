package io.convbench.datasets.transfer;

import io.convbench.datasets.labels.LabeledImage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Images that are learned from and held out, in two files of the same bytes. */
public final class SharedImages {

  private SharedImages() {}

  /**
   * The first such file of every image that is held out.
   *
   * @param contents SHA-256 of every image's file, by name; images without are left out
   * @return held-out name and, behind it, the name learned from; empty when there are none
   */
  public static List<Map.Entry<String, String>> of(
      List<Split> splits, Map<String, String> contents) {
    List<Map.Entry<String, String>> shared = new ArrayList<>();
    for (Split split : splits) {
      Map<String, String> learned = new HashMap<>();
      Stream.concat(split.train().stream(), split.validation().stream())
          .map(LabeledImage::file)
          .filter(contents::containsKey)
          .forEach(file -> learned.putIfAbsent(contents.get(file), file));
      for (LabeledImage image : split.test()) {
        Optional.ofNullable(contents.get(image.file()))
            .map(learned::get)
            .ifPresent(twin -> shared.add(Map.entry(image.file(), twin)));
      }
    }
    return List.copyOf(shared);
  }
}
