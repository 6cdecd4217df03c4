package io.convbench.datasets.image;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** The JDK's image readers, with every warning of theirs taken as damage. */
final class JdkReader {

  /** What to read. */
  interface Read<T> {
    T from(ImageReader reader) throws IOException;
  }

  private JdkReader() {}

  static <T> T read(String format, byte[] content, Read<T> read) throws DamagedImageException {
    ImageReader reader = ImageIO.getImageReadersByFormatName(format).next();
    List<String> warnings = new ArrayList<>();
    reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
    try {
      reader.setInput(new MemoryCacheImageInputStream(new ByteArrayInputStream(content)));
      T result = read.from(reader);
      if (!warnings.isEmpty()) {
        throw new IIOException(warnings.get(0));
      }
      return result;
    } catch (IOException | RuntimeException failure) {
      // The JDK's readers answer damaged files with either kind.
      throw new DamagedImageException(
          "the %s is corrupt or truncated (%s): fetch it again".formatted(format, failure),
          failure);
    } finally {
      reader.dispose();
    }
  }
}
