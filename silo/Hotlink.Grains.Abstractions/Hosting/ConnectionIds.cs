using System.Security.Cryptography;

namespace Hotlink.Grains.Abstractions.Hosting;

/// <summary>Ids of connections: 128 random bits, and the name of the node that holds the socket.</summary>
public static class ConnectionIds
{
    private const char Separator = '~';
    private const int RandomBytes = 16;

    /// <summary>A new id for a connection of a node.</summary>
    public static string Create(string node) => $"{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(RandomBytes))}{Separator}{node}";

    /// <summary>An id that stands for a node itself.</summary>
    public static string At(string node) => $"{Separator}{node}";

    /// <summary>The node that holds the socket; empty where the id names none.</summary>
    public static string NodeOf(string connection) => connection[(connection.IndexOf(Separator, StringComparison.Ordinal) is var at and >= 0 ? at + 1 : connection.Length)..];
}
