package io.convbench.foundation.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Damages valid files: flips bits, truncates, splices, repeats, writes extreme integers and numbers
 * where others stand, swaps words. The same seed and number give the same input.
 */
final class Mutator {

  private static final int MOST_MUTATIONS = 6;

  /** What repeating may add, so that no input is large by itself. */
  private static final int MOST_REPEATED_BYTES = 1 << 16;

  /** Headers and directories of binary files are there. */
  private static final int EDGE_BYTES = 2048;

  private static final Pattern WORD = Pattern.compile("[A-Za-z_][A-Za-z0-9_.]*+|[0-9]++");
  private static final Pattern NUMBER = Pattern.compile("-?[0-9]++(?:\\.[0-9]++)?");

  private static final long[] INTEGERS = {
    0,
    1,
    -1,
    7,
    127,
    128,
    255,
    256,
    32767,
    32768,
    65535,
    65536,
    1 << 20,
    Integer.MAX_VALUE,
    Integer.MIN_VALUE,
    1L << 32,
    1L << 40,
    Long.MAX_VALUE,
    Long.MIN_VALUE
  };

  private static final List<String> NUMBERS =
      List.of(
          "0",
          "-0",
          "-1",
          "1e308",
          "-1e309",
          "1e-400",
          "1e999999999",
          "NaN",
          "Infinity",
          "0x10",
          "00",
          "2147483647",
          "2147483648",
          "-2147483649",
          "4294967296",
          "9223372036854775807",
          "9223372036854775808",
          "18446744073709551616",
          "0.1e",
          "\u0661\u0662",
          "1,5",
          "9".repeat(400));

  private static final List<String> PIECES =
      List.of(
          "\n",
          "\r",
          "\r\n",
          "\t",
          " ",
          "",
          "\0",
          "\"",
          "'",
          "\\",
          ",",
          ";",
          ":",
          "=",
          "/",
          "../",
          "..",
          ".",
          "-",
          "*",
          "&",
          "{",
          "}",
          "[",
          "]",
          "(",
          ")",
          "<",
          ">",
          "#",
          "%",
          "null",
          "true",
          "~",
          "\ufeff",
          "\u2028",
          "\u202e",
          "\u0085",
          "\u001b[2J",
          "\ud83d\ude00",
          "e\u0301",
          "\u0130",
          "=1+1",
          "__proto__");

  private final List<byte[]> seeds;
  private final List<byte[]> tokens;
  private final long seed;

  /**
   * @param seeds valid inputs
   * @param words that the format knows, beside those in the seeds
   */
  Mutator(List<byte[]> seeds, List<String> words, long seed) {
    this.seeds = List.copyOf(seeds);
    this.seed = seed;
    Set<String> all = new LinkedHashSet<>(words);
    for (byte[] one : seeds) {
      WORD.matcher(text(Arrays.copyOf(one, Math.min(one.length, 1 << 16))))
          .results()
          .map(MatchResult::group)
          .limit(500)
          .forEach(all::add);
    }
    all.addAll(PIECES);
    all.addAll(NUMBERS);
    tokens = all.stream().map(word -> word.getBytes(StandardCharsets.UTF_8)).toList();
  }

  /** The input of a number: first the seeds as they are, then damaged ones. */
  byte[] input(int number) {
    if (number < seeds.size()) {
      return seeds.get(number).clone();
    }
    Random random = new Random(seed * 31 + number * 0x9E3779B97F4A7C15L);
    byte[] bytes = seeds.get(random.nextInt(seeds.size()));
    int mutations = 1 + random.nextInt(1 + random.nextInt(MOST_MUTATIONS));
    for (int i = 0; i < mutations; i++) {
      bytes = mutated(bytes, random);
    }
    return bytes;
  }

  private byte[] mutated(byte[] bytes, Random random) {
    int at = position(bytes, random);
    int length = length(bytes.length - at, random);
    return switch (random.nextInt(14)) {
      case 0, 1 -> flipped(bytes, at, random);
      case 2 -> overwritten(bytes, at, new byte[] {(byte) random.nextInt(256)});
      case 3, 4 -> overwritten(bytes, at, integer(random));
      case 5 -> Arrays.copyOf(bytes, at);
      case 6 -> replaced(bytes, at, length, new byte[0]);
      case 7 -> repeated(bytes, at, length, random);
      case 8 -> spliced(bytes, at, random);
      case 9 -> replaced(bytes, at, 0, token(random));
      case 10 -> replacedMatch(bytes, WORD, token(random), random);
      case 11 ->
          replacedMatch(bytes, NUMBER, utf8(NUMBERS.get(random.nextInt(NUMBERS.size()))), random);
      case 12 -> swapped(bytes, at, position(bytes, random), length);
      default -> lineMoved(bytes, random);
    };
  }

  /** Anywhere, but half of the time near an end. */
  private static int position(byte[] bytes, Random random) {
    if (bytes.length == 0) {
      return 0;
    }
    int edge = Math.min(bytes.length, EDGE_BYTES);
    return switch (random.nextInt(4)) {
      case 0 -> random.nextInt(edge);
      case 1 -> bytes.length - 1 - random.nextInt(edge);
      default -> random.nextInt(bytes.length);
    };
  }

  private static int length(int most, Random random) {
    int bound = random.nextBoolean() ? Math.min(most, 16) : most;
    return bound <= 0 ? 0 : random.nextInt(bound) + 1;
  }

  private static byte[] flipped(byte[] bytes, int at, Random random) {
    byte[] result = bytes.clone();
    if (at < result.length) {
      result[at] ^= (byte) (1 << random.nextInt(8));
    }
    return result;
  }

  private static byte[] integer(Random random) {
    int width = 1 << random.nextInt(4);
    long value = INTEGERS[random.nextInt(INTEGERS.length)];
    boolean little = random.nextBoolean();
    byte[] all =
        ByteBuffer.allocate(8)
            .order(little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN)
            .putLong(value)
            .array();
    return little ? Arrays.copyOf(all, width) : Arrays.copyOfRange(all, 8 - width, 8);
  }

  private static byte[] overwritten(byte[] bytes, int at, byte[] by) {
    byte[] result = bytes.clone();
    System.arraycopy(by, 0, result, at, Math.min(by.length, result.length - at));
    return result;
  }

  private static byte[] replaced(byte[] bytes, int at, int length, byte[] by) {
    ByteArrayOutputStream result = new ByteArrayOutputStream(bytes.length + by.length);
    result.write(bytes, 0, at);
    result.write(by, 0, by.length);
    result.write(bytes, at + length, bytes.length - at - length);
    return result.toByteArray();
  }

  private static byte[] repeated(byte[] bytes, int at, int length, Random random) {
    if (length == 0 || (bytes.length > 2 * MOST_REPEATED_BYTES && length > MOST_REPEATED_BYTES)) {
      return bytes;
    }
    byte[] block = Arrays.copyOfRange(bytes, at, at + length);
    int most = Math.max(1, MOST_REPEATED_BYTES / length);
    int times = 1 + random.nextInt(random.nextInt(8) == 0 ? most : Math.min(most, 4));
    ByteArrayOutputStream again = new ByteArrayOutputStream();
    for (int i = 0; i < times; i++) {
      again.write(block, 0, block.length);
    }
    return replaced(bytes, at, 0, again.toByteArray());
  }

  private byte[] spliced(byte[] bytes, int at, Random random) {
    byte[] other = seeds.get(random.nextInt(seeds.size()));
    byte[] tail = Arrays.copyOfRange(other, position(other, random), other.length);
    return replaced(bytes, at, bytes.length - at, tail);
  }

  private byte[] token(Random random) {
    return tokens.get(random.nextInt(tokens.size()));
  }

  private static byte[] replacedMatch(byte[] bytes, Pattern pattern, byte[] by, Random random) {
    int from = Math.max(0, position(bytes, random) - 256);
    int to = Math.min(bytes.length, from + 512);
    List<MatchResult> matches =
        pattern.matcher(text(Arrays.copyOfRange(bytes, from, to))).results().toList();
    if (matches.isEmpty()) {
      return replaced(bytes, from, 0, by);
    }
    MatchResult match = matches.get(random.nextInt(matches.size()));
    return replaced(bytes, from + match.start(), match.end() - match.start(), by);
  }

  private static byte[] swapped(byte[] bytes, int at, int other, int length) {
    int first = Math.min(at, other);
    int second = Math.max(at, other);
    int size = Math.min(length, Math.min(second - first, bytes.length - second));
    byte[] result = bytes.clone();
    System.arraycopy(bytes, first, result, second, size);
    System.arraycopy(bytes, second, result, first, size);
    return result;
  }

  private static byte[] lineMoved(byte[] bytes, Random random) {
    List<byte[]> lines = lines(bytes);
    byte[] line = lines.get(random.nextInt(lines.size()));
    lines.add(random.nextInt(lines.size() + 1), line);
    if (random.nextBoolean()) {
      lines.remove(random.nextInt(lines.size()));
    }
    ByteArrayOutputStream result = new ByteArrayOutputStream(bytes.length);
    lines.forEach(one -> result.write(one, 0, one.length));
    return result.toByteArray();
  }

  private static List<byte[]> lines(byte[] bytes) {
    List<byte[]> lines = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '\n') {
        lines.add(Arrays.copyOfRange(bytes, start, i + 1));
        start = i + 1;
      }
    }
    lines.add(Arrays.copyOfRange(bytes, start, bytes.length));
    return lines;
  }

  /** One character per byte. */
  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
