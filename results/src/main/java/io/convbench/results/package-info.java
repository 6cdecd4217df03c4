/**
 * What a run leaves behind: rows of named values, predictions of images, the run's folder with its
 * journal, CSV and environment. Nothing here knows how a value was measured or how it is drawn.
 */
package io.convbench.results;
