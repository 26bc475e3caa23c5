using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Mpc3.Sharing;

/// <summary>AES-256 in counter mode as a pseudorandom function: two parties that hold the same key draw the same words, without talking.</summary>
internal sealed class KeyStream : IDisposable
{
    public const int KeyBytes = 32;
    private const int BlockBytes = 16;
    private const int BatchBlocks = 256;

    private readonly Aes _aes = Aes.Create();
    private readonly byte[] _counters = new byte[BatchBlocks * BlockBytes];
    private readonly byte[] _words = new byte[BatchBlocks * BlockBytes];
    private ulong _block;

    public KeyStream(ReadOnlySpan<byte> key) => _aes.Key = key.ToArray();

    /// <summary>The next words of the stream. What is left of the last block is thrown away, at both ends alike.</summary>
    public void Fill(Span<ulong> words)
    {
        while (!words.IsEmpty)
        {
            var count = Math.Min(words.Length, BatchBlocks * BlockBytes / sizeof(ulong));
            var bytes = (((count * sizeof(ulong)) + BlockBytes - 1) / BlockBytes) * BlockBytes;
            for (var at = 0; at < bytes; at += BlockBytes)
            {
                BinaryPrimitives.WriteUInt64LittleEndian(_counters.AsSpan(at), _block++);
            }

            _aes.EncryptEcb(_counters.AsSpan(0, bytes), _words, PaddingMode.None);
            MemoryMarshal.Cast<byte, ulong>(_words)[..count].CopyTo(words);
            words = words[count..];
        }
    }

    public ulong[] Take(int count)
    {
        var words = new ulong[count];
        Fill(words);
        return words;
    }

    public void Dispose() => _aes.Dispose();
}
