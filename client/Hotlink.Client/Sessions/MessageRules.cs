using Hotlink.Client.Streams;
using Hotlink.Client.Wire;

namespace Hotlink.Client.Sessions;

/// <summary>What an application may send.</summary>
internal static class MessageRules
{
    private const int MaxSignalLength = 256 * 1024;

    // In base64 it has to fit into a frame of 8 MiB.
    private const int MaxMessageBytes = 5 * 1024 * 1024;

    /// <summary>Checks a message.</summary>
    /// <exception cref="ArgumentException">The message can't be sent by anybody.</exception>
    /// <exception cref="HotlinkException">It is larger than the window.</exception>
    public static void Check(HotlinkMessage message, string sessionPath, int pathLength, int tagLength, int windowBytes)
    {
        if (message.Payload.IsEmpty)
        {
            throw new ArgumentException("A message has at least one byte: existing peers lose an empty one.", nameof(message));
        }

        if (!PathRules.IsInDirectory(message.Path, sessionPath))
        {
            throw new ArgumentException("The path is not in the session's directory.", nameof(message));
        }

        if (tagLength > MessageRecord.MaxTextBytes)
        {
            throw new ArgumentException("The tag is too long.", nameof(message));
        }

        if ((long)MessageRecord.HeadBytes + pathLength + tagLength + message.Payload.Length > Math.Min(windowBytes, MaxMessageBytes))
        {
            throw new HotlinkException(HotlinkReason.MessageTooLarge, "the message is larger than the window");
        }
    }

    /// <summary>Checks a label, or a trailer.</summary>
    /// <exception cref="ArgumentException">It can't be sent.</exception>
    public static void CheckLabel(string label)
    {
        ArgumentNullException.ThrowIfNull(label);
        if (!StreamSignalText.IsLabel(label))
        {
            throw new ArgumentException($"It may have at most {StreamSignalText.MaxLabel} visible ASCII characters, no spaces.", nameof(label));
        }
    }

    /// <summary>Checks a signal.</summary>
    /// <exception cref="ArgumentException">The signal can't be sent.</exception>
    public static void Check(HotlinkPeerSignal signal)
    {
        ArgumentNullException.ThrowIfNull(signal);
        if (signal.Kind.Length == 0 || signal.Kind.StartsWith(StreamSignalText.Prefix, StringComparison.Ordinal))
        {
            throw new ArgumentException("The kind is empty or belongs to reliable streams.", nameof(signal));
        }

        if (signal.Kind.Length + signal.Token.Length + signal.Error.Length + signal.Addresses.Sum(static address => address.Length) > MaxSignalLength)
        {
            throw new ArgumentException("The signal is too long.", nameof(signal));
        }
    }
}
