namespace Hotlink.Client.Streams;

/// <summary>What a session's id says about the stream in it.</summary>
internal enum SessionKind
{
    /// <summary>Nobody greets.</summary>
    Plain,

    /// <summary>A stream of which nothing was ever sent.</summary>
    New,

    /// <summary>A stream that goes on.</summary>
    Resume,
}
