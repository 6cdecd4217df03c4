package io.convbench.harness.engine;

import java.nio.file.Path;

/**
 * Libraries of the user's that an engine is to load.
 *
 * @param folder that holds them
 * @param version that the folder states; a loaded library states its own
 * @param binding by which Java calls them, in words
 * @param advice what to do when the two do not work together
 */
public record OwnLibraries(Path folder, String version, String binding, String advice) {

  /** In one line, where they came from. */
  public String description() {
    return "%s in %s, with %s".formatted(version, folder, binding);
  }

  /**
   * What to do about an engine that does not start with them, in one line.
   *
   * @param reason that the engine or the system gave
   */
  public String refusal(String reason) {
    String sentence = reason.endsWith(".") ? reason : reason + ".";
    return "%s It was to load %s: %s".formatted(sentence, description(), advice);
  }
}
