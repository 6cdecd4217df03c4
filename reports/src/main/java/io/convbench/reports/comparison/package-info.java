/**
 * A comparison of two runs as text, Markdown, JSON and a page. What changed is decided in {@code
 * results}.
 */
package io.convbench.reports.comparison;
