package io.convbench.harness.cell;

import io.convbench.datasets.labels.ClassIndex;
import io.convbench.datasets.labels.ImageFolder;
import io.convbench.datasets.labels.LabeledImages;
import io.convbench.datasets.labels.RealLabels;
import io.convbench.datasets.labels.Unlabeled;
import io.convbench.datasets.protocol.Protocols;
import io.convbench.foundation.input.InvalidInputException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The labelled images on which accuracy is measured.
 *
 * @param folder images, flat or one folder a class; or a tar of them
 * @param labels label file; null for one folder a class
 * @param real ReaL labels of ILSVRC2012's validation images; null for none
 * @param protocol id of the resize and crop protocol
 * @param limit how many images, from the first; 0 for all
 */
public record ImageSelection(Path folder, Path labels, Path real, String protocol, int limit) {

  /**
   * What was asked for on a command line; nothing is read yet.
   *
   * @param limit null for all images
   * @throws InvalidInputException when there is no such protocol or the limit is not positive
   */
  public static ImageSelection checked(
      Path folder, Path labels, Path real, String protocol, Integer limit) {
    if (limit != null && limit < 1) {
      throw new InvalidInputException("--limit %s: use 1 or more".formatted(limit));
    }
    Protocols.parse(protocol);
    return new ImageSelection(
        absolute(folder), absolute(labels), absolute(real), protocol, limit == null ? 0 : limit);
  }

  private static Path absolute(Path path) {
    return path == null ? null : path.toAbsolutePath().normalize();
  }

  /** The side of the crops for an architecture of this input side, in pixels. */
  public int side(int inputSide) {
    return Protocols.parse(protocol).side(inputSide);
  }

  /**
   * The reassessed labels, if any were given.
   *
   * @throws IOException when their file is missing or is none
   */
  public Optional<RealLabels> realLabels() throws IOException {
    return real == null ? Optional.empty() : Optional.of(RealLabels.read(real, "--real"));
  }

  /**
   * Lists the images with their labels.
   *
   * @throws IOException when folder and labels are missing or do not match
   */
  public LabeledImages load() throws IOException {
    LabeledImages all =
        labels == null
            ? ImageFolder.byClassFolder(folder, ClassIndex.imagenet())
            : ImageFolder.withLabels(folder, labels, Unlabeled.REFUSED);
    return limit == 0 ? all : all.limit(limit);
  }
}
