import Terminal

/// Opens the workbench on the terminal, runs it until the person leaves, and gives the exit code: 0, or 128 and the number
/// of the signal that ended it.
///
///     let journal = try SQLiteJournal.open(at: path)
///     let code = try runWorkbench(WorkbenchOptions(
///       journal: journal, actor: actor, clock: { … }, proofsFolder: folder))
///
/// It belongs on the main thread. Throws `ScreenError` where there is no terminal to be had.
public func runWorkbench(_ options: WorkbenchOptions) throws -> Int32 {
  try Runtime(options).run()
}
