/**
 * The HTML page of a report: what its tables and sentences say. Figures come drawn; nothing here
 * knows files.
 */
package io.convbench.reports.page;
