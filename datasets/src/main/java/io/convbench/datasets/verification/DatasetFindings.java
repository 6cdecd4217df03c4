package io.convbench.datasets.verification;

import io.convbench.datasets.image.DecodedImage;
import io.convbench.datasets.image.ImageDecoder;
import io.convbench.datasets.image.UnreadableImageException;
import io.convbench.datasets.labels.FolderMatch;
import io.convbench.datasets.labels.LabeledImage;
import io.convbench.datasets.labels.LabeledImages;
import io.convbench.foundation.hash.HashAlgorithm;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a look at every image of a dataset found.
 *
 * @param images those that are there and labelled
 * @param imagesOfClass how many images each class has, by class index; classes without any are left
 *     out
 * @param missing files that are labelled and not there
 * @param unlabeled images that are there and not labelled
 * @param unreadable a line for each image that cannot be decoded, with its name and why
 * @param warnings a line for each image that is decoded with a warning, with its name
 * @param duplicates file names of equal content, each list with two names or more
 * @param sha256 as {@link LabeledImages#sha256()}; absent when a file cannot be read
 */
public record DatasetFindings(
    LabeledImages images,
    Map<Integer, Integer> imagesOfClass,
    List<String> missing,
    List<String> unlabeled,
    List<String> unreadable,
    List<String> warnings,
    List<List<String>> duplicates,
    Optional<String> sha256) {

  public DatasetFindings {
    imagesOfClass = Collections.unmodifiableMap(new TreeMap<>(imagesOfClass));
    missing = List.copyOf(missing);
    unlabeled = List.copyOf(unlabeled);
    unreadable = List.copyOf(unreadable);
    warnings = List.copyOf(warnings);
    duplicates = List.copyOf(duplicates);
  }

  /**
   * One image's content hash, if it can be read, why it cannot be decoded, and what the decoder
   * warned of; each line with the file's name.
   */
  private record Look(
      LabeledImage image,
      Optional<String> sha256,
      Optional<String> problem,
      Optional<String> warning) {

    static Look decoded(LabeledImage image, byte[] content) {
      Optional<String> sha256 = Optional.of(HashAlgorithm.SHA256.hex(content));
      try (DecodedImage decoded = ImageDecoder.read(image.file(), content)) {
        Optional<String> warning = decoded.warning().map(line -> image.file() + ": " + line);
        return new Look(image, sha256, Optional.empty(), warning);
      } catch (UnreadableImageException unreadable) {
        return new Look(image, sha256, Optional.of(unreadable.getMessage()), Optional.empty());
      }
    }
  }

  /** Reads and decodes every image, on all processors. */
  public static DatasetFindings of(FolderMatch match) {
    LabeledImages images = match.present();
    // Mapped in parallel, collected in order.
    List<Look> looks = images.images().parallelStream().map(DatasetFindings::look).toList();
    Map<Integer, Integer> imagesOfClass = new TreeMap<>();
    images.images().forEach(image -> imagesOfClass.merge(image.classIndex(), 1, Integer::sum));
    return new DatasetFindings(
        images,
        imagesOfClass,
        match.missing(),
        match.unlabeled(),
        looks.stream().flatMap(look -> look.problem().stream()).toList(),
        looks.stream().flatMap(look -> look.warning().stream()).toList(),
        duplicates(looks),
        sha256(images, looks));
  }

  /** Whether every labelled image is there and decodes, and every image is labelled. */
  public boolean isWhole() {
    return missing.isEmpty() && unlabeled.isEmpty() && unreadable.isEmpty();
  }

  private static Look look(LabeledImage image) {
    try {
      return Look.decoded(image, image.read());
    } catch (IOException failure) {
      String problem = image.file() + ": " + failure.getMessage();
      return new Look(image, Optional.empty(), Optional.of(problem), Optional.empty());
    }
  }

  private static List<List<String>> duplicates(List<Look> looks) {
    Map<String, List<String>> filesOfContent = new TreeMap<>();
    for (Look look : looks) {
      look.sha256()
          .ifPresent(
              content ->
                  filesOfContent
                      .computeIfAbsent(content, unseen -> new ArrayList<>())
                      .add(look.image().file()));
    }
    Collection<List<String>> groups = filesOfContent.values();
    return groups.stream().filter(files -> files.size() > 1).toList();
  }

  private static Optional<String> sha256(LabeledImages images, List<Look> looks) {
    Map<String, String> contents = new HashMap<>();
    looks.forEach(
        look -> look.sha256().ifPresent(content -> contents.put(look.image().file(), content)));
    return contents.size() < looks.size() ? Optional.empty() : Optional.of(images.sha256(contents));
  }
}
