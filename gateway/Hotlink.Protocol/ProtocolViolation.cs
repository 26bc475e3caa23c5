namespace Hotlink.Protocol;

/// <summary>Why a frame was refused. Holds nothing that the peer sent, so it can be logged and counted as it is.</summary>
/// <param name="Kind">The reason, from the closed list.</param>
/// <param name="Field">The field of the catalogue that was being read (its key on the wire), or empty.</param>
public readonly record struct ProtocolViolation(ViolationKind Kind, string Field = "")
{
    /// <summary>A short sentence for people: the reason, and the field where there is one.</summary>
    public string Text => string.IsNullOrEmpty(Field) ? Reason : $"{Reason} in '{Field}'";

    private string Reason => Kind switch
    {
        ViolationKind.None => "no violation",
        ViolationKind.BadEnvelope => "binary frame without the SB envelope",
        ViolationKind.UnsupportedVersion => "unsupported envelope version",
        ViolationKind.UnsupportedEncoding => "unsupported envelope encoding",
        ViolationKind.TooLarge => "frame too large",
        ViolationKind.Truncated => "unexpected end of input",
        ViolationKind.MalformedMsgPack => "malformed msgpack",
        ViolationKind.MalformedJson => "malformed JSON",
        ViolationKind.UnknownType => "unknown message type",
        ViolationKind.WrongFieldType => "wrong type",
        ViolationKind.NumberOutOfRange => "number out of range",
        ViolationKind.BadBase64 => "illegal base64",
        ViolationKind.BadTime => "invalid time",
        ViolationKind.BadUrl => "invalid syft URL",
        ViolationKind.NestingTooDeep => "nesting too deep",
        ViolationKind.TooManyEntries => "too many entries",
        _ => "refused",
    };

    /// <inheritdoc/>
    public override string ToString() => Text;
}
