namespace Hotlink.Protocol.Messages;

/// <summary>Something went wrong with a path.</summary>
/// <param name="Code">A status code as in HTTP, such as 403.</param>
/// <param name="Path">The path it is about.</param>
/// <param name="Text">What went wrong.</param>
public sealed record ErrorMessage(long Code, string Path, string Text) : Message
{
    /// <inheritdoc/>
    public override MessageType Type => MessageType.Error;
}
