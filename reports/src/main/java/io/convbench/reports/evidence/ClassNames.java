package io.convbench.reports.evidence;

import java.util.List;

/**
 * What classes are called.
 *
 * @param names by class index; empty where they are not known
 */
public record ClassNames(List<String> names) {

  public ClassNames {
    names = List.copyOf(names);
  }

  /** The name alone; empty where it is not known. */
  public String name(int index) {
    return index >= 0 && index < names.size() ? names.get(index) : "";
  }

  /** The name with the index, as two of ImageNet's classes are called crane and two maillot. */
  public String text(int index) {
    String name = name(index);
    return name.isEmpty() ? "class " + index : "%s (%s)".formatted(name.replace('_', ' '), index);
  }
}
