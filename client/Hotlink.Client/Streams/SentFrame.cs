namespace Hotlink.Client.Streams;

/// <summary>A frame that was handed to the connection and is not acknowledged.</summary>
/// <param name="Offset">Where it begins.</param>
/// <param name="Cost">How far it reaches.</param>
/// <param name="SentAt">When it was sent last.</param>
/// <param name="IsDue">Whether it waits to be sent again.</param>
internal record struct SentFrame(long Offset, int Cost, TimeSpan SentAt, bool IsDue)
{
    /// <summary>The offset behind it.</summary>
    public readonly long End => Offset + Cost;
}
