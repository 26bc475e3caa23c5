namespace Hotlink.Protocol.Messages;

/// <summary>
/// The content of a message: one sealed record per <see cref="MessageType"/>. Immutable. Two messages are equal when they say
/// the same, payload bytes included.
/// </summary>
public abstract record Message
{
    private protected Message()
    {
    }

    /// <summary>Which message this is.</summary>
    public abstract MessageType Type { get; }

    /// <summary>The type's name. Never content, so a message that slips into a log gives nothing away.</summary>
    public sealed override string ToString() => Type.ToString();
}
