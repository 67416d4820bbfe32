import Procedure

/// The file of a batch of payouts: CSV with a row for each payout under the layout's headings.
///
///     PayoutFile.bytes(of: batch)   // the same for the same batch, in every process
public enum PayoutFile {
  /// The bytes of a batch's file. What its cells may hold the core has seen to before the batch was recorded.
  public static func bytes(of batch: PayoutBatch) -> [UInt8] {
    var writer = CSVWriter()
    writer.append(batch.layout.headings)
    for line in batch.lines { writer.append(batch.layout.cells(of: line)) }
    return writer.bytes
  }

  /// What the file is called unless somebody says otherwise.
  public static func name(of batch: BatchID) -> String { "\(batch).csv" }
}
