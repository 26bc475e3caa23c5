using System.Text;

namespace Hotlink.Gateway.Connections;

/// <summary>Finds text keys by their ASCII bytes, without making a string.</summary>
internal sealed class AsciiComparer : IEqualityComparer<string>, IAlternateEqualityComparer<ReadOnlySpan<byte>, string>
{
    public static AsciiComparer Instance { get; } = new();

    public bool Equals(string? x, string? y) => string.Equals(x, y, StringComparison.Ordinal);

    public bool Equals(ReadOnlySpan<byte> alternate, string other) => Ascii.Equals(alternate, other);

    public string Create(ReadOnlySpan<byte> alternate) => Encoding.ASCII.GetString(alternate);

    public int GetHashCode(string obj)
    {
        Span<byte> bytes = stackalloc byte[Math.Min(obj.Length, 256)];
        Encoding.ASCII.GetBytes(obj.AsSpan(0, bytes.Length), bytes);
        return GetHashCode(bytes);
    }

    public int GetHashCode(ReadOnlySpan<byte> alternate)
    {
        var hash = default(HashCode);
        hash.AddBytes(alternate[..Math.Min(alternate.Length, 256)]);
        return hash.ToHashCode();
    }
}
