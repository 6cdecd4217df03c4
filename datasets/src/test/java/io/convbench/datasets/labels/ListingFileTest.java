package io.convbench.datasets.labels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.convbench.datasets.storage.PlainFile;
import io.convbench.datasets.storage.StoredFile;
import io.convbench.datasets.storage.TarEntry;
import io.convbench.datasets.storage.TarSpecial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListingFileTest {

  /** What a new source of images brings, which the listing does not know. */
  record OtherSource(Path archive, String entry) implements StoredFile {
    @Override
    public byte[] read() {
      return new byte[0];
    }

    @Override
    public byte[] start(int bytes) {
      return read();
    }

    @Override
    public String stamp() {
      return entry;
    }
  }

  @TempDir private Path folder;

  @Test
  void readsWhatWasWritten() throws IOException {
    LabeledImages images =
        new LabeledImages(
            "val 猫",
            List.of(
                new LabeledImage(new PlainFile(folder.resolve("猫.jpg")), "猫.jpg", 999),
                new LabeledImage(new PlainFile(Path.of("a:b.jpg")), "a:b.jpg", 1),
                new LabeledImage(new TarEntry(folder.resolve("a.tar"), 512, 7), "a/b.jpg", 0),
                new LabeledImage(new TarSpecial(), "a/link.jpg", 3),
                new LabeledImage(new OtherSource(folder.resolve("b.zip"), "c"), "c.jpg", 4)),
            Set.of(0, 3, 999),
            List.of(new SkippedFile(".hidden", "hidden")));
    Path file = folder.resolve("listing.json");
    images.write(file);
    assertEquals(images, LabeledImages.read(file));
  }

  @Test
  void refusesADamagedListing() throws IOException {
    Path file = Files.writeString(folder.resolve("listing.json"), "{\"name\":");
    assertEquals(
        file + " is not a dataset's listing: start again",
        assertThrows(IOException.class, () -> LabeledImages.read(file)).getMessage());
  }
}
