using System.Security.Cryptography;

namespace Hotlink.Client.Tests.Kit;

/// <summary>Copies pseudo-random bytes through a stream and gives both ends' SHA-256.</summary>
internal static class Transfer
{
    private const int PieceBytes = 64 * 1024;

    /// <summary>Writes bytes that a seed gives, ends the direction, and returns their hash.</summary>
    public static async Task<string> SendAsync(HotlinkWriter writer, long bytes, int seed, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var random = new Random(seed);
        var piece = new byte[PieceBytes];
        for (var left = bytes; left > 0;)
        {
            var count = (int)Math.Min(left, random.Next(1, PieceBytes));
            random.NextBytes(piece.AsSpan(0, count));
            hash.AppendData(piece, 0, count);
            await writer.WriteAsync(piece.AsMemory(0, count), cancellationToken);
            left -= count;
        }

        await writer.CompleteAsync(cancellationToken);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Reads to the end and returns the hash.</summary>
    public static async Task<string> ReceiveAsync(HotlinkReader reader, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var piece = new byte[PieceBytes];
        while (await reader.ReadAsync(piece, cancellationToken) is > 0 and var count)
        {
            hash.AppendData(piece, 0, count);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Copies both ways at once; the hashes have to be equal.</summary>
    public static async Task BothWaysAsync(HotlinkChannel first, HotlinkChannel second, long bytes, CancellationToken cancellationToken)
    {
        var sentByFirst = SendAsync(first.Writer, bytes, 1, cancellationToken);
        var sentBySecond = SendAsync(second.Writer, bytes, 2, cancellationToken);
        var readBySecond = ReceiveAsync(second.Reader, cancellationToken);
        var readByFirst = ReceiveAsync(first.Reader, cancellationToken);
        await Task.WhenAll(sentByFirst, sentBySecond, readByFirst, readBySecond);
        Assert.Equal(await sentByFirst, await readBySecond);
        Assert.Equal(await sentBySecond, await readByFirst);
    }
}
