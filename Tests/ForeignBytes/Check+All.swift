extension Check {
  /// Every check. What newly reads foreign bytes gets one here, and a corpus under its name.
  public static let all: [Check] = [
    Check(name: "csv", run: csv),
    Check(name: "jsonlines", run: jsonLines),
    Check(name: "tickets", run: tickets),
    Check(name: "orders", run: orders),
    Check(name: "vendors", run: vendors),
    Check(name: "statements", run: statements),
    Check(name: "payouts", run: payouts),
    Check(name: "rejects", run: rejects),
    Check(name: "mapping", run: mapping),
    Check(name: "policy", run: policy),
    Check(name: "settings", run: settings),
    Check(name: "theme", run: theme),
    Check(name: "replay", run: replay),
    Check(name: "paste", run: paste),
    Check(name: "reply", run: reply),
    Check(name: "keys", run: keys),
    Check(name: "values", run: values),
    Check(name: "addresses", run: addresses),
    Check(name: "frames", run: frames),
    Check(name: "facts", run: facts),
  ]
}
