package io.convbench.datasets.labels;

import io.convbench.foundation.fuzz.Fuzz;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Labels come from challenges, spreadsheets and scripts. */
class LabelsFuzzTest {

  private static final String IMAGE = "ILSVRC2012_val_00000001.JPEG";
  private static final String CSV = "file,class_index,note\n" + IMAGE + ",65,\"a, b\"\nb.jpg,0,\n";

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void nameTheFile() {
    file = folder.resolve("labels");
  }

  @Test
  void labels() throws Exception {
    Files.writeString(folder.resolve("meta.csv"), meta());
    Fuzz.of(
            "labels",
            utf8(CSV),
            gzipped(CSV),
            utf8(IMAGE + " 65\nb.jpg 970\n"),
            utf8("ImageId,PredictionString\na,n03995372 85 1 499 272 n03995372 1 1 2 2\n"),
            utf8("1\n1000\n7\n"))
        // Two bytes of the kit's list are an image with a name of 28 letters.
        .allocating(64 << 20, 200)
        .with("n01440764", "999", "1000")
        .read(file, input -> LabelFile.read(file, "--labels"));
  }

  @Test
  void numberingOfTheKit() throws Exception {
    Files.writeString(file, "1\n1000\n7\n");
    Fuzz.ofTexts("meta.csv", meta())
        .with("ILSVRC2012_ID", "WNID")
        .read(folder.resolve("meta.csv"), input -> LabelFile.read(file, "--labels"));
  }

  @Test
  void reassessed() throws Exception {
    Fuzz.ofTexts("real.json", "[[], [970, 795], [3], [0, 999]]\n")
        .with("[[", "]]", "null")
        .read(file, input -> RealLabels.read(file, "--real").of("ILSVRC2012_val_00000002.JPEG"));
  }

  /** The kit's table: its numbers in another order than the synsets. */
  private static String meta() {
    ClassIndex index = ClassIndex.imagenet();
    return IntStream.of(1, 7, ClassIndex.SIZE)
        .mapToObj(id -> "%s,%s,\"a, b\"\n".formatted(id, index.get(ClassIndex.SIZE - id).synset()))
        .collect(Collectors.joining("", "ILSVRC2012_ID,WNID,words\n", "1001,n00001740,entity\n"));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] gzipped(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(utf8(text));
    }
    return bytes.toByteArray();
  }
}
