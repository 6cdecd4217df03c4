/**
 * What a run leaves behind: rows of named values, their CSV and journal. Nothing here knows how a
 * value was measured or how it is drawn.
 */
package io.convbench.results;
