namespace Hotlink.Gateway.Connections;

/// <summary>Tells routes apart by their sessions' ids, and finds them by these: as text or as its ASCII bytes, without making a string.</summary>
internal sealed class RouteComparer
    : IEqualityComparer<Route>, IAlternateEqualityComparer<ReadOnlySpan<byte>, Route>, IAlternateEqualityComparer<string, Route>
{
    private static readonly AsciiComparer Ids = AsciiComparer.Instance;

    public static RouteComparer Instance { get; } = new();

    public bool Equals(Route? x, Route? y) => Ids.Equals(x?.SessionId, y?.SessionId);

    public bool Equals(ReadOnlySpan<byte> alternate, Route other) => Ids.Equals(alternate, other.SessionId);

    public bool Equals(string alternate, Route other) => Ids.Equals(alternate, other.SessionId);

    public int GetHashCode(Route obj) => Ids.GetHashCode(obj.SessionId);

    public int GetHashCode(ReadOnlySpan<byte> alternate) => Ids.GetHashCode(alternate);

    public int GetHashCode(string alternate) => Ids.GetHashCode(alternate);

    public Route Create(ReadOnlySpan<byte> alternate) => throw new NotSupportedException("An id alone makes no route.");

    public Route Create(string alternate) => throw new NotSupportedException("An id alone makes no route.");
}
