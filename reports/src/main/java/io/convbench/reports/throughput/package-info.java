/**
 * How many images per second each architecture reached, and which share of the card's peak that is.
 * Nothing here knows the page.
 */
package io.convbench.reports.throughput;
