package io.convbench.datasets.content;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a file is by its first bytes. */
public enum FileKind {
  JPEG(Use.SHOWN, "a JPEG image", "\\xFF\\xD8\\xFF"),
  PNG(Use.SHOWN, "a PNG image", "\\x89PNG\\r\\n\\x1A\\n"),
  GIF(Use.SHOWN, "a GIF image", "GIF8[79]a"),
  /** Two letters are little to go by: the size of the second header has to follow. */
  BMP(Use.SHOWN, "a BMP image", "BM.{12}[\\x0C-\\x80]\\x00\\x00\\x00"),
  WEBP(Use.SHOWN, "a WebP image", "RIFF.{4}WEBP"),

  TIFF(Use.IMAGE, "a TIFF image", "II[*+]\\x00|MM\\x00[*+]"),
  AVIF(Use.IMAGE, "an AVIF image", ".{4}ftypavi[fs]"),
  HEIC(Use.IMAGE, "an HEIC image", ".{4}ftyp(he[ivx]|mif1|msf1)"),
  JPEG_2000(Use.IMAGE, "a JPEG 2000 image", ".{4}jP  \\r\\n|\\xFF\\x4F\\xFF\\x51"),
  JPEG_XL(Use.IMAGE, "a JPEG XL image", "\\xFF\\x0A|.{4}JXL \\r\\n"),
  PHOTOSHOP(Use.IMAGE, "a Photoshop image", "8BPS\\x00"),
  NETPBM(Use.IMAGE, "a Netpbm image", "P[1-7]\\s[\\d#W]"),

  ZIP(Use.PACKED, "a zip archive", "PK\\x03\\x04|PK\\x05\\x06"),
  SEVEN_ZIP(Use.PACKED, "a 7z archive", "7z\\xBC\\xAF\\x27\\x1C"),
  RAR(Use.PACKED, "a RAR archive", "Rar!\\x1A\\x07"),
  TAR(Use.PACKED, "a tar", ".{257}ustar"),
  GZIP(Use.PACKED, "a gzip file", "\\x1F\\x8B"),
  BZIP2(Use.PACKED, "a bzip2 file", "BZh[1-9]1AY&SY"),
  XZ(Use.PACKED, "an xz file", "\\xFD7zXZ\\x00"),
  ZSTANDARD(Use.PACKED, "a Zstandard file", "\\x28\\xB5\\x2F\\xFD"),

  SVG(Use.OTHER, "an SVG drawing", "\\s*(<\\?xml.*)?<svg\\b"),
  PDF(Use.OTHER, "a PDF", "%PDF-"),
  HDF5(Use.OTHER, "an HDF5 file", "\\x89HDF\\r\\n\\x1A\\n"),
  WEB_PAGE(Use.OTHER, "a web page", "(?i)\\s*<(!doctype html|html)\\b"),
  LFS_POINTER(Use.OTHER, "a pointer of Git LFS", "version https://git-lfs"),
  UNKNOWN(Use.OTHER, "a file of another kind", "");

  /** So many bytes of a file tell its kind. */
  public static final int BYTES = 512;

  private enum Use {
    /** An image that can be decoded. */
    SHOWN,
    /** An image that cannot. */
    IMAGE,
    /** Files packed together or made smaller. */
    PACKED,
    OTHER
  }

  private final Use use;
  private final String words;
  private final Pattern start;

  FileKind(Use use, String words, String start) {
    this.use = use;
    this.words = words;
    this.start = Pattern.compile(start, Pattern.DOTALL);
  }

  /**
   * The kind of a file.
   *
   * @param start its first {@link #BYTES} bytes, or all where it has fewer; more may follow
   */
  public static FileKind of(byte[] start) {
    byte[] looked = Arrays.copyOf(start, Math.min(start.length, BYTES));
    String latin1 = new String(looked, StandardCharsets.ISO_8859_1);
    return Stream.of(values())
        .filter(kind -> kind.start.matcher(latin1).lookingAt())
        .findFirst()
        .orElseThrow();
  }

  /** What it is, with its article. */
  public String words() {
    return words;
  }

  /** Whether it is an image of a format that is decoded here. */
  public boolean isShown() {
    return use == Use.SHOWN;
  }

  /** Whether it is an image, decoded here or not. */
  public boolean isImage() {
    return isShown() || use == Use.IMAGE;
  }

  /** Whether it holds other files, or one made smaller. */
  public boolean isPacked() {
    return use == Use.PACKED;
  }

  /** What to do with one where an image is wanted that is decoded here; a clause. */
  public String adviceForImage() {
    return switch (this) {
      case LFS_POINTER -> "fetch the image, as by git lfs pull";
      case WEB_PAGE -> "fetch the image again, the server sent this in its place";
      default ->
          switch (use) {
            case IMAGE -> "save it as PNG";
            case PACKED -> "unpack it";
            default -> "convert or remove it";
          };
    };
  }
}
