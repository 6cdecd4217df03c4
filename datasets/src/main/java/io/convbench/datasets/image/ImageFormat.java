package io.convbench.datasets.image;

/** The file formats that are read, told apart by content and never by the file's name. */
enum ImageFormat {
  JPEG,
  PNG,
  GIF,
  BMP,
  WEBP
}
