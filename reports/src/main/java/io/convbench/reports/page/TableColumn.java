package io.convbench.reports.page;

import io.convbench.reports.findings.Candidate;
import java.util.function.Function;

/**
 * A column of the table.
 *
 * @param group heading that it shares with its neighbours; empty for none
 * @param header short, with the unit where the group has none
 * @param title the long form
 * @param numeric whether it is sorted by number
 * @param cell what stands in it
 */
public record TableColumn(
    String group,
    String header,
    String title,
    boolean numeric,
    Function<Candidate, TableCell> cell) {}
