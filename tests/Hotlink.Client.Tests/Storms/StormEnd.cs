namespace Hotlink.Client.Tests.Storms;

/// <summary>How a stream of a storm is to end.</summary>
internal enum StormEnd
{
    /// <summary>The sender says that nothing more will come.</summary>
    Complete,

    /// <summary>The writer is disposed of: in good order, too.</summary>
    DisposeWriter,

    /// <summary>The sender gives it up.</summary>
    AbortWriter,

    /// <summary>The reader gives it up.</summary>
    AbortReader,

    /// <summary>The reader is disposed of before the end.</summary>
    DisposeReader,
}
