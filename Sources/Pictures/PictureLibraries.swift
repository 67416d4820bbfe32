import CPictures

/// What pictures are decoded and drawn with, found only when one is to be shown.
public enum PictureLibraries {
  /// The library that draws cells, as the loader looks for it.
  public static let chafa = PD_PICTURE_CHAFA
  /// The one that decodes PNG.
  public static let png = PD_PICTURE_PNG
  /// The one that decodes JPEG.
  public static let jpeg = PD_PICTURE_JPEG
  /// Where the program is that reads text; nil where it is not installed.
  public static var reader: String? { ProgramPlace.path(of: "tesseract") }
}
