/**
 * What a run means, for people: reports in HTML with charts. Starts from rows and environments;
 * nothing here measures.
 */
package io.convbench.reports;
