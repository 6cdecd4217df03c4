package io.convbench.harness.cell;

import io.convbench.datasets.labels.ClassIndex;
import io.convbench.datasets.labels.ImageFolder;
import io.convbench.datasets.labels.ImageRange;
import io.convbench.datasets.labels.LabeledImages;
import io.convbench.datasets.labels.RealLabels;
import io.convbench.datasets.labels.Unlabeled;
import io.convbench.datasets.protocol.Protocol;
import io.convbench.foundation.input.InvalidInputException;
import io.convbench.harness.temporary.TemporaryFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The labelled images on which accuracy is measured.
 *
 * @param folder images, flat or one folder per class; or a tar of them
 * @param labels label file; empty for one folder per class
 * @param real ReaL labels of ILSVRC2012's validation images, if given
 * @param protocol how images become crops
 * @param limit how many images, from the first; 0 for no limit
 * @param range which images, if not all
 * @param listing the dataset as it was listed; empty where it is to be listed
 */
public record ImageSelection(
    Path folder,
    Optional<Path> labels,
    Optional<Path> real,
    Protocol protocol,
    int limit,
    Optional<ImageRange> range,
    Optional<Path> listing) {

  /**
   * What was asked for on a command line; nothing is read yet.
   *
   * @param labels null for one folder per class
   * @param real null for none
   * @param limit null for no limit
   * @param range null for no range
   * @throws InvalidInputException when the limit is not positive, the range is none, or both are
   *     given
   */
  public static ImageSelection checked(
      Path folder, Path labels, Path real, Protocol protocol, Integer limit, String range) {
    if (limit != null && limit < 1) {
      throw new InvalidInputException("--limit %s: use 1 or more".formatted(limit));
    }
    if (limit != null && range != null) {
      throw new InvalidInputException(
          "--limit %s and --images %s: use one of them".formatted(limit, range));
    }
    return new ImageSelection(
        absolute(folder),
        Optional.ofNullable(labels).map(ImageSelection::absolute),
        Optional.ofNullable(real).map(ImageSelection::absolute),
        protocol,
        limit == null ? 0 : limit,
        Optional.ofNullable(range).map(ImageSelection::parsed),
        Optional.empty());
  }

  /**
   * What was asked for in the words of the command line, a part an option, by which a run that is
   * continued is known; not the listing. Journals hold it, so its form stays.
   */
  public String asked() {
    return String.join(
        "; ",
        "--dataset " + folder,
        option("--labels", labels),
        option("--real", real),
        "--protocol " + protocol.name(),
        option("--limit", limit == 0 ? Optional.empty() : Optional.of(limit)),
        option("--images", range));
  }

  private static String option(String name, Optional<?> value) {
    return value.map(given -> name + " " + given).orElse("no " + name);
  }

  private static ImageRange parsed(String range) {
    return ofOption(() -> ImageRange.parse(range));
  }

  /** With the option's name where images are refused. */
  private static <T> T ofOption(Supplier<T> images) {
    try {
      return images.get();
    } catch (InvalidInputException mistake) {
      throw new InvalidInputException("--" + mistake.getMessage(), mistake);
    }
  }

  private static Path absolute(Path path) {
    return path.toAbsolutePath().normalize();
  }

  /** The side of the crops for an architecture of this input side, in pixels. */
  public int side(int inputSide) {
    return protocol.side(inputSide);
  }

  /**
   * The reassessed labels, if any were given.
   *
   * @throws IOException when their file is missing or is none
   */
  public Optional<RealLabels> realLabels() throws IOException {
    return real.isPresent() ? Optional.of(RealLabels.read(real.get(), "--real")) : Optional.empty();
  }

  /**
   * Lists the whole dataset with its labels, unless that has been done.
   *
   * @throws IOException when folder and labels are missing or do not match
   */
  public LabeledImages dataset() throws IOException {
    if (listing.isPresent()) {
      return LabeledImages.read(listing.get());
    }
    return labels.isEmpty()
        ? ImageFolder.byClassFolder(folder, ClassIndex.imagenet())
        : ImageFolder.withLabels(folder, labels.get(), Unlabeled.REFUSED);
  }

  /**
   * The same images, which are not listed again, in this process or another.
   *
   * @param file for the listing
   * @throws IOException when they cannot be listed or the file cannot be written
   */
  public ImageSelection listedIn(Path file) throws IOException {
    return listedAs(dataset(), file);
  }

  /**
   * The same folder, whose images are not listed, but are these.
   *
   * @param file for the listing
   * @throws IOException when the file cannot be written
   */
  public ImageSelection listedAs(LabeledImages all, Path file) throws IOException {
    TemporaryFiles.write(() -> all.write(file));
    return new ImageSelection(folder, labels, real, protocol, limit, range, Optional.of(file));
  }

  /**
   * Lists the selected images with their labels.
   *
   * @throws IOException when folder and labels are missing or do not match
   * @throws InvalidInputException when the range ends behind the last image
   */
  public LabeledImages load() throws IOException {
    LabeledImages all = dataset();
    if (range.isPresent()) {
      return ofOption(() -> all.range(range.get()));
    }
    return limit == 0 ? all : all.limit(limit);
  }

  /**
   * Which images of a dataset these are, e.g. {@code 1-325 of 650}.
   *
   * @param images of the whole dataset
   * @return empty for all
   */
  public Optional<String> part(int images) {
    ImageRange part = range.orElseGet(() -> new ImageRange(1, limit == 0 ? images : limit));
    return part.first() == 1 && part.last() >= images
        ? Optional.empty()
        : Optional.of(part + " of " + images);
  }
}
