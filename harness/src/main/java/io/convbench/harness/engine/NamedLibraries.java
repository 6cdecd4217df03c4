package io.convbench.harness.engine;

import io.convbench.datasets.natives.SharedLibrary;
import io.convbench.foundation.input.InvalidInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where an engine's native libraries are that the user names in place of the installation's.
 *
 * @param folder that holds them, or holds a folder of them as packages lay them out; absolute
 * @param binding library by which Java calls them; empty for the engine's usual one
 */
public record NamedLibraries(Path folder, Optional<Path> binding) {

  /**
   * @throws InvalidInputException when the folder is not there, or the binding is not a library for
   *     this machine
   */
  public NamedLibraries {
    folder = folder.toAbsolutePath().normalize();
    binding = binding.map(file -> file.toAbsolutePath().normalize());
    if (!Files.isDirectory(folder)) {
      throw new InvalidInputException(
          "%s is not a folder of libraries: name one that exists".formatted(folder));
    }
    binding.ifPresent(SharedLibrary::readForThisMachine);
  }

  /**
   * The folder, or one of those in it, that holds a library.
   *
   * @param engine whose libraries they are to be
   * @param library file name
   * @param within where to look, relative to the folder: in itself ({@code ""}), and elsewhere
   * @throws InvalidInputException when none does, or the library is for another machine
   */
  Path holding(String engine, String library, List<String> within) {
    for (String each : within) {
      Path place = folder.resolve(each).normalize();
      if (Files.exists(place.resolve(library))) {
        SharedLibrary.readForThisMachine(place.resolve(library));
        return place;
      }
    }
    throw new InvalidInputException(
        "%s holds no %s, nor does %s: name the folder of %s's libraries"
            .formatted(
                folder,
                library,
                String.join(" or ", within.stream().filter(s -> !s.isEmpty()).toList()),
                engine));
  }

  /** The binding, or a file beside the libraries where none is named and that one is there. */
  Optional<Path> bindingOr(Path beside) {
    return binding.or(() -> Optional.of(beside).filter(Files::exists));
  }

  @Override
  public String toString() {
    return folder + binding.map(file -> " with the binding " + file).orElse("");
  }
}
