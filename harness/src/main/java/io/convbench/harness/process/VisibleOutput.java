package io.convbench.harness.process;

import io.convbench.foundation.text.VisibleText;
import java.io.FilterWriter;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.function.UnaryOperator;

/**
 * Where convbench prints, so that names of files, answers of servers and messages of libraries
 * reach a terminal or a log as {@link VisibleText}, without the control sequences that are in them.
 */
public final class VisibleOutput {

  private VisibleOutput() {}

  /** Prints to another writer what can be shown. */
  public static PrintWriter on(PrintWriter writer) {
    return new PrintWriter(new VisibleWriter(writer), true);
  }

  /** Prints to another stream what can be shown of texts; bytes pass as they are. */
  public static PrintStream on(PrintStream stream) {
    return new VisibleStream(stream, VisibleText::of);
  }

  /**
   * From now on, what this process itself prints can be shown, and has no option of the shell's
   * with its value; what native code prints passes.
   */
  static void begin() {
    HiddenOptions options = HiddenOptions.ofThisJvm();
    options.hideInOwnLog();
    UnaryOperator<String> shown = text -> VisibleText.of(options.hide(text));
    System.setOut(new VisibleStream(System.out, shown));
    System.setErr(new VisibleStream(System.err, shown));
  }

  private static final class VisibleWriter extends FilterWriter {

    private VisibleWriter(Writer writer) {
      super(writer);
    }

    @Override
    public void write(int character) throws IOException {
      write(String.valueOf((char) character));
    }

    @Override
    public void write(char[] text, int from, int length) throws IOException {
      write(new String(text, from, length));
    }

    @Override
    public void write(String text, int from, int length) throws IOException {
      out.write(VisibleText.of(text.substring(from, from + length)));
    }
  }

  /** All of a {@link PrintStream}'s methods for texts end in one. */
  private static final class VisibleStream extends PrintStream {

    private final UnaryOperator<String> shown;

    private VisibleStream(PrintStream stream, UnaryOperator<String> shown) {
      super(stream, true);
      this.shown = shown;
    }

    @Override
    public void print(String text) {
      ((PrintStream) out).print(shown.apply(String.valueOf(text)));
    }

    @Override
    public boolean checkError() {
      return super.checkError() || ((PrintStream) out).checkError();
    }
  }
}
