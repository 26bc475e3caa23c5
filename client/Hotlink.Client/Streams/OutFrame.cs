namespace Hotlink.Client.Streams;

/// <summary>A data frame to be written: where its bytes are among those that the sender keeps.</summary>
/// <param name="Seq">Its number.</param>
/// <param name="Offset">Where it begins.</param>
/// <param name="Cost">How far it reaches.</param>
/// <param name="IsRepeated">Whether it was sent before.</param>
internal readonly record struct OutFrame(long Seq, long Offset, int Cost, bool IsRepeated);
