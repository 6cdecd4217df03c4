package io.convbench.reports.decision;

import java.util.List;

/**
 * What to take at typical budgets, at each place.
 *
 * @param places headings; empty for one place alone, which needs none
 * @param lines one a budget
 * @param families the same of each family alone; none of a single one
 * @param note how answers were found
 */
public record Answers(List<String> places, List<Line> lines, List<OfFamily> families, String note) {

  /**
   * The answers among a family.
   *
   * @param lines one a budget, the budgets being those of all
   */
  public record OfFamily(String family, List<Line> lines) {

    public OfFamily {
      lines = List.copyOf(lines);
    }
  }

  /**
   * The answers to one question.
   *
   * @param budget what it allows
   * @param takes one a place
   */
  public record Line(String budget, List<Take> takes) {

    public Line {
      takes = List.copyOf(takes);
    }
  }

  /**
   * What to take at one place.
   *
   * @param fragment of the page's address that shows the decision
   * @param architecture its name; empty where nothing fits
   * @param on the engine and what else differs
   * @param figures by which it is chosen
   * @param next what comes next or cannot be told from it; why nothing fits
   */
  public record Take(
      String fragment, String architecture, String on, String figures, String next) {}

  public Answers {
    places = List.copyOf(places);
    lines = List.copyOf(lines);
    families = List.copyOf(families);
  }
}
