import Foundation

/// Everything that was measured, by what it is and at which size of desk.
struct Report: Codable {
  /// One measurement, beside its floor.
  struct Measured: Codable {
    /// The median, in the figure's unit.
    var value: Double
    var p99: Double?
    /// The same of what is measured beside it.
    var floor: Double?
    var floorP99: Double?

    var ratio: Double? { floor.flatMap { $0 > 0 ? value / $0 : nil } }
  }

  /// What is asked for at the largest size.
  struct Target: Codable {
    /// In the figure's unit.
    var most: Double?
    /// Times its floor.
    var timesFloor: Double?
    /// Times the same at the smallest size.
    var timesSmallest: Double?
  }

  /// One line of the table.
  struct Figure: Codable {
    var name: String
    var unit: String
    var target: Target
    var sizes: [Int: Measured] = [:]

    /// Times the same at the smallest size; nil where one size was measured.
    var growth: Double? {
      guard let least = sizes.keys.min(), let most = sizes.keys.max(), least < most,
        let small = sizes[least], let large = sizes[most], small.value > 0
      else { return nil }
      return large.value / small.value
    }

    /// What is measured at the largest size.
    var largest: Measured? { sizes.keys.max().flatMap { sizes[$0] } }

    /// Whether it is what is asked for; nil where nothing is.
    var isMet: Bool? {
      guard let largest else { return nil }
      let asked = [
        target.most.map { largest.value <= $0 },
        target.timesFloor.flatMap { most in largest.ratio.map { $0 <= most } },
        target.timesSmallest.flatMap { most in growth.map { $0 <= most } },
      ].compactMap(\.self)
      return asked.isEmpty ? nil : !asked.contains(false)
    }
  }

  var machine: Machine
  private(set) var figures: [Figure] = []

  init(on machine: Machine) { self.machine = machine }

  mutating func add(
    _ name: String, _ unit: String, at tickets: Int, _ measured: Measured,
    _ target: Target = Target()
  ) {
    if !figures.contains(where: { $0.name == name }) {
      figures.append(Figure(name: name, unit: unit, target: target))
    }
    for place in figures.indices where figures[place].name == name {
      figures[place].sizes[tickets] = measured
    }
  }

  mutating func add(
    _ name: String, _ unit: String, at tickets: Int, _ times: Times, floor: Times? = nil,
    _ target: Target = Target()
  ) {
    add(
      name, unit, at: tickets,
      Measured(
        value: times.median, p99: times.p99, floor: floor?.median, floorP99: floor?.p99), target)
  }

  // MARK: Keeping it

  /// Every figure with its ratios, for programs.
  func write(json path: String) throws {
    struct Line: Encodable {
      var figure: Figure
      var ratioToFloor: [Int: Double]
      var ratioToSmallest: Double?
      var isMet: Bool?
    }
    struct Whole: Encodable {
      var machine: Machine
      var figures: [Line]
    }
    let lines = figures.map { figure in
      Line(
        figure: figure, ratioToFloor: figure.sizes.compactMapValues(\.ratio),
        ratioToSmallest: figure.growth, isMet: figure.isMet)
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    try encoder.encode(Whole(machine: machine, figures: lines))
      .write(to: URL(fileURLWithPath: path))
  }
}
