package io.convbench.harness.cell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.convbench.datasets.labels.LabeledImages;
import io.convbench.datasets.protocol.Protocols;
import io.convbench.foundation.input.InvalidInputException;
import io.convbench.harness.measurement.RequestJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.io.file.PathUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageSelectionTest {

  @TempDir private Path folder;

  /** With the dataset gone, whoever lists it again fails. */
  @Test
  void isListedOnceForAllProcesses() throws IOException {
    Path dataset = folder.resolve("val");
    for (String name : new String[] {"n01440764/a.jpg", "n01440764/b.jpg", "n01443537/c.jpg"}) {
      Files.createDirectories(dataset.resolve(name).getParent());
      Files.writeString(dataset.resolve(name), "");
    }
    ImageSelection asked =
        ImageSelection.checked(dataset, null, null, Protocols.parse("keras"), 2, null);
    LabeledImages all = asked.dataset();
    LabeledImages selected = asked.load();
    ImageSelection listed = asked.listedIn(folder.resolve("listing.json"));

    PathUtils.deleteDirectory(dataset);
    assertThrows(IOException.class, asked::load);
    RequestJson.write(listed, folder.resolve("request.json"));
    ImageSelection inAChild =
        RequestJson.read(folder.resolve("request.json"), ImageSelection.class);
    assertEquals(selected, inAChild.load());
    assertEquals(all, inAChild.dataset());
    assertEquals(3, all.images().size());
    assertEquals(2, selected.images().size());
  }

  /** Journals hold this form: another one, and no run of before can be resumed. */
  @Test
  void isKnownByTheWordsOfItsOptions() {
    Path val = folder.resolve("val");
    Path labels = folder.resolve("val.csv");
    assertEquals(
        "--dataset %s; --labels %s; no --real; --protocol keras224; no --limit; --images 1-10"
            .formatted(val, labels),
        ImageSelection.checked(val, labels, null, Protocols.parse("keras224"), null, "1-10")
            .asked());
    assertEquals(
        "--dataset %s; no --labels; --real %s; --protocol center; --limit 5; no --images"
            .formatted(val, labels),
        ImageSelection.checked(val, null, labels, Protocols.parse("center"), 5, null).asked());
  }

  @Test
  void namesTheOptionOfARangeBehindTheLastImage() throws IOException {
    Path image = folder.resolve("val/n01440764/a.jpg");
    Files.createDirectories(image.getParent());
    Files.writeString(image, "");
    ImageSelection asked =
        ImageSelection.checked(
            folder.resolve("val"), null, null, Protocols.parse("keras"), null, "2-3");

    assertEquals(
        "--images 2-3: the last image of val is 1: end there or before",
        assertThrows(InvalidInputException.class, asked::load).getMessage());
  }
}
