package io.convbench.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.convbench.foundation.text.VisibleText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResultsCsvTest {

  private static final String LEADING =
      "run_id,architecture,engine,device,batch,precision,threads,measurement,status,reason";

  /** The rows of the golden file. */
  private static final List<Row> GOLDEN_ROWS =
      List.of(
          cell("MobileNetV2", "latency")
              .with(Column.ENGINE, "pytorch")
              .with(Column.DEVICE, "cpu")
              .with(Column.BATCH, 8)
              .with(Column.PRECISION, "fp32")
              .with(Column.THREADS, 2)
              .with(Column.LATENCY_P50_MS, 1234.5)
              .with(Column.LATENCY_P90_MS, 0.00001)
              .with(Column.LATENCY_MEAN_MS, 0.1)
              .with(Column.THROUGHPUT_IMAGES_PER_S, 6.48)
              .with(Status.OK, ""),
          cell("NASNetLarge", "cost")
              .with(Column.PARAMETERS, 88_949_818)
              .with(Column.MACS, 23_740_000_000L)
              .with(Status.OK, ""),
          cell("VGG16", "memory")
              .with(Column.ENGINE, "pytorch")
              .with(Column.DEVICE, "gpu:0")
              .with(Column.BATCH, 1)
              .with(Column.PRECISION, "fp32")
              .with(Column.THREADS, 2)
              .with(Status.UNAVAILABLE, "no CUDA device, says \"PyTorch\""));

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void nameTheFile() {
    file = folder.resolve("results.csv");
  }

  @ParameterizedTest
  @ValueSource(strings = {"en-US", "de-DE", "tr-TR", "hi-IN-u-nu-deva", "ar-EG-u-nu-arab"})
  void writesTheContractsColumnsFirstInEveryLocale(String locale) throws Throwable {
    Locales.under(locale, () -> ResultsCsv.write(file, GOLDEN_ROWS));
    String[] written = Files.readString(file).split("\n", -1);
    String[] golden = golden().split("\n", -1);
    assertEquals(golden.length, written.length);
    for (int i = 0; i < golden.length - 1; i++) {
      assertTrue(written[i].startsWith(golden[i] + ","), written[i]);
    }
    assertEquals("", written[written.length - 1]);
  }

  @ParameterizedTest
  @ValueSource(strings = {"en-US", "de-DE", "tr-TR", "ar-EG-u-nu-arab"})
  void readsTheGoldenInEveryLocale(String locale) throws Throwable {
    Files.writeString(file, golden());
    Locales.under(locale, () -> assertEquals(GOLDEN_ROWS, ResultsCsv.read(file)));
  }

  @Test
  void writesEveryColumnWithoutRows() throws IOException {
    ResultsCsv.write(file, List.of());
    String header = String.join(",", Column.all().stream().map(Column::header).toList());
    assertEquals(header + "\n", Files.readString(file));
    assertEquals(List.of(), ResultsCsv.read(file));
  }

  @Test
  void readsBackExactlyWhatItWrote() throws IOException {
    List<Row> rows = new ArrayList<>(List.of(Rows.full(), Row.empty(), Rows.ofArchitecture("A")));
    Rows.AWKWARD.forEach(text -> rows.add(Row.empty().with(Column.REASON, text)));
    Rows.AWKWARD.forEach(text -> rows.add(Row.empty().with(Column.DATASET, text)));
    for (double number : new double[] {1.0 / 3, Double.MIN_VALUE, Double.MAX_VALUE, -0.0, 1e22}) {
      rows.add(Row.empty().with(Column.CONFORMANCE_ERROR, number));
    }
    rows.add(Row.empty().with(Column.SEED, Long.MIN_VALUE));
    ResultsCsv.write(file, rows);
    assertEquals(rows, ResultsCsv.read(file));
  }

  @Test
  void leavesNothingBesideTheFile() throws IOException {
    ResultsCsv.write(file, GOLDEN_ROWS);
    ResultsCsv.write(file, List.of());
    try (Stream<Path> content = Files.list(folder)) {
      assertEquals(List.of(file), content.toList());
    }
  }

  @Test
  void passesOverColumnsOfLaterVersions() throws IOException {
    Files.writeString(file, LEADING + ",joules\nr,ResNet50,,,,,,cost,ok,,3.5\n");
    Row row =
        Row.empty()
            .with(Column.RUN_ID, "r")
            .with(Column.ARCHITECTURE, "ResNet50")
            .with(Column.MEASUREMENT, "cost")
            .with(Status.OK, "");
    assertEquals(List.of(row), ResultsCsv.read(file));
  }

  @Test
  void readsColumnsInAnyOrderAndWindowsLineEnds() throws IOException {
    Files.writeString(file, "top1," + LEADING + "\r\n0.5,r,ResNet50,,,4,,,,,\r\n");
    Row row =
        Row.empty()
            .with(Column.RUN_ID, "r")
            .with(Column.ARCHITECTURE, "ResNet50")
            .with(Column.BATCH, 4)
            .with(Column.TOP1, 0.5);
    assertEquals(List.of(row), ResultsCsv.read(file));
  }

  @Test
  void rejectsAMissingColumn() throws IOException {
    Files.writeString(file, LEADING.replace("measurement,", "") + "\n");
    assertRefused("%s is not a results.csv of convbench: its header has no column measurement");
  }

  @Test
  void rejectsAnEmptyFile() throws IOException {
    Files.writeString(file, "");
    assertRefused("%s is not a results.csv of convbench: its header has no column run_id");
  }

  @Test
  void namesLineColumnAndValueOfABadNumber() throws IOException {
    Files.writeString(file, LEADING + ",top1\nr,A,,,,,,,,\"two\nlines\",0.5\nr,B,,,,,,,,,0.7x\n");
    assertRefused("%s, line 4, column top1: '0.7x' is not a finite number of 0 to 1, a fraction");
  }

  @Test
  void rejectsAFractionForAWholeNumber() throws IOException {
    Files.writeString(file, LEADING + "\nr,A,,,1.5,,,,,\n");
    assertRefused("%s, line 2, column batch: '1.5' is not a whole number above 0");
  }

  @Test
  void rejectsNaN() throws IOException {
    Files.writeString(file, LEADING + ",top1\nr,A,,,,,,,,,NaN\n");
    assertRefused("%s, line 2, column top1: 'NaN' is not a finite number of 0 to 1, a fraction");
  }

  @ParameterizedTest
  @CsvSource({
    "top1, 5, 'a finite number of 0 to 1, a fraction'",
    "top1, -0.1, 'a finite number of 0 to 1, a fraction'",
    "top1_ci95_high, 1.0000001, 'a finite number of 0 to 1, a fraction'",
    "images, -3, a whole number of 0 or more",
    "macs, 9223372036854775808, a whole number of 0 or more",
    "batch, 0, a whole number above 0",
    "latency_p50_ms, 0.0, a finite number of 1e-9 to 1e12",
    "latency_p50_ms, -7, a finite number of 1e-9 to 1e12",
    "latency_p99_ms, 1e308, a finite number of 1e-9 to 1e12",
    "throughput_images_per_s, 0, a finite number above 0",
    "duration_s, -1, a finite number of 0 or more"
  })
  void rejectsAValueOutsideItsColumnsRange(String column, String value, String expected)
      throws IOException {
    List<String> header = new ArrayList<>(List.of(LEADING.split(",")));
    List<String> cells = new ArrayList<>(List.of("r", "A", "", "", "", "", "", "cost", "ok", ""));
    int at = header.indexOf(column);
    if (at < 0) {
      header.add(column);
      cells.add(value);
    } else {
      cells.set(at, value);
    }
    Files.writeString(file, String.join(",", header) + "\n" + String.join(",", cells) + "\n");
    assertRefused("%s, line 2, column " + "%s: '%s' is not %s".formatted(column, value, expected));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\u0000", "\u001b[2J", "\u007f", "\u009b2J", "\u202e", "\u2066", "\u2028", "\rx"})
  void rejectsControlCharactersAndShowsThem(String control) throws IOException {
    Files.writeString(file, LEADING + "\nr,\"A" + control + "\",,,,,,cost,ok,\n");
    String refusal = refusal();
    assertTrue(refusal.startsWith(file + ", line 2, column architecture: 'A\\u"), refusal);
    assertTrue(refusal.endsWith(" without slash, backslash and control characters"), refusal);
    assertTrue(VisibleText.isVisible(refusal), refusal);
  }

  @Test
  void readsBackNamesThatLookLikeFormulas() throws IOException {
    List<Row> rows =
        Stream.of("=cmd|' /C calc'!A0", "-x", "+x", "@x", "'=x", "-1", "'-1", " =x", "'")
            .map(name -> Row.empty().with(Column.DATASET, name))
            .toList();
    ResultsCsv.write(file, rows);
    assertEquals(rows, ResultsCsv.read(file));
    assertTrue(Files.readString(file).contains(",'=cmd|' /C calc'!A0,"), Files.readString(file));
  }

  @Test
  void writesNoFormulaMarkBeforeANegativeNumber() throws IOException {
    Row row = Row.empty().with(Column.SEED, -5).with(Column.LATENCY_CI95_LOW_MS, -0.25);
    ResultsCsv.write(file, List.of(row));
    assertTrue(Files.readString(file).contains(",-0.25,"), Files.readString(file));
    assertTrue(Files.readString(file).contains(",-5,"), Files.readString(file));
    assertEquals(List.of(row), ResultsCsv.read(file));
  }

  @Test
  void readsAFileThatASpreadsheetSavedWithAByteOrderMark() throws IOException {
    Files.writeString(file, "\uFEFF" + LEADING + "\nr,A,,,,,,cost,ok,\n");
    assertEquals(1, ResultsCsv.read(file).size());
  }

  @Test
  void rejectsAValueOutOfItsRange() throws IOException {
    Files.writeString(file, LEADING + ",top1\nr,A,,,,,,cost,ok,,7.3\n");
    assertRefused("%s, line 2, column top1: '7.3' is not a finite number of 0 to 1, a fraction");
    Files.writeString(file, LEADING + "\nr,A,,,0,,,cost,ok,\n");
    assertRefused("%s, line 2, column batch: '0' is not a whole number above 0");
    Files.writeString(file, LEADING + ",latency_p50_ms\nr,A,,,,,,cost,ok,,-1\n");
    assertRefused("%s, line 2, column latency_p50_ms: '-1' is not a finite number of 1e-9 to 1e12");
  }

  @Test
  void rejectsADevice() throws IOException {
    Files.createSymbolicLink(file, Path.of("/dev/zero"));
    assertRefused("cannot read %s (is a pipe, device or socket, not a plain file)");
  }

  @Test
  void rejectsAnUnknownStatus() throws IOException {
    Files.writeString(file, LEADING + "\nr,A,,,,,,,fine,\n");
    assertRefused(
        "%s, line 2, column status: 'fine' is not one of ok, failed, skipped, unavailable");
  }

  @Test
  void rejectsAnUnknownVerdict() throws IOException {
    Files.writeString(file, LEADING + ",verdict\nr,A,,,,,,latency,ok,,great\n");
    assertRefused("%s, line 2, column verdict: 'great' is not one of valid, noisy, invalid");
  }

  /** Or else every cell of it would be taken for not measured. */
  @Test
  void rejectsAMisspeltColumn() throws IOException {
    Files.writeString(file, LEADING + ",latency_p50_xx\nr,A,,,,,,latency,ok,,7\n");
    assertRefused(
        "%s has an unknown column 'latency_p50_xx' and none of the name latency_p50_ms: correct its"
            + " header");
  }

  @Test
  void rejectsALineThatIsCutOff() throws IOException {
    Files.writeString(file, LEADING + "\nr,A,,,,,,,,\nr,B,,\n");
    assertRefused("%s, line 3 has 4 cells under a header of 10: is it cut off?");
  }

  @Test
  void rejectsAColumnNamedTwice() throws IOException {
    Files.writeString(file, LEADING + ",top1,top1\n");
    assertStartsWith("%s is not valid CSV: ");
  }

  /** Where a lost header makes a line of hundreds of values the header. */
  @Test
  void showsOnlyTheStartOfAHeaderWithAColumnTwice() throws IOException {
    Files.writeString(file, LEADING + ",text of a value".repeat(500) + "\n");
    assertStartsWith("%s is not valid CSV: The header contains a duplicate name");
    assertTrue(refusal().length() < 500, refusal());
  }

  @Test
  void rejectsAnOpenQuote() throws IOException {
    Files.writeString(file, LEADING + "\nr,A,,,,,,,,\"never closed\n");
    assertStartsWith("%s is not valid CSV: ");
    Files.writeString(file, "\"" + LEADING);
    assertStartsWith("%s is not valid CSV: ");
  }

  @Test
  void rejectsAMissingFile() {
    assertRefused("cannot read %s (no such file or folder)");
  }

  @Test
  void rejectsBytesThatAreNoText() throws IOException {
    Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe, 0});
    assertRefused("cannot read %s (not UTF-8 text)");
  }

  private void assertRefused(String message) {
    assertEquals(message.formatted(file), refusal());
  }

  private void assertStartsWith(String message) {
    String refusal = refusal();
    assertTrue(refusal.startsWith(message.formatted(file)), refusal);
    assertEquals(1, refusal.lines().count(), refusal);
  }

  private String refusal() {
    return assertThrows(IOException.class, () -> ResultsCsv.read(file)).getMessage();
  }

  private static Row cell(String architecture, String measurement) {
    return Row.empty()
        .with(Column.RUN_ID, "20261123-215739-0c4f")
        .with(Column.ARCHITECTURE, architecture)
        .with(Column.MEASUREMENT, measurement);
  }

  private static String golden() throws IOException {
    try (InputStream in = ResultsCsvTest.class.getResourceAsStream("results.golden.csv")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
