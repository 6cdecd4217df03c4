package io.convbench.harness.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.convbench.results.CsvTable;
import io.convbench.results.ImagePredictions;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScoreCommandTest {

  private static final String NAME = "ILSVRC2012_val_0000000";

  @TempDir private Path folder;
  private Path truth;
  private Path model;

  @BeforeEach
  void write() throws IOException {
    truth = file("truth.csv", "file,class_index", "1.JPEG,1", "2.JPEG,2");
    model =
        file("model.csv", "file,top1,top2,top3,top4,top5", "2.JPEG,2,1,0,4,3", "1.JPEG,2,1,0,4,3");
  }

  /**
   * Wilson for 1 of 2 and z = 1.96: 0.5 -+ 0.40547; for 2 of 2: 0.34238 to 1; 0 of 1: to 0.79346.
   */
  @Test
  void printsHitsWithIntervals() throws IOException {
    Path real = Files.writeString(folder.resolve("real.json"), "[[1, 3], []]");
    assertEquals(
        """
        model: 2 images
          top-1  50.00 % (95 %: 9.45 to 90.55)  1 of 2
          top-5 100.00 % (95 %: 34.24 to 100.00)  2 of 2
          ReaL    0.00 % (95 %: 0.00 to 79.35)  0 of 1
        """
            .replace(" % (", " %  ("),
        score(model.toString(), "--truth", truth.toString(), "--real", real.toString()));
  }

  @Test
  void printsOneCsvLineAFile() throws IOException {
    Path one = file("one.csv", "file,top1", "1.JPEG,1", "2.JPEG,2");
    List<String> lines =
        score(model.toString(), one.toString(), "--truth", truth.toString(), "--csv")
            .lines()
            .toList();

    assertEquals(3, lines.size());
    assertEquals(
        "predictions,images,top1_hits,top1,top1_ci95_low,top1_ci95_high,top5_hits,top5,"
            + "top5_ci95_low,top5_ci95_high,real_images,real_hits,real,real_ci95_low,real_ci95_high,"
            + "caution",
        lines.get(0));
    assertEquals("model,2,1,0.5,0.0945", lines.get(1).substring(0, 20));
    assertEquals(",1.0,,,,,,,,,,", lines.get(2).substring(lines.get(2).length() - 14));
  }

  /**
   * Only the second is right about image 1, both about image 2: 2 P(X <= 0) in binomial(1, 1/2).
   */
  @Test
  void testsEveryTwoFilesInPairs() throws IOException {
    Path one = file("one.csv", "file,top1", "1.JPEG,1", "2.JPEG,2");
    List<String> lines =
        score(model.toString(), one.toString(), "--truth", truth.toString()).lines().toList();

    assertEquals(
        List.of(
            "McNemar's paired test of top-1, two-sided; p (Holm): corrected for all pairs",
            "  first  second  only first right  only second right        p  p (Holm)",
            "  model  one                    0                  1   1.0000    1.0000"),
        lines.subList(lines.size() - 3, lines.size()));
  }

  /** Ten classes, the truth counted from 1. */
  @Test
  void saysFirstWhichLabelsWouldFit() throws IOException {
    Path shifted = Files.writeString(folder.resolve("shifted.csv"), "file,class_index\n" + ten(1));
    Path right = Files.writeString(folder.resolve("right.csv"), "file,top1\n" + ten(0));
    String caution =
        "the labels seem to be one too high, as they are when they count from 1: read so, 10 of 10"
            + " images are right, not 0. Write class indices 0 to 999, in synset order";

    assertEquals(
        List.of("right: 10 images", "  caution: " + caution),
        score(right.toString(), "--truth", shifted.toString()).lines().limit(2).toList());
    String csv = score(right.toString(), "--truth", shifted.toString(), "--csv");
    assertTrue(csv.endsWith(",\"" + caution + "\"\n"), csv);
  }

  /** No image of 100 is right: Wilson's upper end is 3.7 %. */
  @Test
  void saysThatTheFigureIsNearChance() throws IOException {
    StringBuilder truths = new StringBuilder("file,class_index\n");
    StringBuilder answers = new StringBuilder("file,top1\n");
    for (int i = 0; i < 100; i++) {
      truths.append("%s.JPEG,%s%n".formatted(i, i));
      answers.append("%s.JPEG,490%n".formatted(i));
    }
    Path hundred = Files.writeString(folder.resolve("hundred.csv"), truths);
    Path constant = Files.writeString(folder.resolve("constant.csv"), answers);

    String text = score(constant.toString(), "--truth", hundred.toString());

    assertTrue(
        text.startsWith(
            "constant: 100 images\n  caution: top-1 is near chance, and no other order of labels"),
        text);
  }

  private static String ten(int shift) {
    return IntStream.range(0, 10)
        .mapToObj(i -> "%s.JPEG,%s%n".formatted(i, 40 + 3 * i + shift))
        .collect(Collectors.joining());
  }

  /** All right against six wrong: 2 (1/2)^6 = 0.03125; of three pairs, twice it, times 3. */
  @Test
  void correctsForTheNumberOfPairs() throws IOException {
    Path six = Files.writeString(folder.resolve("six.csv"), "file,class_index\n" + lines(7));
    Path right = Files.writeString(folder.resolve("right.csv"), "file,top1\n" + lines(7));
    Path wrong = Files.writeString(folder.resolve("wrong.csv"), "file,top1\n" + lines(8));
    Path again = Files.writeString(folder.resolve("again.csv"), "file,top1\n" + lines(8));
    List<String> lines =
        score(right.toString(), wrong.toString(), again.toString(), "--truth", six.toString())
            .lines()
            .toList();

    assertEquals(
        List.of(
            "  right  wrong                  6                  0   0.0313    0.0938",
            "  right  again                  6                  0   0.0313    0.0938",
            "  wrong  again                  0                  0   1.0000    1.0000"),
        lines.subList(lines.size() - 3, lines.size()));
  }

  private static String lines(int classIndex) {
    return IntStream.range(0, 6)
        .mapToObj(i -> "%s.JPEG,%s%n".formatted(i, classIndex))
        .collect(Collectors.joining());
  }

  @Test
  void scoresPredictionsWhoseNamesARunMarkedAsNoFormulas() throws IOException {
    List<String> names = List.of("=1+1.JPEG", "-2.JPEG", "'@3.JPEG", "4.JPEG");
    CsvTable own = new CsvTable(ImagePredictions.HEADER);
    for (String name : names) {
      own.add(List.of(name, "1", "1 2 3 4 5", "0.5"));
    }
    own.write(folder.resolve("own.csv"));
    Path theirs = folder.resolve("theirs.csv");
    Files.writeString(theirs, "file,class_index\n" + String.join(",1\n", names) + ",1\n");
    assertTrue(Files.readString(folder.resolve("own.csv")).contains("\n'=1+1.JPEG,"));
    String text = score(folder.resolve("own.csv").toString(), "--truth", theirs.toString());
    assertTrue(text.contains("4 of 4"), text);
  }

  @Test
  void printsNoFormulaAndNoControlSequenceOfAName() throws IOException {
    Path formula = folder.resolve("=cmd\u001b[2J\u202e.csv");
    Files.copy(model, formula);
    String csv = score(formula.toString(), "--truth", truth.toString(), "--csv");
    assertTrue(csv.contains("\n'=cmd\\u001b[2J\\u202e,2,"), csv);
    String text = score(formula.toString(), "--truth", truth.toString());
    assertTrue(text.startsWith("=cmd\\u001b[2J\\u202e: 2 images"), text);
  }

  /** Each half alone lacks images of the truth; together they are all, and give one score. */
  @Test
  void scoresPartsOfOneEvaluationTogether() throws IOException {
    Path first = file("first.csv", "file,class_index,top5_class_indices", "1.JPEG,1,2 1 3 4 5");
    Path second = file("second.csv", "file,class_index,top5_class_indices", "2.JPEG,2,2 1 0 4 3");
    String whole = score(model.toString(), "--truth", truth.toString(), "--csv");
    String merged =
        score(second.toString(), first.toString(), "--merge", "--truth", truth.toString(), "--csv");
    assertEquals(whole.replace("\nmodel,", "\nsecond and 1 more,"), merged);
  }

  /** Image 1 is broken: its part is the header alone, and the whole has one row. */
  @Test
  void scoresWhatAnAccuracyRunCouldDecode() throws IOException {
    String header = "file,class_index,top5_class_indices,confidence";
    Path first = file("first.csv", header);
    Path second = file("second.csv", header, "2.JPEG,2,2 1 0 4 3,0.5");
    String expected =
        """
        : 1 images
          caution: 1 of 2 images of %s without prediction (first: %s1.JPEG): not decoded, or of a part\
         that is not named
          top-1 100.00 %%  (95 %%: 20.65 to 100.00)  1 of 1
          top-5 100.00 %%  (95 %%: 20.65 to 100.00)  1 of 1
        """
            .formatted(truth, NAME);

    assertEquals("second" + expected, score(second.toString(), "--truth", truth.toString()));
    assertEquals(
        "first and 1 more" + expected,
        score(first.toString(), second.toString(), "--merge", "--truth", truth.toString()));
  }

  @Test
  void asksForMergeWherePartsAreScoredApart() throws IOException {
    Path first = file("first.csv", "file,top1", "1.JPEG,2");
    Path second = file("second.csv", "file,class_index,top5_class_indices", "2.JPEG,2,2 1 0 4 3");
    for (Path whole : List.of(first, model)) {
      assertEquals(
          "convbench: %s and %s predict different images: score parts of one evaluation with --merge,"
                  .formatted(whole, second)
              + " other files one by one.\n",
          refused(whole.toString(), second.toString(), "--truth", truth.toString()));
    }
  }

  @Test
  void warnsOfPartsOfDifferentCells() throws IOException {
    String header = "file,class_index,top5_class_indices";
    String rest = "-pytorch-cpu-b8-fp32-t";
    Path first = file("VGG16" + rest + "2-accuracy.csv", header, "1.JPEG,1,1 2 3 4 5");
    Path second = file("VGG16" + rest + "8-accuracy.csv", header, "2.JPEG,2,2 1 3 4 5");
    Path other = file("VGG19" + rest + "2-accuracy.csv", header, "2.JPEG,2,2 1 3 4 5");

    String text =
        score(first.toString(), second.toString(), "--merge", "--truth", truth.toString());
    assertFalse(text.contains("caution"), "threads change nothing");
    text = score(first.toString(), other.toString(), "--merge", "--truth", truth.toString());
    assertTrue(
        text.contains(
            "  caution: the parts are of different cells (VGG16-pytorch-cpu-b8-fp32,"
                + " VGG19-pytorch-cpu-b8-fp32): merge those of one model, engine and precision\n"),
        text);
  }

  @Test
  void warnsOfATruthThatContradictsThatOfTheRun() throws IOException {
    Path own =
        file(
            "own.csv",
            "file,class_index,top5_class_indices",
            "1.JPEG,7,1 2 3 4 5",
            "2.JPEG,2,2 1 3 4 5");
    String text = score(own.toString(), "--truth", truth.toString());
    assertTrue(
        text.contains(
            "  caution: %s contradicts the class_index of 1 of 2 images (%s1.JPEG: 1 in place of 7):"
                    .formatted(truth, NAME)
                + " use the labels of the run\n"),
        text);
  }

  /** A class that is not ranked is no top-5 miss: image 1 has one class. */
  @Test
  void leavesTop5OutWhereAnyImageHasFewerClasses() throws IOException {
    Path one = file("one.csv", "file,top1", "1.JPEG,2");
    Path five = file("five.csv", "file,top1,top2,top3,top4,top5", "2.JPEG,2,1,0,4,3");
    Path mixed = file("mixed.csv", Files.readString(five).strip(), "1.JPEG,2,,,,");
    String expected =
        """
        : 2 images
          caution: no top-5, for 1 of 2 images have fewer than five classes
          top-1  50.00 %  (95 %: 9.45 to 90.55)  1 of 2
        """;

    assertEquals(
        "one and 1 more" + expected,
        score(one.toString(), five.toString(), "--merge", "--truth", truth.toString()));
    assertEquals("mixed" + expected, score(mixed.toString(), "--truth", truth.toString()));
  }

  @Test
  void tellsFilesOfOneNameApart() throws IOException {
    Path other = Files.createDirectory(folder.resolve("other")).resolve("model.csv");
    Files.copy(model, other);
    String text = score(model.toString(), other.toString(), "--truth", truth.toString());
    assertTrue(text.startsWith(model + ": 2 images"), text);
    assertTrue(text.contains("\n" + other + ": 2 images"), text);
  }

  @Test
  void namesWeakestClassesAndMistakes() {
    String text = score(model.toString(), "--truth", truth.toString(), "--confused", "1");
    assertEquals(
        List.of(
            "model, weakest classes:",
            "    0.00 %  0 of 1  goldfish (1)",
            "model, most frequent mistakes:",
            "     1 images of goldfish (1) taken for great_white_shark (2)"),
        text.lines().skip(3).toList());
  }

  private Path file(String name, String... lines) throws IOException {
    List<String> named =
        List.of(lines).stream().map(line -> line.replaceFirst("^(\\d\\.J)", NAME + "$1")).toList();
    return Files.write(folder.resolve(name), named);
  }

  private static String score(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    assertEquals(0, execute(out, err, arguments), err.toString());
    return out.toString();
  }

  /** What is printed of a mistake. */
  private static String refused(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    assertEquals(2, execute(out, err, arguments), err.toString());
    assertEquals("", out.toString());
    return err.toString();
  }

  private static int execute(StringWriter out, StringWriter err, String... arguments) {
    String[] all = new String[arguments.length + 1];
    all[0] = "score";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return Convbench.commandLine()
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(all);
  }
}
