/**
 * A selection in words and files: for terminals, Markdown, CSV and JSON. What is chosen is decided
 * in {@code results/.../selection}.
 */
package io.convbench.reports.selection;
