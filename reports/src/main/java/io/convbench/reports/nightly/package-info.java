/**
 * What a night says, as text, Markdown, JUnit's XML and the formats of benchmark services, and the
 * trend of each series. What changed is decided in {@code results}.
 */
package io.convbench.reports.nightly;
