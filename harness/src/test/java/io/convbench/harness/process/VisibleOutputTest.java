package io.convbench.harness.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class VisibleOutputTest {

  private static final String NAME = "n\u001b]0;title\u0007\u009b2J\u202e.jpg";
  private static final String SHOWN = "n\\u001b]0;title\\u0007\\u009b2J\\u202e.jpg";

  @Test
  void showsNamesInAWriter() {
    StringWriter written = new StringWriter();
    PrintWriter out = VisibleOutput.on(new PrintWriter(written));
    out.print(NAME);
    out.print('\u001b');
    out.print(new char[] {'a', '\u0007'});
    out.printf(Locale.ROOT, " %s %d%n", NAME, 5);
    out.println((Object) NAME);
    out.append(NAME).append('\n');
    out.write("x\u001by", 1, 1);
    assertEquals(
        SHOWN + "\\u001ba\\u0007 " + SHOWN + " 5\n" + SHOWN + "\n" + SHOWN + "\n\\u001b",
        written.toString().replace(System.lineSeparator(), "\n"));
  }

  @Test
  void showsNamesInAStream() {
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    PrintStream beneath = new PrintStream(written, true, StandardCharsets.UTF_8);
    PrintStream out = VisibleOutput.on(beneath);
    out.print(NAME);
    out.printf(Locale.ROOT, " %s %d ü猫%n", NAME, 5);
    out.println((Object) NAME);
    out.println(NAME);
    out.append(NAME);
    out.println();
    new IllegalStateException(NAME).printStackTrace(out);
    String[] lines = written.toString(StandardCharsets.UTF_8).split("\\R");
    assertEquals(SHOWN + " " + SHOWN + " 5 ü猫", lines[0]);
    assertEquals(SHOWN, lines[1]);
    assertEquals(SHOWN, lines[2]);
    assertEquals(SHOWN, lines[3]);
    assertEquals("java.lang.IllegalStateException: " + SHOWN, lines[4]);
  }
}
