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

  // of later networks, which have no mirror; EfficientNet's is a bucket of its own
  private static final Place EFFICIENTNET =
      new Place("https://storage.googleapis.com/keras-applications/", "_notop");
  private static final Place EFFICIENTNET_V2 = new Place(BUCKET + "efficientnet_v2/", "_notop");
  private static final Place CONVNEXT = new Place(BUCKET + "convnext/", "_notop");
  private static final Place MOBILENET_V3 = new Place(BUCKET + "mobilenet_v3/", "_no_top_v2");

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
      row("NASNetLarge",       "nasnet",              NASNET,   "v1.2",     "11577c9a518f0070763c2b964a382f17", "d81d89dc07e6e56530c4e77faddd61b5"),
      //                                    place            MD5 or SHA-256 with top            without top
      row("EfficientNetB0",                 EFFICIENTNET,    "902e53a9f72be733fc0bcb005b3ebbac", "50bc09e76180e00e4465e1a485ddc09d"),
      row("EfficientNetB1",                 EFFICIENTNET,    "1d254153d4ab51201f1646940f018540", "74c4e6b3e1f6a1eea24c589628592432"),
      row("EfficientNetB2",                 EFFICIENTNET,    "b15cce36ff4dcbd00b6dd88e7857a6ad", "111f8e2ac8aa800a7a99e3239f7bfb39"),
      row("EfficientNetB3",                 EFFICIENTNET,    "ffd1fdc53d0ce67064dc6a9c7960ede0", "af6d107764bb5b1abb91932881670226"),
      row("EfficientNetB4",                 EFFICIENTNET,    "18c95ad55216b8f92d7e70b3a046e2fc", "ebc24e6d6c33eaebbd558eafbeedf1ba"),
      row("EfficientNetB5",                 EFFICIENTNET,    "ace28f2a6363774853a83a0b21b9421a", "38879255a25d3c92d5e44e04ae6cec6f"),
      row("EfficientNetB6",                 EFFICIENTNET,    "165f6e37dce68623721b423839de8be5", "9ecce42647a20130c1f39a5d4cb75743"),
      row("EfficientNetB7",                 EFFICIENTNET,    "8c03f828fec3ef71311cd463b6759d99", "cbcfe4450ddf6f3ad90b1b398090fe4a"),
      row("EfficientNetV2B0",               EFFICIENTNET_V2, "21ecbf6da12460d5c40bb2f29ceb2188", "893217f2bb855e2983157299931e43ff"),
      row("EfficientNetV2B1",               EFFICIENTNET_V2, "069f0534ff22adf035c89e2d9547a9dc", "0e80663031ca32d657f9caa404b6ec37"),
      row("EfficientNetV2B2",               EFFICIENTNET_V2, "424e49f28180edbde1e94797771950a7", "1dfe2e7a5d45b6632553a8961ea609eb"),
      row("EfficientNetV2B3",               EFFICIENTNET_V2, "1f1fc43bd98a6e4fd8fdfd551e02c7a0", "f6abf7b5849ac99a89b50dd3fd532856"),
      row("EfficientNetV2S",                EFFICIENTNET_V2, "e1d88a8495beba45748fedd0cecbe016", "af0682fb74e8c54910f2d4393339c070"),
      row("EfficientNetV2M",                EFFICIENTNET_V2, "a3bf6aa3276309f4fc6a34aa114c95cd", "1b8dc055df72dde80d614482840fe342"),
      row("EfficientNetV2L",                EFFICIENTNET_V2, "27e6d408b53c7ebc868fefa357689935", "b0b66b5c863aef5b46e8608fe1711615"),
      row("ConvNeXtTiny",                   CONVNEXT,        "8ae6e78ce2933352b1ef4008e6dd2f17bc40771563877d156bc6426c7cf503ff", "d547c096cabd03329d7be5562c5e14798aa39ed24b474157cef5e85ab9e49ef1"),
      row("ConvNeXtSmall",                  CONVNEXT,        "ce1277d8f1ee5a0ef0e171469089c18f5233860ceaf9b168049cb9263fd7483c", "6fc8009faa2f00c1c1dfce59feea9b0745eb260a7dd11bee65c8e20843da6eab"),
      row("ConvNeXtBase",                   CONVNEXT,        "52cbb006d3dadd03f6e095a8ca1aca47aecdd75acb4bc74bce1f5c695d0086e6", "40a20c5548a5e9202f69735ecc06c990e6b7c9d2de39f0361e27baeb24cb7c45"),
      row("ConvNeXtLarge",                  CONVNEXT,        "070c5ed9ed289581e477741d3b34beffa920db8cf590899d6d2c67fba2a198a6", "96f02b6f0753d4f543261bc9d09bed650f24dd6bc02ddde3066135b63d23a1cd"),
      row("ConvNeXtXLarge",                 CONVNEXT,        "c1f5ccab661354fc3a79a10fa99af82f0fbf10ec65cb894a3ae0815f17a889ee", "de3f8a54174130e0cecdc71583354753d557fcf1f4487331558e2a16ba0cfe05"),
      row("MobileNetV3Small",               MOBILENET_V3,    "8768d4c2e7dee89b9d02b2d03d65d862", "d3e8ec802a04aa4fc771ee12a9a9b836"),
      row("MobileNetV3Small_minimalistic",  MOBILENET_V3,    "99cd97fb2fcdad2bf028eb838de69e37", "cde8136e733e811080d9fcd8a252f7e4"),
      row("MobileNetV3Small_0.75",          MOBILENET_V3,    "cb65d4e5be93758266aa0a7f2c6708b7", "ebdb5cc8e0b497cd13a7c275d475c819"),
      row("MobileNetV3Large",               MOBILENET_V3,    "59e551e166be033d707958cf9e29a6a7", "07fb09a5933dd0c8eaafa16978110389"),
      row("MobileNetV3Large_minimalistic",  MOBILENET_V3,    "675e7b876c45c57e9e63e6d90a36599c", "ec5221f64a2f6d1ef965a614bdae7973"),
      row("MobileNetV3Large_0.75",          MOBILENET_V3,    "765b44a33ad4005b3ac83185abf1d0eb", "40af19a13ebea4e2ee0c676887f69a2e"))
      .collect(Collectors.toUnmodifiableMap(Row::architecture, row -> row));

  // Keras publishes no hash of these; files differ by input size as well as by width
  private static final Map<String, Widths> WIDTHS = Map.of(
      "MobileNet",   new Widths("mobilenet",    FCHOLLET, "v0.6", List.of(224, 192, 160, 128)),
      "MobileNetV2", new Widths("mobilenet_v2", MITCHELL, "v1.1", List.of(224, 192, 160, 128, 96)));
  // @formatter:on

  /**
   * Where files are.
   *
   * @param noTop what the names of those without top have behind
   */
  private record Place(String base, String noTop) {}

  private record Row(
      String architecture,
      List<String> bases,
      String noTop,
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
    List<String> bases = row.bases();
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
            suffixed(name, renamed ? "_no_top" : row.noTop()),
            bases,
            suffixed(stored, renamed ? "-no-top" : row.noTop()),
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
        List.of(BUCKET + folder + "/", GITHUB.formatted(mirror, release)),
        "_notop",
        Optional.of(FileHash.parse(withTop)),
        Optional.of(FileHash.parse(withoutTop)));
  }

  private static Row row(String architecture, Place place, String withTop, String withoutTop) {
    return new Row(
        architecture,
        List.of(place.base()),
        place.noTop(),
        Optional.of(FileHash.parse(withTop)),
        Optional.of(FileHash.parse(withoutTop)));
  }
}
