using Hotlink.Protocol.Messages;

namespace Hotlink.Protocol;

/// <summary>One message as it travels: the sender's id for it, and what it says.</summary>
/// <param name="Id">Opaque; six hex digits from Go, a UUID from Rust, <c>srv</c> on file notifications. Relayed messages keep it.</param>
/// <param name="Body">The message.</param>
public readonly record struct WireMessage(string Id, Message Body)
{
    /// <summary>The type of <see cref="Body"/>.</summary>
    public MessageType Type => Body.Type;

    /// <summary>The type's name. Never content, so a message that slips into a log gives nothing away.</summary>
    public override string ToString() => Body.ToString();
}
