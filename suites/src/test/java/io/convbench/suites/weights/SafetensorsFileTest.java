package io.convbench.suites.weights;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Headers that are wrong, truncated or meant to harm: one line each. */
class SafetensorsFileTest {

  private static final String ADVICE = "; fetch or convert it again";

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void nameTheFile() {
    file = folder.resolve("weights.safetensors");
  }

  private String refusal(byte[] bytes) throws IOException {
    Files.write(file, bytes);
    String message = assertThrows(IOException.class, () -> SafetensorsFile.open(file)).getMessage();
    assertEquals(1, message.lines().count());
    return message;
  }

  @Test
  void placesTensorsBehindTheHeader() throws IOException {
    String header =
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2,1],\"data_offsets\":[0,8]},"
            + "\"b\":{\"dtype\":\"F4\",\"shape\":[4],\"data_offsets\":[8,10]}}  ";
    Files.write(file, TinyTorch.file(header, 10));
    long start = 8 + header.length();
    try (SafetensorsFile opened = SafetensorsFile.open(file)) {
      assertEquals(
          List.of(
              new SafetensorsTensor("a", "F32", List.of(2L, 1L), start, start + 8),
              new SafetensorsTensor("b", "F4", List.of(4L), start + 8, start + 10)),
          List.copyOf(opened.tensors().values()));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[0, 8] | [4, 12] | 12 | tensors a and b overlap: one ends at byte %s, the other begins at %s | 8 | 4",
        "[0, 8] | [9, 17] | 17 | 1 bytes between a and tensor b belong to no tensor | |",
        "[1, 9] | [9, 17] | 17 | 1 bytes between the header and tensor a belong to no tensor | |",
        "[0, 8] | [8, 16] | 15 | it is truncated: its tensors end at byte %s, and it has %s | 16 | 15",
        "[0, 8] | [8, 16] | 18 | 2 bytes behind its last tensor belong to no tensor | |",
        "[0, 7] | [7, 15] | 15 | tensor a of 2x1 F32 needs 8 bytes and has 7 bytes | |",
      })
  void everyByteBelongsToOneTensor(
      String first, String second, int bytes, String expected, Integer one, Integer other)
      throws IOException {
    String header =
        ("{\"a\":{\"dtype\":\"F32\",\"shape\":[2,1],\"data_offsets\":%s},"
                + "\"b\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":%s}}")
            .formatted(first, second);
    int start = 8 + header.length();
    String shown =
        one == null ? expected : String.format(Locale.ROOT, expected, start + one, start + other);
    assertEquals(
        "%s is a damaged safetensors file: %s%s".formatted(file, shown, ADVICE),
        refusal(TinyTorch.file(header, bytes)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[] | its header is not a JSON object",
        "{\"a\":7} | tensor a is no object",
        "{\"a\":{\"dtype\":\"F32\"}} | tensor a lacks its dtype, shape or two data_offsets",
        "{\"a\":{\"dtype\":{},\"shape\":[],\"data_offsets\":[0,4]}} | tensor a has no text as dtype",
        "{\"a\":{\"dtype\":\"BF16\",\"shape\":[],\"data_offsets\":[0,4]}} | tensor a of scalar BF16 needs 2 bytes and has 4 bytes",
        "{\"a.num_batches_tracked\":{\"dtype\":\"I64\",\"shape\":[],\"data_offsets\":[0,4]}} | tensor a.num_batches_tracked of scalar I64 needs 8 bytes and has 4 bytes",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":7,\"data_offsets\":[0,4]}} | tensor a has no list as shape",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[-1],\"data_offsets\":[0,4]}} | tensor a has a shape that is no list of up to 16 sizes below 2^63",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1.5],\"data_offsets\":[0,4]}} | tensor a has a shape that is no list of up to 16 sizes below 2^63",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[99999999999999999999],\"data_offsets\":[0,4]}} | tensor a has a shape that is no list of up to 16 sizes below 2^63",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[4294967296,4294967296],\"data_offsets\":[0,4]}} | tensor a of 4294967296x4294967296 has more than 2^63 bits",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[4,0]}} | tensor a ends at byte 0, before it begins (4), or beyond 2^63",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[0,9223372036854775807]}} | tensor a ends at byte 9223372036854775807, before it begins (0), or beyond 2^63",
        "{} {} | its header goes on behind its JSON object",
      })
  void refusesAHeaderThatSaysNothingRight(String header, String expected) throws IOException {
    assertEquals(
        "%s is a damaged safetensors file: %s%s".formatted(file, expected, ADVICE),
        refusal(TinyTorch.file(header, 0)));
  }

  /** Of one width or another, or of none: none of them is read. */
  @ParameterizedTest
  @ValueSource(strings = {"I8", "F8_E4M3", "F4", "F8", "I64"})
  void refusesEveryTypeThatIsNotReadAlike(String type) throws IOException {
    assertEquals(
        "%s holds a as %s, where F32, F16, BF16 or F64 is read: save it again as F32"
            .formatted(file, type),
        refusal(
            TinyTorch.file(
                "{\"a\":{\"dtype\":\"%s\",\"shape\":[3],\"data_offsets\":[0,12]}}".formatted(type),
                12)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"a\":  | Unexpected end-of-input",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[0,0]},\"a\":0} | Duplicate field 'a'",
      })
  void refusesAHeaderThatIsNotJson(String header, String expected) throws IOException {
    String message = refusal(TinyTorch.file(header, 0));
    String start =
        "%s is a damaged safetensors file: its header is not valid JSON: ".formatted(file);
    assertEquals(start + expected, message.substring(0, start.length() + expected.length()));
  }

  /** JSON may be in UTF-16 and UTF-32; the format's header may not. */
  @Test
  void refusesAHeaderInAnotherEncoding() throws IOException {
    assertEquals(
        "%s is a damaged safetensors file: its header is not UTF-8%s".formatted(file, ADVICE),
        refusal(withHeader(new byte[] {'{', '"', (byte) 0xff, '"'})));
    for (Charset other :
        List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE, Charset.forName("UTF-32"))) {
      String message = refusal(withHeader("{}".getBytes(other)));
      String start = "%s is a damaged safetensors file: its header is not ".formatted(file);
      assertEquals(start, message.substring(0, start.length()));
    }
    // no character of UTF-32
    String message = refusal(withHeader(new byte[] {0, 0, 0, '{', 0, 0x11, 0x22, 0x33}));
    assertTrue(message.startsWith(file + " is a damaged safetensors file: "), message);
  }

  private static byte[] withHeader(byte[] header) {
    return ByteBuffer.allocate(Long.BYTES + header.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(header.length)
        .put(header)
        .array();
  }

  /** A header of the largest size could name two million, which took minutes. */
  @Test
  void refusesMoreTensorsThanAnyNetworkHas() throws IOException {
    String header =
        IntStream.range(0, 65_537)
            .mapToObj(i -> "\"" + i + "\":{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[0,0]}")
            .collect(Collectors.joining(",", "{", "}"));
    assertEquals(
        "%s is a damaged safetensors file: its header names more than 65536 tensors%s"
            .formatted(file, ADVICE),
        refusal(TinyTorch.file(header, 0)));
  }

  @Test
  void refusesAHeaderLongerThanTheFile() throws IOException {
    String advice = "; convert the weights by safetensors' save_file";
    byte[] longer = ByteBuffer.allocate(10).order(ByteOrder.LITTLE_ENDIAN).putLong(3).array();
    assertEquals(
        "%s is not a safetensors file: its first 8 bytes say a header of 3 bytes, and the file has 10%s"
            .formatted(file, advice),
        refusal(longer));
    byte[] negative = new byte[10];
    Arrays.fill(negative, (byte) 0xff);
    assertEquals(
        "%s is not a safetensors file: its first 8 bytes say a header of 18446744073709551615 bytes, and the file has 10%s"
            .formatted(file, advice),
        refusal(negative));
    assertEquals(
        "%s is not a safetensors file: it has 7 bytes%s".formatted(file, advice),
        refusal(new byte[7]));
  }

  static Stream<Arguments> otherKinds() {
    String convert = "; convert the weights by safetensors' save_file";
    String again = "; fetch the file again, a server sent this in its place";
    return Stream.of(
        Arguments.of("\u0089HDF\r\n\u001a\n", "it is an HDF5 file" + convert),
        Arguments.of(
            "version https://git-lfs.github.com/spec/v1\n",
            "it is a pointer of Git LFS; fetch the file itself by git lfs pull"),
        Arguments.of("<!DOCTYPE html><html>", "it is a web page" + again),
        Arguments.of("\n<?xml version='1.0'?><Error>", "it is a web page" + again),
        Arguments.of("\u001f\u008b\b\0\0\0\0\0\1", "it is compressed; gunzip it first"),
        Arguments.of(
            "\u0080\2\u008a\nl\u00fc\u009cF",
            "it is a pickle, as PyTorch's old .pth and .pt" + convert),
        Arguments.of(
            "{\"error\":\n\"not found\"}", "it begins with \"{\"error\":?\"not f\"" + convert));
  }

  /** What people have where they expect weights. */
  @ParameterizedTest
  @MethodSource("otherKinds")
  void namesOtherKinds(String start, String expected) throws IOException {
    byte[] bytes = (start + "\0".repeat(20)).getBytes(StandardCharsets.ISO_8859_1);
    assertEquals("%s is not a safetensors file: %s".formatted(file, expected), refusal(bytes));
  }

  /** A header's length may begin as the signature of a zip archive or a gzip file. */
  @ParameterizedTest
  @ValueSource(ints = {0x4b50, 0x8b1f})
  void aLengthIsNoSignature(int length) throws IOException {
    String header = "{\"a\":{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[0,0]}}";
    Files.write(file, TinyTorch.file(header + " ".repeat(length - header.length()), 0));
    try (SafetensorsFile opened = SafetensorsFile.open(file)) {
      assertEquals(1, opened.tensors().size());
    }
  }

  @Test
  void namesPickles() throws IOException {
    assertEquals(
        "%s is not a safetensors file: it is a zip archive, as PyTorch's own .pth and .pt; convert the weights by safetensors' save_file"
            .formatted(file),
        refusal(new byte[] {'P', 'K', 3, 4, 0, 0, 0, 0, 0}));
  }
}
