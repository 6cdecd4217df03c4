package io.convbench.harness.packaging;

import io.convbench.harness.engine.Engine;
import java.util.Set;

/**
 * What of an installation goes into a package, beside what always does.
 *
 * @param engines whose libraries; the jars of the others, which call them, go into it all the same
 * @param images whether OpenCV's library, which reads images
 * @param runtime whether a Java
 */
public record Contents(Set<Engine> engines, boolean images, boolean runtime) {

  public Contents {
    engines = Set.copyOf(engines);
  }
}
