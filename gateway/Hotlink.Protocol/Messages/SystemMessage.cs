namespace Hotlink.Protocol.Messages;

/// <summary>The greeting of a server, first on every connection.</summary>
/// <param name="SystemVersion">The server's version.</param>
/// <param name="Text">What it says, <c>ok</c> today.</param>
public sealed record SystemMessage(string SystemVersion, string Text) : Message
{
    /// <inheritdoc/>
    public override MessageType Type => MessageType.System;
}
