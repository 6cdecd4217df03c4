package io.convbench.foundation.file;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Why a file could not be read or written, in words that fit into a sentence which names it. */
public final class FailureReason {

  private FailureReason() {}

  /** The reason; Java's own message is often no more than the file's name. */
  public static String of(IOException failure) {
    if (failure instanceof NoSuchFileException) {
      return "no such file or folder";
    }
    if (failure instanceof AccessDeniedException) {
      return "no permission";
    }
    if (failure instanceof FileAlreadyExistsException) {
      return "file already exists";
    }
    if (failure instanceof CharacterCodingException) {
      return "not UTF-8 text";
    }
    String said =
        failure instanceof FileSystemException system && system.getReason() != null
            ? system.getReason()
            : failure.getMessage();
    return said == null ? failure.getClass().getSimpleName() : said;
  }
}
