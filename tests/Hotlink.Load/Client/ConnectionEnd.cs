namespace Hotlink.Load.Client;

/// <summary>How a connection ended.</summary>
/// <param name="IsExpected">Whether this end asked for it.</param>
/// <param name="Text">What happened, for a person.</param>
internal sealed record ConnectionEnd(bool IsExpected, string Text);
