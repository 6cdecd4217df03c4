package io.convbench.datasets.prepared;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.convbench.datasets.Md5;
import io.convbench.datasets.SharedData;
import io.convbench.datasets.image.ImageDecoder;
import io.convbench.datasets.image.RgbImage;
import io.convbench.datasets.image.SampleImages;
import io.convbench.datasets.labels.ImageFolder;
import io.convbench.datasets.labels.LabeledImage;
import io.convbench.datasets.labels.LabeledImages;
import io.convbench.datasets.labels.Unlabeled;
import io.convbench.datasets.protocol.Protocol;
import io.convbench.datasets.protocol.Protocols;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PreparationTest {

  private static final int SIDE = 8;
  private static final int IMAGE_BYTES = 3 * SIDE * SIDE;

  @TempDir private Path root;

  @Test
  void holdsWhatDecodingGives() throws IOException {
    LabeledImages images = samples(5);
    for (String id : List.of("center", "keras-tencrop", "bilinear")) {
      Protocol protocol = Protocols.parse(id);
      PreparedCrops crops = prepare(images, protocol, SIDE).crops();
      byte[] rgb = new byte[crops.shape().imageBytes()];
      for (int i = 0; i < 5; i++) {
        crops.read(i, rgb);
        LabeledImage image = images.images().get(i);
        RgbImage picture = ImageDecoder.decode(image.file(), image.read());
        byte[] direct = new byte[rgb.length];
        int at = 0;
        for (RgbImage crop : protocol.crops(picture, SIDE)) {
          System.arraycopy(crop.pixels(), 0, direct, at, IMAGE_BYTES);
          at += IMAGE_BYTES;
        }
        assertArrayEquals(direct, rgb, id + " " + image.file());
        assertEquals(image.classIndex(), crops.images().get(i).classIndex());
      }
    }
  }

  /** The hash is Pillow 12.3's over all crops [1:225, 1:225], in the label file's order. */
  @Test
  void holdsTheRealImagesAsPillowCropsThem() throws IOException {
    LabeledImages dataset =
        ImageFolder.withLabels(
            SharedData.require("imagenet/val650"),
            SharedData.require("imagenet/val650.csv"),
            Unlabeled.REFUSED);
    PreparedCrops crops = prepare(dataset, Protocols.parse("center224"), 224).crops();
    Md5 md5 = new Md5();
    byte[] rgb = new byte[crops.shape().imageBytes()];
    for (int i = 0; i < crops.images().size(); i++) {
      crops.read(i, rgb);
      md5.add(rgb);
    }
    assertEquals(650, crops.images().size());
    assertEquals("384d326b26a6554e257bd3429c4686e0", md5.hex());
    assertEquals(dataset.sha256(), crops.datasetSha256());
  }

  @Test
  void decodesOnlyOnce() throws IOException {
    LabeledImages images = samples(4);
    assertEquals(4, prepare(images).decoded());
    assertEquals(0, prepare(images).decoded());
  }

  @Test
  void keepsSidesApart() throws IOException {
    LabeledImages images = samples(2);
    Path small = prepare(images, Protocols.parse("center"), 8).crops().path();
    PreparedCrops larger = prepare(images, Protocols.parse("center"), 12).crops();
    assertNotEquals(small, larger.path());
    assertEquals(12, larger.shape().side());
    assertEquals(0, prepare(images, Protocols.parse("center"), 8).decoded());
  }

  @Test
  void namesWhatCannotBeDecodedAndGoesOn() throws IOException {
    List<LabeledImage> all = new ArrayList<>(samples(3).images());
    all.add(1, image("broken.jpg", 7, new byte[0]));
    all.add(new LabeledImage(root.resolve("gone.png"), "gone.png", 8));
    Preparation.Outcome outcome = prepare(new LabeledImages("odd", all));
    assertEquals(5, outcome.decoded());
    assertEquals(
        List.of("broken.jpg: the file is empty: fetch it again", "gone.png: there is no such file"),
        outcome.crops().images().stream()
            .filter(PreparedImage::failed)
            .map(PreparedImage::message)
            .toList());
    byte[] rgb = new byte[IMAGE_BYTES];
    outcome.crops().read(2, rgb);
    assertThrows(IllegalArgumentException.class, () -> outcome.crops().read(1, rgb));
  }

  /** Of the odd images, those that Pillow shows are there and the others named, none left out. */
  @Test
  void accountsForEveryOddImage() throws IOException {
    List<LabeledImage> odd = new ArrayList<>();
    try (Stream<Path> files = Files.list(SharedData.require("conformance/odd-images"))) {
      files.sorted().forEach(f -> odd.add(new LabeledImage(f, f.getFileName().toString(), 0)));
    }
    PreparedCrops crops =
        prepare(new LabeledImages("odd", odd), Protocols.parse("keras-load-img"), SIDE).crops();
    for (int i = 0; i < odd.size(); i++) {
      assertEquals(decodes(odd.get(i)), !crops.images().get(i).failed(), odd.get(i).file());
    }
  }

  private static boolean decodes(LabeledImage image) {
    try {
      ImageDecoder.decode(image.file(), image.read());
      return true;
    } catch (IOException refused) {
      return false;
    }
  }

  /** A killed preparation leaves a torn line, and crops that no line tells of. */
  @Test
  void goesOnAfterAKill() throws IOException {
    LabeledImages images = samples(6);
    PreparedFolder part = tornAfter(images, 3);
    Files.writeString(
        part.index(), Files.readString(part.index()) + "{\"file\":\"3.p", StandardCharsets.UTF_8);

    Preparation.Outcome outcome = prepare(images);

    assertEquals(3, outcome.decoded());
    outcome.crops().verify();
    assertEquals(images.sha256(), outcome.crops().datasetSha256());
    assertFalse(Files.exists(part.path()));
  }

  @Test
  void decodesAgainFromWhereAKilledPreparationIsDamaged() throws IOException {
    LabeledImages images = samples(6);
    PreparedFolder part = tornAfter(images, 4);
    flip(part.crops(), 2L * IMAGE_BYTES + 5);

    Preparation.Outcome outcome = prepare(images);

    assertEquals(4, outcome.decoded());
    outcome.crops().verify();
  }

  @Test
  void refusesADamagedByte() throws IOException {
    PreparedCrops crops = prepare(samples(3)).crops();
    flip(crops.path().resolve("crops.rgb"), IMAGE_BYTES + 1);
    byte[] rgb = new byte[IMAGE_BYTES];
    PreparedCrops again = PreparedCrops.open(crops.path());
    again.read(0, rgb);
    DamagedCropsException damage =
        assertThrows(DamagedCropsException.class, () -> again.read(1, rgb));
    assertEquals(
        crops.path()
            + " is damaged: the crops of 1.png have another checksum: the next run makes it again",
        damage.getMessage());
  }

  @Test
  void makesADamagedSetAgain() throws IOException {
    LabeledImages images = samples(3);
    PreparedCrops crops = prepare(images).crops();
    flip(crops.path().resolve("crops.rgb"), 0);
    Preparation.Outcome outcome = prepare(images);
    assertEquals(3, outcome.decoded());
    outcome.crops().verify();
  }

  @Test
  void makesASetAgainWhoseManifestNamesOtherImages() throws IOException {
    LabeledImages images = samples(3);
    Path manifest = prepare(images).crops().path().resolve("manifest.json");
    String hash = images.sha256();
    Files.writeString(manifest, Files.readString(manifest).replace(hash, "0".repeat(64)));
    Preparation.Outcome outcome = prepare(images);
    assertEquals(3, outcome.decoded());
    assertEquals(hash, outcome.crops().datasetSha256());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "[]",
        "3",
        "{}",
        "{\"format\":1,\"shape\":null}",
        "\"images\":-3",
        "\"images\":2.5",
        "\"images\":\"3\"",
        "\"images\":2",
        "\"cropsPerImage\":2",
        "\"side\":0",
        "\"side\":2000000000",
        "\"format\":7"
      })
  void makesASetAgainWhoseManifestIsWrongInside(String wrong) throws IOException {
    LabeledImages images = samples(3);
    Path manifest = prepare(images).crops().path().resolve("manifest.json");
    String whole = Files.readString(manifest);
    Files.writeString(
        manifest,
        wrong.startsWith("\"")
            ? whole.replaceFirst(wrong.substring(0, wrong.indexOf(':')) + ":\\d+", wrong)
            : wrong);
    assertNotEquals(whole, Files.readString(manifest));

    Preparation.Outcome outcome = prepare(images);

    assertEquals(3, outcome.decoded());
    outcome.crops().verify();
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "{\"file\":null}", "{}", "torn"})
  void makesASetAgainWhoseIndexIsWrongInside(String line) throws IOException {
    LabeledImages images = samples(1);
    Path set = prepare(images).crops().path();
    byte[] index = (line + "\n").getBytes(StandardCharsets.UTF_8);
    Files.write(set.resolve("index.jsonl"), index);
    Path manifest = set.resolve("manifest.json");
    Files.writeString(
        manifest,
        Files.readString(manifest)
            .replaceFirst("(\"indexCrc32c\":)\\d+", "$1" + PreparedImage.checksum(index)));

    assertEquals(1, prepare(images).decoded());
  }

  /** As what clears old files out of caches leaves it. */
  @ParameterizedTest
  @ValueSource(strings = {"crops.rgb", "index.jsonl", "manifest.json"})
  void makesASetAgainThatHasLostAFile(String file) throws IOException {
    LabeledImages images = samples(3);
    PreparedCrops crops = prepare(images).crops();
    Files.delete(crops.path().resolve(file));
    assertDamaged("it has no " + file, crops);
    assertEquals(3, prepare(images).decoded());
  }

  @Test
  void refusesADamagedIndex() throws IOException {
    PreparedCrops crops = prepare(samples(2)).crops();
    flip(crops.path().resolve("index.jsonl"), 12);
    assertDamaged("its index has another checksum", crops);
  }

  @Test
  void refusesCropsCutShort() throws IOException {
    PreparedCrops crops = prepare(samples(2)).crops();
    try (RandomAccessFile file =
        new RandomAccessFile(crops.path().resolve("crops.rgb").toFile(), "rw")) {
      file.setLength(IMAGE_BYTES + 3);
    }
    assertDamaged("its crops have 195 bytes, not 384", crops);
  }

  @Test
  void passesOverASetOfAnImageThatHasChanged() throws IOException {
    LabeledImages images = samples(3);
    PreparedCrops old = prepare(images).crops();
    Path changed = root.resolve(images.images().get(1).file());
    FileTime time = Files.getLastModifiedTime(changed);
    Files.write(changed, SampleImages.encode("png", 27, 30));
    Files.setLastModifiedTime(changed, FileTime.fromMillis(time.toMillis() + 2000));

    Preparation.Outcome outcome = prepare(images);

    assertEquals(3, outcome.decoded());
    assertEquals(images.sha256(), outcome.crops().datasetSha256());
    assertNotEquals(old.datasetSha256(), outcome.crops().datasetSha256());
  }

  @Test
  void passesOverASetOfOtherLabels() throws IOException {
    LabeledImages images = samples(2);
    prepare(images);
    List<LabeledImage> relabeled =
        images.images().stream()
            .map(image -> new LabeledImage(image.stored(), image.file(), image.classIndex() + 1))
            .toList();
    assertEquals(2, prepare(new LabeledImages("samples", relabeled)).decoded());
  }

  @Test
  void tellsHowFarItIs() throws IOException {
    List<Integer> told = new ArrayList<>();
    preparation(samples(3), Protocols.parse("center"), SIDE).run(2, told::add);
    assertEquals(List.of(1, 2, 3), told);
  }

  private PreparedFolder tornAfter(LabeledImages images, int count) throws IOException {
    Preparation whole = preparation(images, Protocols.parse("center"), SIDE);
    whole.run(2, done -> {});
    PreparedFolder set = new PreparedFolder(whole.folder());
    List<String> lines = Files.readAllLines(set.index());
    Files.writeString(set.index(), String.join("\n", lines.subList(0, count)) + "\n");
    Files.delete(set.manifest());
    Files.move(set.path(), set.part().path());
    assertTrue(Files.exists(set.part().crops()));
    return set.part();
  }

  private static void assertDamaged(String expected, PreparedCrops crops) {
    DamagedCropsException damage =
        assertThrows(DamagedCropsException.class, () -> PreparedCrops.open(crops.path()));
    assertTrue(damage.getMessage().contains(expected), damage.getMessage());
  }

  private static void flip(Path file, long at) throws IOException {
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
      bytes.seek(at);
      int old = bytes.read();
      bytes.seek(at);
      bytes.write(old ^ 1);
    }
  }

  private Preparation.Outcome prepare(LabeledImages images) throws IOException {
    return prepare(images, Protocols.parse("center"), SIDE);
  }

  private Preparation.Outcome prepare(LabeledImages images, Protocol protocol, int side)
      throws IOException {
    return preparation(images, protocol, side).run(2, done -> {});
  }

  private Preparation preparation(LabeledImages images, Protocol protocol, int side) {
    return new Preparation(images, protocol, side, root.resolve("cache"));
  }

  private LabeledImages samples(int count) throws IOException {
    List<LabeledImage> images = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      images.add(image(i + ".png", i, SampleImages.encode("png", 20 + i, 30)));
    }
    return new LabeledImages("samples", images);
  }

  private LabeledImage image(String name, int classIndex, byte[] content) throws IOException {
    return new LabeledImage(Files.write(root.resolve(name), content), name, classIndex);
  }
}
