namespace Hotlink.Daemon.Markers;

/// <summary>A marker file as it was last read. Immutable.</summary>
/// <param name="Path">Its canonical path below <c>datasites/</c>, the file's name included.</param>
/// <param name="Kind">What it asks for.</param>
/// <param name="Content">What is in it; empty where there is a fault.</param>
/// <param name="Fault">Why the content is missing.</param>
public sealed record Marker(string Path, MarkerKind Kind, ReadOnlyMemory<byte> Content, MarkerFault Fault = MarkerFault.None)
{
    /// <summary>The largest content that is read, in bytes.</summary>
    public const int MaxBytes = 64 * 1024;

    /// <summary>The canonical path of the directory that it lies in.</summary>
    public string Directory => Path[..Path.LastIndexOf('/')];

    /// <inheritdoc/>
    public bool Equals(Marker? other) =>
        other is not null && Path == other.Path && Kind == other.Kind && Fault == other.Fault && Content.Span.SequenceEqual(other.Content.Span);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Path, Kind, Fault, Content.Length);
}
