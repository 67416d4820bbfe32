import Exchange
import Procedure

/// A setting of the screens that has a value whether somebody sets it or not: what the workbench is started with, and what
/// `info` and `config show` tell of it.
///
///     options.setsTitle = try ScreenSetting.title.inEffect.value
struct ScreenSetting<Value> {
  /// Its name in `config.yaml`.
  let name: ConfigurationSetting
  private let path: KeyPath<Configuration, Value?>
  private let usual: Value
  private let text: (Value) -> String

  /// What counts, and in which file it is said; no file where it is the usual.
  var inEffect: (value: Value, file: String?) {
    get throws {
      guard let said = try Configuration.says(path) else { return (usual, nil) }
      return (said.value, said.file)
    }
  }

  /// The same with the value as a file says it.
  var told: (value: String, file: String?) {
    get throws {
      let (value, file) = try inEffect
      return (text(value), file)
    }
  }

  /// The usual value as a file would say it.
  var usualText: String { text(usual) }
}

extension ScreenSetting<Bool> {
  /// Whether the window's title says what waits.
  static var title: Self { Self(.title, \.title, usual: true) }
  /// Whether the mouse does anything.
  static var mouse: Self { Self(.mouse, \.mouse, usual: false) }
  /// Whether the screen is said in lines.
  static var reader: Self { Self(.reader, \.reader, usual: false) }

  private init(_ name: ConfigurationSetting, _ path: KeyPath<Configuration, Bool?>, usual: Bool) {
    self.init(name: name, path: path, usual: usual) { $0 ? "on" : "off" }
  }
}

extension ScreenSetting<Configuration.Notice> {
  /// How one is told of what happens while one looks elsewhere.
  static var notice: Self { Self(name: .notice, path: \.notice, usual: .off) { $0.rawValue } }
}

extension ScreenSetting<Language> {
  /// The language of the screens.
  static var language: Self {
    Self(name: .language, path: \.language, usual: .english) { $0.rawValue }
  }
}
