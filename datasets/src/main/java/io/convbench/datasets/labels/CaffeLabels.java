package io.convbench.datasets.labels;

import io.convbench.datasets.text.TextFile;
import io.convbench.foundation.text.VisibleText;
import java.io.IOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Caffe's {@code val.txt}: {@code ILSVRC2012_val_00000001.JPEG 65}, indices in synset order. */
final class CaffeLabels implements LabelFile.LabelFormat {

  private static final Pattern LINE = Pattern.compile("(\\S.*?)\\s+(-?\\d+)");

  @Override
  public boolean startsWith(String firstLine) {
    Matcher row = LINE.matcher(firstLine);
    return !firstLine.contains(",") && row.matches() && !row.group(1).endsWith(";");
  }

  @Override
  public void read(TextFile text, LabelFile labels) throws IOException {
    List<String> lines = text.content().lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      Matcher row = LINE.matcher(line);
      if (row.matches()) {
        labels.add(row.group(1), labels.classIndex(row.group(2), i + 1), i + 1);
      } else if (!line.isEmpty()) {
        throw labels.mistake(
            i + 1,
            "is '%s': write a file name and a class index".formatted(VisibleText.shortened(line)));
      }
    }
  }
}
