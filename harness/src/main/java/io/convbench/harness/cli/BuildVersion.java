package io.convbench.harness.cli;

import io.convbench.harness.build.Build;
import picocli.CommandLine.IVersionProvider;

/** Prints version and commit. */
final class BuildVersion implements IVersionProvider {

  @Override
  public String[] getVersion() {
    Build build = Build.current();
    return new String[] {"convbench %s (commit %s)".formatted(build.version(), build.commit())};
  }
}
