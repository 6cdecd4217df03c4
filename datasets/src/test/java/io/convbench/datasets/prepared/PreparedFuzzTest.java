package io.convbench.datasets.prepared;

import io.convbench.datasets.image.SampleImages;
import io.convbench.datasets.labels.LabeledImage;
import io.convbench.datasets.labels.LabeledImages;
import io.convbench.datasets.protocol.Protocols;
import io.convbench.foundation.fuzz.Fuzz;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prepared sets lie in a cache for months; other versions, kills and full disks leave some. */
class PreparedFuzzTest {

  private static final int SIDE = 4;

  @TempDir private Path root;
  private LabeledImages images;
  private PreparedFolder set;

  @BeforeEach
  void prepare() throws IOException {
    List<LabeledImage> list = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      Path file = root.resolve(i + ".png");
      // One that cannot be decoded is in the index too.
      Files.write(file, i == 1 ? new byte[] {1} : SampleImages.encode("png", 20 + i, 30));
      list.add(new LabeledImage(file, i + ".png", i));
    }
    images = new LabeledImages("samples", list);
    Preparation preparation =
        new Preparation(images, Protocols.parse("center"), SIDE, root.resolve("cache"));
    preparation.run(1, done -> {});
    set = new PreparedFolder(preparation.folder());
  }

  @Test
  void manifest() throws Exception {
    Fuzz.of("manifest of a prepared set", Files.readAllBytes(set.manifest()))
        .read(set.manifest(), input -> verify());
  }

  /** With its right checksum in the manifest. */
  @Test
  void index() throws Exception {
    Manifest whole = Manifest.read(set.manifest());
    Fuzz.of("index of a prepared set", Files.readAllBytes(set.index()))
        .read(
            set.index(),
            input -> {
              new Manifest(
                      whole.format(),
                      whole.dataset(),
                      whole.datasetSha256(),
                      whole.protocol(),
                      whole.shape(),
                      (int) new String(input, StandardCharsets.UTF_8).lines().count(),
                      PreparedImage.checksum(input))
                  .write(set.manifest());
              verify();
            });
  }

  @Test
  void crops() throws Exception {
    Fuzz.of("crops of a prepared set", Files.readAllBytes(set.crops()))
        .read(set.crops(), input -> verify());
  }

  /** Where a preparation goes on. */
  @Test
  void indexOfAPart() throws Exception {
    Files.createDirectories(set.part().path());
    Files.copy(set.crops(), set.part().crops());
    CropShape shape = Manifest.read(set.manifest()).shape();
    Fuzz.of("index of a set in the making", Files.readAllBytes(set.index()))
        .read(
            set.part().index(),
            input -> PartialSet.open(set.part(), shape, images.images()).close());
  }

  private void verify() throws IOException {
    PreparedCrops.open(set.path()).verify();
  }
}
