import Procedure
import Terminal

/// Opens the workbench on the terminal, runs it until the person leaves, and gives the exit code: 0, or 128 and the number
/// of the signal that ended it.
///
///     let code = try runWorkbench(WorkbenchOptions(
///       store: store, changes: store.changes(), actor: actor, clock: { … }))
///
/// It belongs on the main thread. Throws `ScreenError` where there is no terminal to be had.
public func runWorkbench(_ options: WorkbenchOptions) throws -> Int32 {
  let runtime = try Runtime(options)
  return Language.$ofScreens.withValue(runtime.language) { runtime.run() }
}
