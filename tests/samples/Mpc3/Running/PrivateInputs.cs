using System.Buffers.Binary;
using System.Security.Cryptography;
using Mpc3.Sharing;

namespace Mpc3.Running;

/// <summary>
/// Vectors for checked runs: drawn from a seed that all parties know, so that each can compute the plain result. A run that is to keep
/// anything secret brings its own vector (<c>--counts</c>).
/// </summary>
internal static class PrivateInputs
{
    public static ulong[] Of(RunOptions options, int party)
    {
        Span<byte> seed = stackalloc byte[sizeof(ulong) + 1];
        BinaryPrimitives.WriteUInt64LittleEndian(seed, options.Seed);
        seed[^1] = (byte)party;
        using var stream = new KeyStream(SHA256.HashData(seed));
        var words = stream.Take(options.Size);
        return options.Computation == "sum" ? Array.ConvertAll(words, word => word % 3) : words;
    }
}
