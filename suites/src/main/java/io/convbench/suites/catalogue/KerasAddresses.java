package io.convbench.suites.catalogue;

import io.convbench.foundation.hash.FileHash;
import io.convbench.suites.architecture.Architecture;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where Keras keeps its files, and their hashes as its source code has them (2026-08).
 *
 * <p>Mirrors are the releases from which keras-applications 1.0.8 took files of the same hash. File
 * names are {@link Architecture#weightFiles()}'s.
 */
final class KerasAddresses {

  private static final String BUCKET =
      "https://storage.googleapis.com/tensorflow/keras-applications/";
  private static final String GITHUB = "https://github.com/%s/releases/download/%s/";

  private static final String FCHOLLET = "fchollet/deep-learning-models";
  private static final String KERAS = "keras-team/keras-applications";
  private static final String NASNET = "titu1994/Keras-NASNet";
  private static final String MITCHELL = "JonathanCMitchell/mobilenet_v2_keras";

  // @formatter:off
  private static final Map<String, Row> ROWS = Stream.of(
      //                       folder in bucket       mirror, release        MD5 with top                        MD5 without top
      row("Xception",          "xception",            FCHOLLET, "v0.4",     "0a58e3b7378bc2990ea3b43d5981f1f6", "b0042744bf5b25fce3cb969f33bebb97"),
      row("VGG16",             "vgg16",               FCHOLLET, "v0.1",     "64373286793e3c8b2b4e3219cbf3544b", "6d6bbae143d832006294945121d1f1fc"),
      row("VGG19",             "vgg19",               FCHOLLET, "v0.1",     "cbe5617147190e668d6c5d5026f83318", "253f8cb515780f3b799900260a226db6"),
      row("ResNet50",          "resnet",              KERAS,    "resnet",   "2cb95161c43110f7111970584f804107", "4d473c1dd8becc155b73f8504c6f6626"),
      row("ResNet101",         "resnet",              KERAS,    "resnet",   "f1aeb4b969a6efcfb50fad2f0c20cfc5", "88cf7a10940856eca736dc7b7e228a21"),
      row("ResNet152",         "resnet",              KERAS,    "resnet",   "100835be76be38e30d865e96f2aaae62", "ee4c566cf9a93f14d82f913c2dc6dd0c"),
      row("ResNet50V2",        "resnet",              KERAS,    "resnet",   "3ef43a0b657b3be2300d5770ece849e0", "fac2f116257151a9d068a22e544a4917"),
      row("ResNet101V2",       "resnet",              KERAS,    "resnet",   "6343647c601c52e1368623803854d971", "c0ed64b8031c3730f411d2eb4eea35b5"),
      row("ResNet152V2",       "resnet",              KERAS,    "resnet",   "a49b44d1979771252814e80f8ec446f9", "ed17cf2e0169df9d443503ef94b23b33"),
      row("InceptionV3",       "inception_v3",        FCHOLLET, "v0.5",     "9a0d58056eeedaa3f26cb7ebd46da564", "bcbd6486424b2319ff4ef7d526e38f63"),
      row("InceptionResNetV2", "inception_resnet_v2", FCHOLLET, "v0.7",     "e693bd0210a403b3192acc6073ad2e96", "d19885ff4a710c122648d3b5c3b684e4"),
      row("DenseNet121",       "densenet",            KERAS,    "densenet", "9d60b8095a5708f2dcce2bca79d332c7", "30ee3e1110167f948a6b9946edeeb738"),
      row("DenseNet169",       "densenet",            KERAS,    "densenet", "d699b8f76981ab1b30698df4c175e90b", "b8c4d4c20dd625c148057b9ff1c1176b"),
      row("DenseNet201",       "densenet",            KERAS,    "densenet", "1ceb130c1ea1b78c3bf6114dbdfd8807", "c13680b51ded0fb44dff2d8f86ac8bb1"),
      row("NASNetMobile",      "nasnet",              NASNET,   "v1.2",     "020fb642bf7360b370c678b08e0adf61", "1ed92395b5b598bdda52abe5c0dbfd63"),
      row("NASNetLarge",       "nasnet",              NASNET,   "v1.2",     "11577c9a518f0070763c2b964a382f17", "d81d89dc07e6e56530c4e77faddd61b5"))
      .collect(Collectors.toUnmodifiableMap(Row::architecture, row -> row));

  // Keras publishes no hash of these; files differ by input size as well as by width
  private static final Map<String, Widths> WIDTHS = Map.of(
      "MobileNet",   new Widths("mobilenet",    FCHOLLET, "v0.6", List.of(224, 192, 160, 128)),
      "MobileNetV2", new Widths("mobilenet_v2", MITCHELL, "v1.1", List.of(224, 192, 160, 128, 96)));
  // @formatter:on

  private record Row(
      String architecture,
      String folder,
      String mirror,
      Optional<FileHash> withTop,
      Optional<FileHash> withoutTop) {}

  private record Widths(String folder, String mirror, String release, List<Integer> inputSizes) {

    List<String> bases() {
      return List.of(BUCKET + folder + "/", GITHUB.formatted(mirror, release));
    }
  }

  private KerasAddresses() {}

  /** The official files of an architecture; none where Keras has none. */
  static List<WeightFile> files(Architecture architecture) {
    if (ROWS.containsKey(architecture.name())) {
      return withAndWithoutTop(architecture, ROWS.get(architecture.name()));
    }
    Widths widths = WIDTHS.get(architecture.family());
    return widths == null ? List.of() : ofEverySize(architecture, widths);
  }

  private static List<WeightFile> withAndWithoutTop(Architecture architecture, Row row) {
    List<String> bases = List.of(BUCKET + row.folder() + "/", row.mirror());
    List<String> names = architecture.weightFiles();
    String name = names.get(0);
    // NASNet's are stored by the last name and kept by Keras under the first
    String stored = names.get(names.size() - 1);
    boolean renamed = !name.equals(stored);
    int side = architecture.inputSize();
    return List.of(
        file(architecture, side, true, name, bases, stored, row.withTop()),
        file(
            architecture,
            side,
            false,
            suffixed(name, renamed ? "_no_top" : "_notop"),
            bases,
            suffixed(stored, renamed ? "-no-top" : "_notop"),
            row.withoutTop()));
  }

  private static List<WeightFile> ofEverySize(Architecture architecture, Widths widths) {
    String atDefault = architecture.weightFiles().get(0);
    List<WeightFile> files = new ArrayList<>();
    for (int side : widths.inputSizes()) {
      String name = atDefault.replace("_" + architecture.inputSize(), "_" + side);
      String noTop = suffixed(name, "_no_top");
      List<String> bases = widths.bases();
      files.add(file(architecture, side, true, name, bases, name, Optional.empty()));
      files.add(file(architecture, side, false, noTop, bases, noTop, Optional.empty()));
    }
    return files;
  }

  private static WeightFile file(
      Architecture architecture,
      int side,
      boolean top,
      String name,
      List<String> bases,
      String stored,
      Optional<FileHash> hash) {
    List<WebAddress> addresses =
        bases.stream().map(base -> WebAddress.parse(base + stored)).toList();
    return new WeightFile(
        architecture,
        side,
        top,
        name,
        addresses,
        KerasSizes.bytes(architecture.name(), side, top),
        hash);
  }

  private static String suffixed(String name, String suffix) {
    return name.substring(0, name.length() - ".h5".length()) + suffix + ".h5";
  }

  private static Row row(
      String architecture,
      String folder,
      String mirror,
      String release,
      String withTop,
      String withoutTop) {
    return new Row(
        architecture,
        folder,
        GITHUB.formatted(mirror, release),
        Optional.of(FileHash.parse(withTop)),
        Optional.of(FileHash.parse(withoutTop)));
  }
}
