package io.convbench.harness.process;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Convbench once more, with other words in every sentence of its code: class files keep texts as
 * constants, of which those that hold a blank are for people.
 */
final class RewordedClasses extends ClassLoader {

  /** These hold the words of Linux, HotSpot, JMH and libraries, which convbench cannot change. */
  private static final Set<String> HOLD_WORDS_OF_OTHERS =
      Set.of(
          "io.convbench.harness.process.CrashReport",
          "io.convbench.harness.process.OomMessages",
          "io.convbench.harness.process.ThrowableOutcome");

  /** Not the letter of a format such as {@code %s}. */
  private static final Pattern WORD = Pattern.compile("\\p{Alpha}{3,}");

  RewordedClasses() {
    super(RewordedClasses.class.getClassLoader());
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!name.startsWith("io.convbench.")) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> known = findLoadedClass(name);
      return known == null ? define(name) : known;
    }
  }

  private Class<?> define(String name) throws ClassNotFoundException {
    URL place = getParent().getResource(name.replace('.', '/') + ".class");
    if (place == null) {
      throw new ClassNotFoundException(name);
    }
    try (InputStream file = place.openStream()) {
      byte[] bytes = file.readAllBytes();
      boolean kept =
          HOLD_WORDS_OF_OTHERS.contains(name) || place.getPath().contains("/test-classes/");
      byte[] used = kept ? bytes : reworded(bytes, name);
      return defineClass(name, used, 0, used.length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** JVM Specification 17, section 4.4: the constant pool. */
  private static byte[] reworded(byte[] classFile, String name) throws IOException {
    Set<Integer> texts = texts(classFile);
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(classFile));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.write(in.readNBytes(8));
    int count = in.readUnsignedShort();
    out.writeShort(count);
    for (int i = 1; i < count; i++) {
      int tag = in.readUnsignedByte();
      out.writeByte(tag);
      if (tag == 1) {
        String text = in.readUTF();
        out.writeUTF(texts.contains(i) ? reworded(text, name) : text);
      } else {
        out.write(in.readNBytes(size(tag)));
      }
      i += isTwoEntries(tag) ? 1 : 0;
    }
    out.write(in.readAllBytes());
    return bytes.toByteArray();
  }

  /** Differently in each class, so that none finds what it looks for in the words of another. */
  private static String reworded(String text, String className) {
    String word = "q" + Integer.toUnsignedString((className + text).hashCode(), 36);
    return text.contains(" ") ? WORD.matcher(text).replaceAll(word) : text;
  }

  /** The entries that strings refer to. */
  private static Set<Integer> texts(byte[] classFile) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(classFile, 8, 1 << 30));
    Set<Integer> texts = new HashSet<>();
    int count = in.readUnsignedShort();
    for (int i = 1; i < count; i++) {
      int tag = in.readUnsignedByte();
      if (tag == 1) {
        in.readUTF();
      } else if (tag == 8) {
        texts.add(in.readUnsignedShort());
      } else {
        in.skipNBytes(size(tag));
      }
      i += isTwoEntries(tag) ? 1 : 0;
    }
    return texts;
  }

  private static int size(int tag) {
    return switch (tag) {
      case 7, 8, 16, 19, 20 -> 2;
      case 15 -> 3;
      case 3, 4, 9, 10, 11, 12, 17, 18 -> 4;
      case 5, 6 -> 8;
      default -> throw new IllegalArgumentException("tag " + tag);
    };
  }

  private static boolean isTwoEntries(int tag) {
    return tag == 5 || tag == 6;
  }
}
