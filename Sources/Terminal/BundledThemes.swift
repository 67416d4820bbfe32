// Written by Scripts/embed-themes from themes/*.yaml; change those and run it again.

/// The schemes that the program brings along, by the name of their file.
enum BundledThemes {
  /// File and text of each, in the order of their names.
  static let sources: [(file: String, yaml: String)] = [
    (
      "colour-blind.yaml",
      #"""
      # After the hues of Okabe and Ito, which people with each kind of colour blindness tell apart:
      # vermilion for bad, bluish green for good, yellow for warning, sky blue for what is neutral.
      system: "base16"
      name: "Colour Blind"
      author: "The paydesk maintainers"
      variant: "dark"
      palette:
        base00: "#12161a"
        base01: "#1d2329"
        base02: "#2f3a45"
        base03: "#73808c"
        base04: "#a3aeb8"
        base05: "#dbe1e6"
        base06: "#eef2f5"
        base07: "#ffffff"
        base08: "#ee7733"
        base09: "#e69f00"
        base0A: "#f0e442"
        base0B: "#2fb58c"
        base0C: "#8fd0f0"
        base0D: "#56b4e9"
        base0E: "#e0a0c4"
        base0F: "#cc9966"
      """#
    ),
    (
      "day-desk.yaml",
      #"""
      # Ink on paper, for daylight. Every text colour is at least 5:1 on its ground.
      scheme: "Day Desk"
      author: "The paydesk maintainers"
      base00: "fbfaf7"
      base01: "efece5"
      base02: "dcd8ce"
      base03: "857f74"
      base04: "635e55"
      base05: "2c2a26"
      base06: "1c1a17"
      base07: "000000"
      base08: "b3261e"
      base09: "a34c00"
      base0A: "7a5c00"
      base0B: "1e6b34"
      base0C: "00666b"
      base0D: "1c56b0"
      base0E: "7d3a9c"
      base0F: "7a4a2a"
      """#
    ),
    (
      "high-contrast.yaml",
      #"""
      # White on black, for tired eyes and poor screens. Every text colour is at least 8:1.
      system: "base16"
      name: "High Contrast"
      author: "The paydesk maintainers"
      variant: "dark"
      palette:
        base00: "#000000"
        base01: "#1a1a1a"
        base02: "#003a75"
        base03: "#a0a0a0"
        base04: "#d0d0d0"
        base05: "#ffffff"
        base06: "#ffffff"
        base07: "#ffffff"
        base08: "#ff8080"
        base09: "#ffb060"
        base0A: "#ffee33"
        base0B: "#66ff66"
        base0C: "#55ffff"
        base0D: "#8cc8ff"
        base0E: "#ff9dff"
        base0F: "#e0c090"
      """#
    ),
    (
      "night-desk-24.yaml",
      #"""
      # Night Desk with the eight more colours of base24.
      system: "base24"
      name: "Night Desk 24"
      author: "The paydesk maintainers"
      variant: "dark"
      palette:
        base00: "#161b22"
        base01: "#20272f"
        base02: "#303a46"
        base03: "#6e7b8a"
        base04: "#9aa7b5"
        base05: "#d3dae2"
        base06: "#e8edf2"
        base07: "#ffffff"
        base08: "#f47c7c"
        base09: "#f0a060"
        base0A: "#e3c35c"
        base0B: "#7fc98a"
        base0C: "#5cc8c8"
        base0D: "#7ab0f5"
        base0E: "#cf9bea"
        base0F: "#c8a184"
        base10: "#0f1318"
        base11: "#090c10"
        base12: "#ff9a94"
        base13: "#f2d98a"
        base14: "#9de0a6"
        base15: "#86dede"
        base16: "#9cc7ff"
        base17: "#e0b8f5"
      """#
    ),
    (
      "night-desk.yaml",
      #"""
      # Calm blue-grey for evenings and dark rooms. Every text colour is at least 6:1 on its ground.
      system: "base16"
      name: "Night Desk"
      author: "The paydesk maintainers"
      variant: "dark"
      palette:
        base00: "#161b22"
        base01: "#20272f"
        base02: "#303a46"
        base03: "#6e7b8a"
        base04: "#9aa7b5"
        base05: "#d3dae2"
        base06: "#e8edf2"
        base07: "#ffffff"
        base08: "#f47c7c"
        base09: "#f0a060"
        base0A: "#e3c35c"
        base0B: "#7fc98a"
        base0C: "#5cc8c8"
        base0D: "#7ab0f5"
        base0E: "#cf9bea"
        base0F: "#c8a184"
      """#
    ),
  ]
}
