package io.convbench.datasets.labels;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.convbench.datasets.text.TextFile;
import io.convbench.foundation.input.InvalidInputException;
import io.convbench.foundation.text.ParserWords;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The reassessed labels of ImageNet's validation images ("ReaL"): L. Beyer et al. 2020, "Are we
 * done with ImageNet?", arXiv:2006.07159, {@code real.json}. Every image has any number of classes;
 * one without classes is left out of the accuracy.
 */
public final class RealLabels {

  private static final Pattern NUMBER = Pattern.compile("(?:.*/)?ILSVRC2012_val_(\\d{8})\\.\\w+");

  private final Path path;
  private final List<Set<Integer>> classes;

  private RealLabels(Path path, List<Set<Integer>> classes) {
    this.path = path;
    this.classes = List.copyOf(classes);
  }

  /**
   * Reads a JSON list of lists of class indices, in validation order from 1.
   *
   * @param option where the user named it, for messages, e.g. {@code --real}
   * @throws IOException when it is missing or is not such a file
   */
  public static RealLabels read(Path path, String option) throws IOException {
    List<Set<Integer>> classes = new ArrayList<>();
    int[][] all = parse(TextFile.read(path, "file of ReaL labels", option));
    if (all == null) {
      throw new IOException(
          "%s holds null, not a list of lists of class indices: pass ReaL's real.json."
              .formatted(path));
    }
    for (int[] indices : all) {
      if (indices == null) {
        throw new IOException(
            "%s gives image %s null, not a list of class indices: pass ReaL's real.json."
                .formatted(path, classes.size() + 1));
      }
      for (int index : indices) {
        if (index < 0 || index >= ClassIndex.SIZE) {
          throw new IOException(
              "%s gives image %s the class index %s: %s."
                  .formatted(
                      path, classes.size() + 1, index, ClassIndex.range(String.valueOf(index))));
        }
      }
      classes.add(new TreeSet<>(Arrays.stream(indices).boxed().toList()));
    }
    return new RealLabels(path, classes);
  }

  /**
   * The classes that an image shows; none when nobody could say.
   *
   * @param file a validation image's name, e.g. {@code ILSVRC2012_val_00000293.JPEG}
   * @throws InvalidInputException when it is named otherwise or the labels end before it
   */
  public Set<Integer> of(String file) {
    Matcher name = NUMBER.matcher(file);
    if (!name.matches()) {
      throw new InvalidInputException(
          "%s is not named like ILSVRC2012_val_00000001.JPEG: ReaL labels go by that number."
              .formatted(file));
    }
    int number = Integer.parseInt(name.group(1));
    if (number < 1 || number > classes.size()) {
      throw new InvalidInputException(
          "%s labels the images 1 to %s, not %s: pass the whole real.json."
              .formatted(path, classes.size(), file));
    }
    return classes.get(number - 1);
  }

  private static int[][] parse(TextFile file) throws IOException {
    try {
      return JsonMapper.builder()
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build()
          .readValue(file.content(), int[][].class);
    } catch (JsonProcessingException broken) {
      throw new IOException(
          "%s is not a JSON list of lists of class indices (%s): pass ReaL's real.json."
              .formatted(file.path(), ParserWords.of(broken.getOriginalMessage())),
          broken);
    }
  }
}
